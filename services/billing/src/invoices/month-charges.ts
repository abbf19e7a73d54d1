import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { daysInPeriod, endOfPeriod, romeDate, startOfPeriod, type Period, type RomeDate } from '#libs/italy/rome-time.js';
import { cents, sum, type Cents } from '#libs/money/money.js';
import type { Account } from '../accounts/account.schema.js';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { partsOf } from '../documents/month-parts.rules.js';
import type { LedgerEntry } from '../ledger/entry.schema.js';
import type { LedgerAccount } from '../ledger/ledger.rules.js';
import { chargedDays } from '../quotes/charged-days.rules.js';
import { chargeLine } from '../quotes/line-text.js';
import type { PricedLine } from '../quotes/pricing.rules.js';
import { draftOf, totalOfLines, type InvoiceDraft, type InvoiceLine } from './invoice.rules.js';

/** What one holder of a contract is invoiced for its part of a month. */
export interface PartDraft {
  readonly part: number;
  readonly customerId: string;
  readonly holderName: string;
  readonly holderTaxCode: string;
  readonly draft: InvoiceDraft;
}

/** The entries of one contract in one month. */
export interface ContractMonth {
  readonly contractId: string;
  readonly entries: readonly LedgerEntry[];
}

/** A charge cannot be put on an invoice; `message` says why. */
export class NotInvoiceable extends Error {}

const postedTo = ({ postings }: LedgerEntry, account: LedgerAccount): Cents => sum(postings.filter((posting) => posting.account === account).map(({ amountCents }) => cents(amountCents)));
const isCharge = (entry: LedgerEntry): boolean => postedTo(entry, 'revenue') !== 0 || postedTo(entry, 'output_vat') !== 0;

/** What the ledger says is to be invoiced: the very entries that the month's statements show. */
@Injectable()
export class MonthCharges {
  constructor(@InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>, @Inject(Catalogue) private readonly catalogue: Catalogue) {}

  /** The entries of a month, contract by contract, streaming. */
  async *contracts(period: Period): AsyncGenerator<ContractMonth> {
    let month: { contractId: string; entries: LedgerEntry[] } | undefined;
    for await (const row of this.entries.find({ period }).sort({ contractId: 1 }).lean<LedgerEntry>().cursor({ batchSize: 1_000 })) {
      const entry = row as LedgerEntry;
      if (month?.contractId !== entry.contractId) {
        if (month) yield month;
        month = { contractId: entry.contractId, entries: [] };
      }
      month.entries.push(entry);
    }
    if (month) yield month;
  }

  /** How many entries a month has: what `contracts` will read. */
  count(period: Period): Promise<number> {
    return this.entries.countDocuments({ period });
  }

  /**
   * A document for each holder of the contract in the month (R16) that something was charged to.
   * @throws NotInvoiceable when an entry's lines do not come to what it booked, or an identity is not known; RangeError on VAT that SdI would refuse.
   */
  draftsOf(account: Account, period: Period, entries: readonly LedgerEntry[]): PartDraft[] {
    const inOrder = entries.toSorted((a, b) => a.seq - b.seq);
    const date = `${period}-${String(daysInPeriod(period)).padStart(2, '0')}` as RomeDate;
    return partsOf(account, startOfPeriod(period), endOfPeriod(period)).flatMap(({ holder, customerId, from, until }, index) => {
      const own = inOrder.filter(({ at }) => at >= from && at < until);
      const lines = own.filter(isCharge).flatMap((entry) => this.linesOf(entry));
      if (lines.length === 0) return [];
      if (!holder.identity) throw new NotInvoiceable('the fiscal identity of the holder is not known');
      const head = { holder: holder.identity, contractNumber: account.contractNumber, period, date, paid: own.at(-1)!.balanceCents >= 0 };
      const draft = draftOf(head, lines);
      return draft ? [{ part: index + 1, customerId, holderName: holder.name, holderTaxCode: holder.taxCode, draft }] : [];
    });
  }

  private linesOf(entry: LedgerEntry): InvoiceLine[] {
    const priced = (entry.details.lines as PricedLine[] | undefined) ?? [];
    const lines = priced.filter(({ netCents, vatCents }) => netCents !== 0 || vatCents !== 0).map((line) => this.lineOf(line, entry));
    const { net, vat } = totalOfLines(lines);
    if (net !== postedTo(entry, 'revenue') || vat !== postedTo(entry, 'output_vat')) throw new NotInvoiceable(`the lines of entry ${entry._id} do not come to what it booked`);
    return lines;
  }

  private lineOf(line: PricedLine, { at, details }: LedgerEntry): InvoiceLine {
    const { quantity, productName, reason } = chargeLine(line, this.catalogue.on(romeDate(at)), 'it');
    const [from, until] = chargedDays(line, at, details);
    return { description: `${quantity} x ${productName}, ${reason}`, from, until, netCents: cents(line.netCents), vatBasisPoints: line.vatBasisPoints, vatCents: cents(line.vatCents) };
  }
}
