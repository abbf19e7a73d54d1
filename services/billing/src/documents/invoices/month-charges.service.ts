import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import {
  daysInPeriod,
  endOfPeriod,
  romeDate,
  startOfPeriod,
  type Period,
  type RomeDate,
} from '#libs/italy/rome-time.js';
import { formatMonth } from '#libs/italy/formats.js';
import { cents, sum, type Cents } from '#libs/money/money.js';
import { byIds } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { Catalogue } from '../../pricing/catalogue/catalogue.service.js';
import { partsOf, type MonthPart } from '../statements/month-parts.rules.js';
import { entryId, type LedgerEntry } from '../../credit/ledger/entry.schema.js';
import type { LedgerAccount } from '../../credit/ledger/ledger.rules.js';
import { chargedDays } from '../../pricing/quotes/charged-days.rules.js';
import { chargeLine } from '../../pricing/quotes/line.text.js';
import type { PricedLine } from '../../pricing/quotes/pricing.rules.js';
import { renewalKey } from '../../monthly/renewals/renewal.rules.js';
import { draftOf, totalOfLines, type InvoiceDraft, type InvoiceLine } from './invoice.rules.js';

/** Which invoice of a month: that of a part of it. */
export interface MonthInvoice {
  readonly period: string;
  readonly part: number;
}

/** What one holder of a contract is invoiced for its part of a month, or is credited of the invoice of an earlier one. */
export interface PartDraft {
  readonly part: number;
  readonly customerId: string;
  readonly holderName: string;
  readonly holderTaxCode: string;
  readonly draft: InvoiceDraft;
  /** The earlier invoice that it corrects; its number is not known here. */
  readonly of?: MonthInvoice;
}

/** The entries of one contract in one month. */
export interface ContractMonth {
  readonly contractId: string;
  readonly entries: readonly LedgerEntry[];
}

/** A charge cannot be put on an invoice; `message` says why. */
export class NotInvoiceable extends Error {}

const postedTo = ({ postings }: LedgerEntry, account: LedgerAccount): Cents =>
  sum(postings.filter((posting) => posting.account === account).map(({ amountCents }) => cents(amountCents)));

/** The charge that an entry takes back: named by it, or in the books of before the renewal of the month that it is for. */
function originIdOf({ cause, contractId, details }: LedgerEntry): string | undefined {
  if (typeof details.reverses === 'string') return details.reverses;
  return cause === 'charge_returned' && typeof details.period === 'string'
    ? entryId(renewalKey(contractId, details.period))
    : undefined;
}

/** Whether an entry is a charge that the month invoices, or takes one back: with VAT of its own, and of no document of its own (R24). */
function isCharge(entry: LedgerEntry, origin: LedgerEntry | undefined): boolean {
  if (entry.details.vat !== undefined || (origin ?? entry).basis === 'top_up') return false;
  return postedTo(entry, 'revenue') !== 0 || postedTo(entry, 'output_vat') !== 0;
}

/** What the ledger says is to be invoiced: the very entries that the month's statements show. */
@Injectable()
export class MonthCharges {
  constructor(
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
  ) {}

  /** The entries of a month, contract by contract, streaming. */
  async *contracts(period: Period): AsyncGenerator<ContractMonth> {
    let month: { contractId: string; entries: LedgerEntry[] } | undefined;
    for await (const entry of this.entries
      .find({ period })
      .sort({ contractId: 1 })
      .lean<LedgerEntry>()
      .cursor({ batchSize: 1_000 })) {
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

  /** The charges that these entries take back, by id. */
  async originsOf(entries: readonly LedgerEntry[]): Promise<Map<string, LedgerEntry>> {
    const ids = [...new Set(entries.flatMap((entry) => originIdOf(entry) ?? []))];
    const found = await byIds(ids, (some) => this.entries.find({ _id: { $in: some } }).lean<LedgerEntry[]>());
    return new Map(found.map((entry) => [entry._id, entry]));
  }

  /**
   * The documents of a contract's month: an invoice for each holder (R16) that something was charged to, less what was taken back of it in the same
   * month; and for each invoice of before of which something was taken back, a credit note to whom it was made out to.
   * @throws NotInvoiceable when an entry's lines do not come to what it booked, or an identity is not known; RangeError on VAT that SdI would refuse.
   */
  draftsOf(
    account: Account,
    period: Period,
    entries: readonly LedgerEntry[],
    origins: ReadonlyMap<string, LedgerEntry>,
  ): PartDraft[] {
    const originOf = (entry: LedgerEntry): LedgerEntry | undefined => origins.get(originIdOf(entry) ?? '');
    const charges = entries.toSorted((a, b) => a.seq - b.seq).filter((entry) => isCharge(entry, originOf(entry)));
    const ofMonth = partsIn(account, period).flatMap((part, index) => {
      const within = ({ at }: LedgerEntry): boolean => at >= part.from && at < part.until;
      const own = charges.filter(
        (entry) => (originOf(entry)?.period ?? period) >= period && within(originOf(entry) ?? entry),
      );
      const last = entries
        .filter(within)
        .reduce<LedgerEntry | undefined>(
          (latest, entry) => (latest && latest.seq > entry.seq ? latest : entry),
          undefined,
        );
      return this.draft(account, period, part, index, own, {
        paidBy: (last?.balanceCents ?? 0) >= 0 ? 'MP22' : undefined,
      });
    });
    return [
      ...ofMonth,
      ...this.creditNotes(
        account,
        period,
        charges.filter((entry) => (originOf(entry)?.period ?? period) < period),
        originOf,
      ),
    ];
  }

  private creditNotes(
    account: Account,
    period: Period,
    entries: readonly LedgerEntry[],
    originOf: (entry: LedgerEntry) => LedgerEntry | undefined,
  ): PartDraft[] {
    const invoices = new Map<string, LedgerEntry[]>();
    for (const entry of entries) {
      const { at, period: of } = originOf(entry)!;
      const key = `${of}/${partsIn(account, of as Period).findIndex(({ from, until }) => at >= from && at < until) + 1}`;
      invoices.set(key, [...(invoices.get(key) ?? []), entry]);
    }
    return [...invoices].flatMap(([key, own]) => {
      const [of, part] = [key.slice(0, 7) as Period, Number(key.slice(8))];
      return this.draft(account, period, partsIn(account, of)[part - 1]!, part - 1, own, {}, { period: of, part });
    });
  }

  private draft(
    account: Account,
    period: Period,
    { holder, customerId }: MonthPart,
    index: number,
    entries: readonly LedgerEntry[],
    { paidBy }: Pick<InvoiceDraft, 'paidBy'>,
    of?: MonthInvoice,
  ): PartDraft[] {
    const lines = entries.flatMap((entry) => this.linesOf(entry));
    if (lines.length === 0) return [];
    if (!holder.identity) throw new NotInvoiceable('the fiscal identity of the holder is not known');
    const { contractNumber } = account;
    const date = `${period}-${String(daysInPeriod(period)).padStart(2, '0')}` as RomeDate;
    const draft = draftOf(
      {
        holder: holder.identity,
        contractNumber,
        cause: `Servizi di telefonia ${formatMonth(of?.period ?? period, 'it')}, contratto ${contractNumber}`,
        period,
        date,
        ...(paidBy ? { paidBy } : {}),
      },
      lines,
    );
    return draft
      ? [
          {
            part: index + 1,
            customerId,
            holderName: holder.name,
            holderTaxCode: holder.taxCode,
            draft,
            ...(of ? { of } : {}),
          },
        ]
      : [];
  }

  private linesOf(entry: LedgerEntry): InvoiceLine[] {
    const priced = (entry.details.lines as PricedLine[] | undefined) ?? [];
    const lines = priced
      .filter(({ netCents, vatCents }) => netCents !== 0 || vatCents !== 0)
      .map((line) => this.lineOf(line, entry));
    const { net, vat } = totalOfLines(lines);
    if (net !== postedTo(entry, 'revenue') || vat !== postedTo(entry, 'output_vat'))
      throw new NotInvoiceable(`the lines of entry ${entry._id} do not come to what it booked`);
    return lines;
  }

  private lineOf(line: PricedLine, { at, details }: LedgerEntry): InvoiceLine {
    const { quantity, productName, reason } = chargeLine(line, this.catalogue.on(romeDate(at)), 'it');
    const [from, until] = chargedDays(line, at, details);
    return {
      description: `${quantity} x ${productName}, ${reason}`,
      from,
      until,
      netCents: cents(line.netCents),
      vatBasisPoints: line.vatBasisPoints,
      vatCents: cents(line.vatCents),
    };
  }
}

const partsIn = (account: Account, period: Period): MonthPart[] =>
  partsOf(account, startOfPeriod(period), endOfPeriod(period));
