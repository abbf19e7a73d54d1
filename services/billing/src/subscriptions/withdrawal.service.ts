import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { romeDate } from '#libs/italy/rome-time.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { cents, negate, sum, type Cents } from '#libs/money/money.js';
import type { LedgerEntry } from '../ledger/entry.schema.js';
import { chargePostings, reversalOf, type Cause, type NewEntry } from '../ledger/ledger.rules.js';
import { Ledger } from '../ledger/ledger.service.js';
import { negated, totalOf } from '../quotes/pricing.rules.js';
import { returnedLines } from './withdrawal.rules.js';

/** Charges, and what took them back. */
const CHARGES: readonly Cause[] = ['activation_charge', 'upgrade', 'renewal', 'traffic', 'charge_returned'];

/** What a consumer who withdraws gets back of what was charged (R25). */
@Injectable()
export class Withdrawals {
  constructor(@InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>, @Inject(Ledger) private readonly ledger: Ledger) {}

  /** Gives back, in the caller's transaction, what was not used: an entry for each month, and day of traffic, with the charges' own VAT. */
  async giveBack(tx: Tx, contractId: string, endedAt: Date, immediateStart: boolean): Promise<void> {
    const back = [...bySpan(await this.charges(contractId))].flatMap(([span, charges]): NewEntry[] => {
      const lines = charges.flatMap((charge) => returnedLines(charge, romeDate(endedAt), immediateStart));
      const total = totalOf(lines.map((line) => negated(line, line.reason)));
      if (total.gross === 0) return [];
      const { period, day } = charges[0]!.details;
      return [{ key: `withdrawal:${contractId}:${span}`, contractId, cause: 'withdrawal', postings: reversalOf(chargePostings(total)), details: { lines, period, ...(day ? { day } : {}) } }];
    });
    await this.ledger.post(tx, back);
  }

  /** What stays with us of all that was charged, in gross cents. */
  async kept(contractId: string): Promise<Cents> {
    const booked = await this.entries.find({ contractId, cause: { $in: [...CHARGES, 'withdrawal'] } }, { creditCents: 1 }).lean<Pick<LedgerEntry, 'creditCents'>[]>();
    return negate(sum(booked.map(({ creditCents }) => cents(creditCents))));
  }

  private charges(contractId: string): Promise<LedgerEntry[]> {
    return this.entries.find({ contractId, cause: { $in: CHARGES } }).sort({ seq: 1 }).lean<LedgerEntry[]>();
  }
}

/** Charges by the month, or the day of traffic, that they are for. */
function bySpan(charges: readonly LedgerEntry[]): Map<string, LedgerEntry[]> {
  const spans = new Map<string, LedgerEntry[]>();
  for (const charge of charges) {
    const span = String(charge.details.day ?? charge.details.period);
    spans.set(span, [...(spans.get(span) ?? []), charge]);
  }
  return spans;
}
