import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { romeDate } from '#libs/italy/rome-time.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { cents, negate, sum, vatOn, type Cents } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { ChargeReturns } from '../ledger/charge-returns.js';
import type { LedgerEntry } from '../ledger/entry.schema.js';
import type { Cause } from '../ledger/ledger.rules.js';
import { Ledger } from '../ledger/ledger.service.js';
import { VatBasis } from '../ledger/vat-basis.service.js';
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
    for (const charge of await this.entries.find({ contractId, cause: { $in: CHARGES } }).sort({ seq: 1 }).lean<LedgerEntry[]>()) {
      const { period, day } = charge.details;
      const lines = unusedLines(await this.returns.left(charge), charge, romeDate(endedAt), immediateStart);
      const { entries, change } = await this.returns.returning(await this.ledger.account(tx, contractId), charge, lines, {
        key: `withdrawal:${charge._id}`, cause: 'withdrawal', details: { ...(period ? { period } : {}), ...(day ? { day } : {}) }, reason: 'withdrawn',
      });
      if (entries.length > 0) await this.ledger.post(tx, entries, new Map([[contractId, change]]));
    }
  }

  /** What stays with us of all that was charged, in cents with VAT. */
  async kept(contractId: string): Promise<Cents> {
    const causes: readonly Cause[] = [...CHARGES, 'charge_returned', 'withdrawal'];
    const booked = await this.entries.find({ contractId, cause: { $in: causes } }, { creditCents: 1 }).lean<Pick<LedgerEntry, 'creditCents'>[]>();
    const kept = negate(sum(booked.map(({ creditCents }) => cents(creditCents))));
    const { basis, vatBasisPoints } = this.basis.at(this.clock.now());
    return basis === 'top_up' ? vatOn(kept, vatBasisPoints).gross : kept;
  }
}
