import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { OwnCredit } from '#libs/api/errors/billing/credit.errors.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import type { LedgerEntry } from '../credit/ledger/entry.schema.js';
import { paidIn } from '../credit/ledger/ledger.rules.js';
import { BankClaims } from '../credit/bank-claims/bank-claims.service.js';
import { soleAuthors, toldItCameBack, type BookedCredit } from './credit-authors.rules.js';
import type { Refund } from './refund.schema.js';
import { RefundsConfig } from '../config/refunds.config.js';

/** Who may not approve refunds of a contract, since credit of it is their own word. */
@Injectable()
export class CreditAuthors {
  constructor(
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @Inject(BankClaims) private readonly claims: BankClaims,
    @Inject(RefundsConfig) private readonly config: RefundsConfig,
  ) {}

  /** @throws OwnCredit */
  async assertNone({ contractId, history }: Pick<Refund, 'contractId' | 'history'>, actor: Actor): Promise<void> {
    if (
      toldItCameBack(history).has(actor.id) ||
      soleAuthors(await this.booked(contractId), this.config.REFUND_FOUR_EYES_CENTS).has(actor.id)
    )
      throw new OwnCredit();
  }

  private async booked(contractId: string): Promise<BookedCredit[]> {
    const entries = await this.entries
      .find({
        contractId,
        cause: { $in: ['top_up', 'adjustment', 'traffic'] },
        creditCents: { $gt: 0 },
        'actor.kind': 'staff',
      })
      .lean<LedgerEntry[]>();
    const shownBy = await this.claims.shownBy(entries.map(({ key }) => key));
    return entries.map(({ key, cause, actor, postings, creditCents, details }) => ({
      key,
      by: actor.id,
      cents: cause === 'top_up' ? paidIn(postings) : creditCents,
      shownBy: shownBy.get(key),
      ...(typeof details.requestedBy === 'string' ? { askedBy: details.requestedBy } : {}),
    }));
  }
}
