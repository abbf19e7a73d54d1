import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { CreditLeftPage, LeftCredit, ListCreditLeft } from '#libs/api/billing/payments.js';
import { Clock } from '#libs/platform/clock.js';
import { cursorAfter, laterThan } from '#libs/platform/page.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import { leftSince } from '../../credit/accounts/credit-left.service.js';
import type { Account } from '../../account/account.schema.js';
import { daysSince } from '../debts/debts.rules.js';
import { VatBasis } from '../../credit/ledger/vat-basis.service.js';

const PAGE = 50;
const LAPSED = 'not_activated';

/** Credit that lies on contracts that are over, as staff see it (R31). */
@Injectable()
export class CreditLeftOver {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In pages, those that were over first come first. @throws InvalidInput on a cursor that is none */
  async list({ of, cursor, limit = PAGE }: ListCreditLeft): Promise<CreditLeftPage> {
    const now = this.clock.now();
    const rows = await this.accounts
      .find({
        state: 'closed',
        balanceCents: { $gt: 0 },
        ...(of ? { closeReason: of === 'lapsed' ? LAPSED : { $ne: LAPSED } } : {}),
        ...laterThan<Account>('closedAt', cursor),
      })
      .sort({ closedAt: 1, _id: 1 })
      .limit(limit + 1)
      .lean<Account[]>();
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await Promise.all(shown.map((account) => this.view(account, now))),
      ...(rows.length > limit && last ? { nextCursor: cursorAfter(last.closedAt!, last._id) } : {}),
    };
  }

  private async view(account: Account, now: Date): Promise<LeftCredit> {
    const since = leftSince(account);
    return {
      contractId: account._id,
      customerId: account.customerId,
      contractNumber: account.contractNumber,
      holderName: account.holder.name,
      of: account.closeReason === LAPSED ? 'lapsed' : 'ended',
      amountCents: await this.basis.toGiveBack(account, now),
      closedAt: account.closedAt!.toISOString(),
      since: since.toISOString(),
      days: daysSince(since, now),
      ...(account.unclaimedSince ? { unclaimedSince: account.unclaimedSince.toISOString() } : {}),
    };
  }
}
