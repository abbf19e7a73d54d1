import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { romeDate } from '#libs/italy/rome-time.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { add, vatOn, ZERO, type Cents } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { ChargeReturns } from '../../credit/ledger/charge-returns.service.js';
import type { LedgerEntry } from '../../credit/ledger/entry.schema.js';
import type { Cause } from '../../credit/ledger/ledger.rules.js';
import { Ledger } from '../../credit/ledger/ledger.service.js';
import { basisOf, VatBasis } from '../../credit/ledger/vat-basis.service.js';
import { totalOf } from '../../pricing/quotes/pricing.rules.js';
import { unusedLines } from './withdrawal.rules.js';

const CHARGES: readonly Cause[] = ['activation_charge', 'upgrade', 'renewal', 'traffic'];

/** What a consumer who withdraws gets back of what was charged (R25). */
@Injectable()
export class Withdrawals {
  constructor(
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(ChargeReturns) private readonly returns: ChargeReturns,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Gives back, in the caller's transaction, what was not used of each charge and nobody has taken back yet, with the VAT that it carried. */
  async giveBack(tx: Tx, contractId: string, endedAt: Date, immediateStart: boolean): Promise<void> {
    for (const charge of await this.charges(contractId)) {
      const lines = unusedLines(await this.returns.left(charge), charge, romeDate(endedAt), immediateStart);
      const { entries, change } = await this.returns.returning(
        await this.ledger.account(tx, contractId),
        charge,
        lines,
        { key: `withdrawal:${charge._id}`, cause: 'withdrawal', reason: 'withdrawn' },
      );
      if (entries.length > 0) await this.ledger.post(tx, entries, new Map([[contractId, change]]));
    }
  }

  /** What stays with us of all that was charged, in cents with VAT: its own, or that of the top-ups which paid for it (R24). */
  async kept(contractId: string): Promise<Cents> {
    const kept = { consumption: ZERO, top_up: ZERO };
    for (const charge of await this.charges(contractId))
      kept[basisOf(charge)] = add(kept[basisOf(charge)], totalOf(await this.returns.left(charge)).gross);
    return add(kept.consumption, vatOn(kept.top_up, this.basis.vatOfTopUps(romeDate(this.clock.now()))).gross);
  }

  private charges(contractId: string): Promise<LedgerEntry[]> {
    return this.entries
      .find({ contractId, cause: { $in: CHARGES } })
      .sort({ seq: 1 })
      .lean<LedgerEntry[]>();
  }
}
