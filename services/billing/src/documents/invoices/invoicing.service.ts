import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { PeriodOpen } from '#libs/api/errors/billing/documents.errors.js';
import type { InvoicingReport } from '#libs/api/billing/invoices.js';
import { endOfPeriod, type Period } from '#libs/italy/rome-time.js';
import { Clock } from '#libs/platform/clock.js';
import { derivedId } from '#libs/platform/ids.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import type { Operator } from './fattura-pa.format.js';
import { InvoiceNumbers, type Numberable } from './invoice-numbers.service.js';
import type { Invoice, InvoiceRun } from './invoice.schema.js';
import { MonthCharges, NotInvoiceable, type ContractMonth, type PartDraft } from './month-charges.service.js';
import { OperatorConfig } from '#libs/platform/operator.config.js';
import { operatorOf } from './operator.rules.js';

const BATCH = 50;
/** A transaction that began before midnight may commit after it, but not this much later. */
const SETTLED_MS = 120_000;

type Tally = { -readonly [K in keyof InvoicingReport]: InvoicingReport[K] };

/** Issues the electronic invoices of a month: one for each contract and holder, numbered without a gap. */
@Injectable()
export class Invoicing {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @InjectModel('Invoice') private readonly invoices: Model<Invoice>,
    @InjectModel('InvoiceRun') private readonly runs: Model<InvoiceRun>,
    @Inject(MonthCharges) private readonly charges: MonthCharges,
    @Inject(OperatorConfig) private readonly config: OperatorConfig,
    @Inject(InvoiceNumbers) private readonly numbers: InvoiceNumbers,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Issues what is not issued yet. Repeated, killed midway or run twice at once, each contract's month is invoiced once.
   * `progress` counts ledger entries. @throws PeriodOpen, OperatorIdentityMissing
   */
  async issue(
    period: Period,
    progress: (done: number, of: number) => void = () => undefined,
  ): Promise<InvoicingReport> {
    if (this.clock.now().getTime() < endOfPeriod(period).getTime() + SETTLED_MS) throw new PeriodOpen(period);
    const operator = operatorOf(this.config);
    const of = await this.charges.count(period);
    const report: Tally = { period, issued: 0, already: 0, netCents: 0, vatCents: 0, grossCents: 0, failures: [] };
    let done = 0;
    let batch: ContractMonth[] = [];
    for await (const month of this.charges.contracts(period)) {
      batch.push(month);
      if (batch.length < BATCH) continue;
      await this.issueBatch(period, operator, batch, report);
      progress((done += entriesOf(batch)), of);
      batch = [];
    }
    await this.issueBatch(period, operator, batch, report);
    progress(of, of);
    await this.runs.updateOne(
      { _id: period },
      { $set: { complete: report.failures.length === 0, triedAt: this.clock.now(), failures: report.failures } },
      { upsert: true },
    );
    return report;
  }

  private async issueBatch(
    period: Period,
    operator: Operator,
    batch: readonly ContractMonth[],
    report: Tally,
  ): Promise<void> {
    const drafts = await this.drafts(period, batch, report);
    const { invoices, already, failures } = await this.numbers.issue(operator, drafts, (some) =>
      this.issued(period, some),
    );
    report.already += drafts.filter(({ group }) => already.has(group)).length;
    report.failures.push(...failures.map(({ group: contractId, reason }) => ({ contractId, reason })));
    tally(report, invoices);
  }

  private async drafts(period: Period, batch: readonly ContractMonth[], report: Tally): Promise<Numberable[]> {
    const found = await this.accounts
      .find({ _id: { $in: batch.map(({ contractId }) => contractId) } })
      .lean<Account[]>();
    const accounts = new Map(found.map((account) => [account._id, account]));
    const origins = await this.charges.originsOf(batch.flatMap(({ entries }) => entries));
    const drafts: Numberable[] = [];
    for (const { contractId, entries } of batch) {
      try {
        const parts = this.charges.draftsOf(accounts.get(contractId)!, period, entries, origins);
        drafts.push(...(await Promise.all(parts.map((part) => this.numberable(contractId, period, part)))));
      } catch (error) {
        if (!(error instanceof NotInvoiceable || error instanceof RangeError)) throw error;
        report.failures.push({ contractId, reason: error.message });
      }
    }
    return drafts;
  }

  /** @throws NotInvoiceable while what a credit note corrects has no number: the month waits for the one before. */
  private async numberable(contractId: string, period: Period, { of, draft, ...part }: PartDraft): Promise<Numberable> {
    if (!of)
      return { group: contractId, contractId, invoiceId: invoiceId(contractId, period, part.part), ...part, draft };
    const invoice = await this.invoices
      .findOne({ contractId, ...of, entryId: { $exists: false }, corrects: { $exists: false } }, { number: 1, date: 1 })
      .lean<Invoice>();
    if (!invoice) throw new NotInvoiceable(`the invoice of ${of.period} that is to be corrected is not issued yet`);
    const { _id, number, date } = invoice;
    return {
      group: contractId,
      contractId,
      invoiceId: derivedId('inv', contractId, period, 'of', _id),
      ...part,
      draft: { ...draft, corrects: [{ number, date }] },
      corrects: [_id],
    };
  }

  /** Contracts whose month is invoiced: whole, whatever has become of its parts since. */
  private async issued(period: Period, drafts: readonly Numberable[]): Promise<Set<string>> {
    const rows = await this.invoices
      .find(
        { period, contractId: { $in: drafts.map(({ contractId }) => contractId) }, entryId: { $exists: false } },
        { contractId: 1 },
      )
      .lean<Invoice[]>();
    return new Set(rows.map(({ contractId }) => contractId));
  }
}

/** The id of the invoice of a contract's month, or of a holder's part of it: there is one, ever. */
export const invoiceId = (contractId: string, period: string, part: number): string =>
  derivedId('inv', contractId, period, String(part));

const entriesOf = (batch: readonly ContractMonth[]): number =>
  batch.reduce((total, { entries }) => total + entries.length, 0);

function tally(report: Tally, numbered: readonly Invoice[]): void {
  for (const { kind, netCents, vatCents, grossCents } of numbered) {
    const sign = kind === 'TD04' ? -1 : 1;
    report.issued += 1;
    report.netCents += sign * netCents;
    report.vatCents += sign * vatCents;
    report.grossCents += sign * grossCents;
  }
}
