import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { romeDate } from '#libs/italy/rome-time.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { add, cents, negate, sum, vatOn, type Cents } from '#libs/money/money.js';
import type { InvoicingBasis } from '../catalogue/catalogue.rules.js';
import type { LedgerEntry } from '../ledger/entry.schema.js';
import { ChargeReturns } from '../ledger/charge-returns.js';
import type { Cause } from '../ledger/ledger.rules.js';
import { Ledger } from '../ledger/ledger.service.js';
import { basisOf, VatBasis } from '../ledger/vat-basis.service.js';
import { negated } from '../quotes/pricing.rules.js';
import { returnedLines } from './withdrawal.rules.js';

const CHARGES: readonly Cause[] = ['activation_charge', 'upgrade', 'renewal', 'traffic'];
/** Charges, and what took them back. */
const KEPT: readonly Cause[] = [...CHARGES, 'charge_returned', 'withdrawal'];

/** What a consumer who withdraws gets back of what was charged (R25). */
@Injectable()
export class Withdrawals {
  constructor(
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(ChargeReturns) private readonly returns: ChargeReturns,
    @Inject(VatBasis) private readonly basis: VatBasis,
  ) {}

  /** Gives back, in the caller's transaction, what was not used: an entry for each charge, with the charge's own VAT. */
  async giveBack(tx: Tx, contractId: string, endedAt: Date, immediateStart: boolean): Promise<void> {
    for (const charge of await this.entries.find({ contractId, cause: { $in: CHARGES } }).sort({ seq: 1 }).lean<LedgerEntry[]>()) {
      const { period, day } = charge.details;
      const left = { ...charge, details: { ...charge.details, lines: await this.returns.left(charge) } };
      const lines = returnedLines(left, romeDate(endedAt), immediateStart).map((line) => negated(line, line.reason));
      const as = { key: `withdrawal:${charge._id}`, cause: 'withdrawal' as const, details: { period, ...(day ? { day } : {}) }, reason: 'withdrawn' as const };
      const { entries, change } = await this.returns.returning(await this.ledger.account(tx, contractId), charge, lines, as);
      await this.ledger.post(tx, entries, entries.length > 0 ? new Map([[contractId, change]]) : new Map());
    }
  }

  /** What stays with us of all that was charged, in cents with VAT. */
  async kept(contractId: string): Promise<Cents> {
    const booked = await this.entries.find({ contractId, cause: { $in: KEPT } }, { creditCents: 1, basis: 1, at: 1 }).lean<LedgerEntry[]>();
    const kept = (of: InvoicingBasis): Cents => negate(sum(booked.filter((entry) => basisOf(entry) === of).map(({ creditCents }) => cents(creditCents))));
    return add(kept('consumption'), booked.length === 0 ? cents(0) : vatOn(kept('top_up'), this.basis.vatOfTopUps(romeDate(booked.at(-1)!.at))).gross);
  }
}
