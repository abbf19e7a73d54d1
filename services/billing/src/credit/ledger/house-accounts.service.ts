import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { LedgerEntry } from './entry.schema.js';
import type { LedgerAccount } from './ledger.rules.js';

export interface PeriodTotal {
  readonly period: string;
  readonly account: LedgerAccount;
  readonly cents: number;
}

/** Balances of house accounts: sums over postings by month, never a document of their own. */
@Injectable()
export class HouseAccounts {
  constructor(@InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>) {}

  /** Sums of postings by month and account, of one month or of all, in cents; each month's sums are zero together. */
  totals(period?: string): Promise<PeriodTotal[]> {
    return this.entries.aggregate<PeriodTotal>([
      ...(period ? [{ $match: { period } }] : []),
      { $unwind: '$postings' },
      {
        $group: { _id: { period: '$period', account: '$postings.account' }, cents: { $sum: '$postings.amountCents' } },
      },
      { $project: { _id: 0, period: '$_id.period', account: '$_id.account', cents: 1 } },
      { $sort: { period: 1, account: 1 } },
    ]);
  }
}
