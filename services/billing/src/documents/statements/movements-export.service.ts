import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { stringify } from 'csv-stringify/sync';
import type { Model } from 'mongoose';
import { romeDate, type Period } from '#libs/italy/rome-time.js';
import { cents, toDecimal } from '#libs/money/money.js';
import { type ReadModel, byIds } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import type { LedgerEntry } from '../../credit/ledger/entry.schema.js';

const BATCH = 500;
const HEAD = [
  'date',
  'entry_id',
  'contract_number',
  'contract_id',
  'cause',
  'account',
  'debit_eur',
  'credit_eur',
  'balance_after_eur',
];

/** What a movements file comes to: debits and credits are the same, to the cent. */
export interface MovementsTotal {
  readonly entries: number;
  readonly postings: number;
  readonly debitCents: number;
  readonly creditCents: number;
}

/** The postings of a month for accountants. */
@Injectable()
export class MovementsExport {
  constructor(
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
  ) {}

  /**
   * Writes every posting booked in a month as CSV, a row each, streaming.
   * @throws RangeError when an entry is not balanced: the file is then not to be used.
   */
  async write(period: Period, out: Writable): Promise<MovementsTotal> {
    let total: MovementsTotal = { entries: 0, postings: 0, debitCents: 0, creditCents: 0 };
    out.write(stringify([HEAD]));
    let batch: LedgerEntry[] = [];
    for await (const entry of this.entries.find({ period }).sort({ _id: 1 }).lean<LedgerEntry[]>().cursor()) {
      batch.push(entry);
      if (batch.length < BATCH) continue;
      total = await this.writeBatch(batch, out, total);
      batch = [];
    }
    return this.writeBatch(batch, out, total);
  }

  private async writeBatch(
    entries: readonly LedgerEntry[],
    out: Writable,
    before: MovementsTotal,
  ): Promise<MovementsTotal> {
    if (entries.length === 0) return before;
    const found = await byIds([...new Set(entries.map(({ contractId }) => contractId))], (some) =>
      this.accounts.find({ _id: { $in: some } }, { contractNumber: 1 }).lean<Account[]>(),
    );
    const numbers = new Map(found.map(({ _id, contractNumber }) => [_id, contractNumber]));
    let { debitCents, creditCents, postings } = before;
    const rows = entries.flatMap((entry) =>
      entry.postings.map(({ account, amountCents }) => {
        if (amountCents < 0) debitCents -= amountCents;
        else creditCents += amountCents;
        postings += 1;
        const euro = toDecimal(cents(Math.abs(amountCents)));
        return [
          romeDate(entry.at),
          entry._id,
          numbers.get(entry.contractId) ?? '',
          entry.contractId,
          entry.cause,
          account,
          amountCents < 0 ? euro : '',
          amountCents < 0 ? '' : euro,
          account === 'customer_credit' ? toDecimal(cents(entry.balanceCents)) : '',
        ];
      }),
    );
    if (debitCents !== creditCents)
      throw new RangeError('debits and credits of the ledger differ: run `ledger verify`');
    if (!out.write(stringify(rows))) await once(out, 'drain');
    return { entries: before.entries + entries.length, postings, debitCents, creditCents };
  }
}
