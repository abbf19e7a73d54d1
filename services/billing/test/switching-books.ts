import { readFileSync } from 'node:fs';
import { getModelToken } from '@nestjs/mongoose';
import { XMLParser } from 'fast-xml-parser';
import type { Model } from 'mongoose';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { billingPaymentsRpc } from '#libs/api/billing/payments.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import type { Account } from '../src/account/account.schema.js';
import { BillingModule } from '../src/billing.module.js';
import type { InvoicingBasis } from '../src/pricing/catalogue/catalogue.rules.js';
import { Catalogue, parseCatalogue } from '../src/pricing/catalogue/catalogue.service.js';
import { EntryDocuments } from '../src/documents/invoices/entry-documents.service.js';
import { schemaProblems } from '../src/documents/invoices/fattura-pa.format.js';
import type { Invoice } from '../src/documents/invoices/invoice.schema.js';
import { Invoicing } from '../src/documents/invoices/invoicing.service.js';
import { OperatorConfig } from '#libs/platform/operator.config.js';
import type { LedgerEntry } from '../src/credit/ledger/entry.schema.js';
import { HouseAccounts } from '../src/credit/ledger/house-accounts.service.js';
import { Books, customerOf, operator } from './support.js';

const IDENTITY: Partial<OperatorConfig> = {
  OPERATOR_VAT_NUMBER: '00743110157',
  OPERATOR_STREET: 'Via Dante 1',
  OPERATOR_CAP: '20121',
  OPERATOR_CITY: 'Milano',
  OPERATOR_PROVINCE: 'MI',
};
const [VERSION] = parseCatalogue(
  readFileSync(new URL('../src/pricing/catalogue/catalogue.yaml', import.meta.url), 'utf8'),
);
export const versions = (...all: [string, InvoicingBasis][]) =>
  all.map(([from, invoicing]) => ({ ...VERSION!, version: from, from, invoicing }));
/** Consumption until November, top-ups in December and January, consumption again. */
export const THERE_AND_BACK = versions(
  ['2026-01-01', 'consumption'],
  ['2026-12-01', 'top_up'],
  ['2027-02-01', 'consumption'],
);

/** Billing on the real database, across a switch of what is invoiced and back; whatever a test did, `stop` proves it. */
export class SwitchingBooks {
  billing!: ServiceUnderTest;
  books!: Books;
  invoices!: Model<Invoice>;
  private contracts = 0;

  async start(): Promise<void> {
    this.billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-20T10:00:00Z');
    this.books = new Books(this.billing);
    this.invoices = this.billing.app.get(getModelToken('Invoice'));
    Object.assign(this.billing.get(OperatorConfig), IDENTITY);
    Object.assign(this.billing.get(Catalogue), { versions: THERE_AND_BACK });
  }

  async stop(): Promise<void> {
    await this.agree();
    await this.billing.stop();
  }

  readonly at = (text: string): void => this.billing.clock.moveTo(new Date(text));
  readonly issue = () => this.billing.get(EntryDocuments).issuePending();
  readonly documents = (contractId: string) =>
    this.invoices.find({ contractId }).sort({ year: 1, sequence: 1 }).lean<Invoice[]>();
  readonly pay = (contractId: string, amountCents: number) =>
    this.billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { contractId, amountCents, bankReference: newId('bnk'), receivedOn: '2026-11-20' },
      operator,
    );
  readonly credit = (of: Pick<Account, '_id' | 'customerId'>) =>
    this.billing.call(billingCreditRpc.credit, { contractId: of._id }, customerOf(of));
  readonly account = (over: Partial<Account> & { creditCents?: number } = {}) =>
    this.books.active({
      contractNumber: `C${String(++this.contracts).padStart(8, '0')}`,
      activatedAt: new Date('2026-11-01T10:00:00Z'),
      ...over,
    });
  readonly entriesOf = (contractId: string) =>
    this.books.entries.find({ contractId }).sort({ seq: 1 }).lean<LedgerEntry[]>();
  readonly posted = (entries: readonly LedgerEntry[], to: string): number =>
    entries
      .flatMap(({ postings }) => postings)
      .filter((posting) => posting.account === to)
      .reduce((total, { amountCents }) => total + amountCents, 0);
  readonly pointsTo = ({ xml }: Invoice): string[] => {
    const linked = new XMLParser({ parseTagValue: false, removeNSPrefix: true }).parse(xml).FatturaElettronica
      .FatturaElettronicaBody.DatiGenerali.DatiFattureCollegate as object | undefined;
    return [linked ?? []].flat().map((link) => (link as Record<string, string>).IdDocumento!);
  };

  /** Whatever a test did: the ledger is proven, every document is valid, and VAT invoiced less VAT credited is what the books say. */
  private async agree(): Promise<void> {
    await this.issue();
    this.at('2027-06-05T10:00:00Z');
    for (const period of ['2026-11', '2026-12', '2027-01', '2027-02', '2027-03'] as const)
      expect((await this.billing.get(Invoicing).issue(period)).failures).toEqual([]);
    await this.books.prove();
    const rows = await this.invoices.find().lean<Invoice[]>();
    expect(await schemaProblems(new Map(rows.map(({ fileName, xml }) => [fileName, xml])))).toEqual(new Map());
    expect(rows.filter(({ kind }) => kind === 'TD04').every((row) => this.pointsTo(row).length > 0)).toBe(true);
    const vat = (await this.billing.get(HouseAccounts).totals())
      .filter((row) => row.account === 'output_vat')
      .reduce((total, { cents }) => total + cents, 0);
    expect(rows.reduce((total, { kind, vatCents }) => total + (kind === 'TD04' ? -vatCents : vatCents), 0)).toBe(vat);
  }
}
