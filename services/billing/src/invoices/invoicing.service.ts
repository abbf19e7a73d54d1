import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { InvoicingReport } from '#libs/contracts/billing-invoices.js';
import { DomainError } from '#libs/contracts/domain-error.js';
import { endOfPeriod, type Period } from '#libs/italy/rome-time.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { derivedId } from '#libs/platform/ids.js';
import type { Account } from '../accounts/account.schema.js';
import { fatturaPa, fileNameOf, schemaProblems, type Operator } from './fattura-pa.js';
import { lifeBegun } from './invoice-life.js';
import { fileCode } from './invoice.rules.js';
import { INVOICE_COUNTER, type Invoice, type InvoiceCounter, type InvoiceFailure, type InvoiceRun } from './invoice.schema.js';
import { MonthCharges, NotInvoiceable, type ContractMonth, type PartDraft } from './month-charges.js';
import { operatorOf, OperatorConfig } from './operator.config.js';
import { SDI, type SdiExchange } from './sdi/sdi.js';

const BATCH = 50;
/** A transaction that began before midnight may commit after it, but not this much later. */
const SETTLED_MS = 120_000;

/** A month is invoiced when nothing can be booked in it any more. */
export class PeriodOpen extends DomainError {
  constructor(period: string) {
    super({ code: 'period_open', status: 409, text: { it: `Il mese ${period} non è ancora finito: le fatture si emettono dopo.`, en: `Month ${period} is not over yet: its invoices are issued afterwards.` } });
  }
}

interface Draft extends PartDraft {
  readonly contractId: string;
  readonly invoiceId: string;
}
type Tally = { -readonly [K in keyof InvoicingReport]: InvoicingReport[K] };

/** Issues the electronic invoices of a month: one for each contract and holder, numbered without a gap. */
@Injectable()
export class Invoicing {
  constructor(
    @InjectModel('Account') private readonly accounts: Model<Account>,
    @InjectModel('Invoice') private readonly invoices: Model<Invoice>,
    @InjectModel('InvoiceCounter') private readonly counters: Model<InvoiceCounter>,
    @InjectModel('InvoiceRun') private readonly runs: Model<InvoiceRun>,
    @Inject(MonthCharges) private readonly charges: MonthCharges,
    @Inject(OperatorConfig) private readonly config: OperatorConfig,
    @Inject(SDI) private readonly sdi: SdiExchange | undefined,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Issues what is not issued yet. Repeated, killed midway or run twice at once, each contract's month is invoiced once.
   * `progress` counts ledger entries. @throws PeriodOpen, OperatorIdentityMissing
   */
  async issue(period: Period, progress: (done: number, of: number) => void = () => undefined): Promise<InvoicingReport> {
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
    await this.runs.updateOne({ _id: period }, { $set: { complete: report.failures.length === 0, triedAt: this.clock.now(), failures: report.failures } }, { upsert: true });
    return report;
  }

  private async issueBatch(period: Period, operator: Operator, batch: readonly ContractMonth[], report: Tally): Promise<void> {
    let drafts = await this.drafts(period, batch, report);
    while (drafts.length > 0) {
      const issued = await this.issued(period, drafts);
      report.already += drafts.filter(({ contractId }) => issued.has(contractId)).length;
      drafts = drafts.filter(({ contractId }) => !issued.has(contractId));
      const counter = await this.counter();
      const numbered = drafts.map((draft, index) => this.numbered(draft, operator, counter, index));
      const failures = await this.failuresOf(numbered);
      if (failures.length > 0) {
        report.failures.push(...failures);
        drafts = drafts.filter(({ contractId }) => !failures.some((failure) => failure.contractId === contractId));
      } else if (await this.write(counter, numbered)) {
        tally(report, numbered);
        return;
      }
    }
  }

  private async drafts(period: Period, batch: readonly ContractMonth[], report: Tally): Promise<Draft[]> {
    const found = await this.accounts.find({ _id: { $in: batch.map(({ contractId }) => contractId) } }).lean<Account[]>();
    const accounts = new Map(found.map((account) => [account._id, account]));
    return batch.flatMap(({ contractId, entries }) => {
      try {
        return this.charges.draftsOf(accounts.get(contractId)!, period, entries).map((draft) => ({ ...draft, contractId, invoiceId: invoiceId(contractId, period, draft.part) }));
      } catch (error) {
        if (!(error instanceof NotInvoiceable || error instanceof RangeError)) throw error;
        report.failures.push({ contractId, reason: error.message });
        return [];
      }
    });
  }

  /** Contracts whose month is invoiced: whole, whatever has become of its parts since. */
  private async issued(period: Period, drafts: readonly Draft[]): Promise<Set<string>> {
    const rows = await this.invoices.find({ period, contractId: { $in: drafts.map(({ contractId }) => contractId) } }, { contractId: 1 }).lean<Invoice[]>();
    return new Set(rows.map(({ contractId }) => contractId));
  }

  private async counter(): Promise<InvoiceCounter> {
    const counter = await this.counters.findOneAndUpdate({ _id: INVOICE_COUNTER }, { $setOnInsert: { files: 0, years: {} } }, { upsert: true, returnDocument: 'after' }).lean<InvoiceCounter>();
    return counter!;
  }

  private numbered({ invoiceId: _id, contractId, part, customerId, holderName, holderTaxCode, draft }: Draft, operator: Operator, { files, years }: InvoiceCounter, index: number): Invoice {
    const year = Number(draft.period.slice(0, 4));
    const sequence = (years[year] ?? 0) + index + 1;
    const numbers = { number: `${sequence}/${year}`, transmission: fileCode(files + index + 1) };
    const { net: netCents, vat: vatCents, gross: grossCents } = draft.total;
    const [at, xml, fileName] = [this.clock.now(), fatturaPa(draft, operator, numbers), fileNameOf(operator, numbers.transmission)];
    return {
      _id, kind: draft.kind, number: numbers.number, year, sequence, fileName, period: draft.period, part, date: draft.date,
      contractId, contractNumber: draft.contractNumber, customerId, holderName, holderTaxCode, netCents, vatCents, grossCents, issuedAt: at, xml, ...lifeBegun({ fileName, xml }, this.sdi !== undefined, at, currentContext().actor.id),
    };
  }

  private async failuresOf(numbered: readonly Invoice[]): Promise<InvoiceFailure[]> {
    const problems = await schemaProblems(new Map(numbered.map(({ fileName, xml }) => [fileName, xml])));
    return numbered.filter(({ fileName }) => problems.has(fileName)).map(({ contractId, fileName }) => ({ contractId, reason: problems.get(fileName)! }));
  }

  /** All of them, with the numbers that were next, or none: somebody else was quicker. */
  private async write({ files, years }: InvoiceCounter, numbered: readonly Invoice[]): Promise<boolean> {
    if (numbered.length === 0) return true;
    const { year, sequence } = numbered.at(-1)!;
    return this.work.run(async (tx) => {
      const { matchedCount } = await this.counters.updateOne({ _id: INVOICE_COUNTER, files }, { $set: { files: files + numbered.length, years: { ...years, [year]: sequence } } });
      if (matchedCount === 0) return false;
      await this.invoices.collection.insertMany(numbered as never[], { session: tx.session, ordered: true });
      return true;
    });
  }
}

/** The id of the invoice of a contract's month, or of a holder's part of it: there is one, ever. */
export const invoiceId = (contractId: string, period: string, part: number): string => derivedId('inv', contractId, period, String(part));

const entriesOf = (batch: readonly ContractMonth[]): number => batch.reduce((total, { entries }) => total + entries.length, 0);

function tally(report: Tally, numbered: readonly Invoice[]): void {
  for (const { kind, netCents, vatCents, grossCents } of numbered) {
    const sign = kind === 'TD04' ? -1 : 1;
    report.issued += 1;
    report.netCents += sign * netCents;
    report.vatCents += sign * vatCents;
    report.grossCents += sign * grossCents;
  }
}
