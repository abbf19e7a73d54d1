import { getModelToken } from '@nestjs/mongoose';
import { XMLParser } from 'fast-xml-parser';
import type { Model } from 'mongoose';
import { billingDocumentsRpc } from '#libs/api/billing/documents.js';
import { billingInvoicesRpc } from '#libs/api/billing/invoices.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingPaymentsRpc } from '#libs/api/billing/payments.js';
import { billingTrafficRpc } from '#libs/api/billing/traffic.js';
import { billingRpc } from '#libs/api/billing/billing.js';
import type { Holder } from '#libs/api/kernel/holder.js';
import { parseDecimal } from '#libs/money/money.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import { startBillingProcess } from '../src/process/billing.process.js';
import { schemaProblems } from '../src/documents/invoices/fattura-pa.format.js';
import type { Invoice } from '../src/documents/invoices/invoice.schema.js';
import { InvoiceSchedule } from '../src/documents/invoices/invoice.worker.js';
import { Invoices } from '../src/documents/invoices/invoices.service.js';
import { Invoicing } from '../src/documents/invoices/invoicing.service.js';
import { OperatorConfig } from '#libs/platform/operator.config.js';
import { JobsModule } from '../src/jobs.module.js';
import { Renewals } from '../src/monthly/renewals/renewals.service.js';
import { TrafficPosting } from '../src/calls/traffic/traffic-posting.service.js';
import { Books, customerOf, HOLDER, operator, PERSON } from './support.js';

const COMPANY: Holder = {
  kind: 'company',
  companyName: 'Esempio S.r.l.',
  partitaIva: '12345670017',
  codiceDestinatario: 'ABC1234',
  address: { street: 'Corso Italia 2', cap: '10121', city: 'Torino', province: 'TO' },
};
const IDENTITY: Partial<OperatorConfig> = {
  OPERATOR_VAT_NUMBER: '00743110157',
  OPERATOR_STREET: 'Via Dante 1',
  OPERATOR_CAP: '20121',
  OPERATOR_CITY: 'Milano',
  OPERATOR_PROVINCE: 'MI',
};

interface Fattura {
  readonly kind: string;
  readonly number: string;
  readonly gross: number;
  readonly nets: readonly number[];
  readonly vats: readonly number[];
  readonly buyer: Record<string, any>;
}

/** What a file says, read by a parser of its own. */
function read(xml: string): Fattura {
  const { FatturaElettronicaHeader: head, FatturaElettronicaBody: body } = new XMLParser({
    parseTagValue: false,
    removeNSPrefix: true,
    isArray: (name) => name === 'DatiRiepilogo',
  }).parse(xml).FatturaElettronica;
  const {
    TipoDocumento: kind,
    Numero: number,
    ImportoTotaleDocumento: gross,
  } = body.DatiGenerali.DatiGeneraliDocumento;
  const blocks = body.DatiBeniServizi.DatiRiepilogo as Record<string, string>[];
  return {
    kind,
    number,
    gross: parseDecimal(gross),
    nets: blocks.map(({ ImponibileImporto }) => parseDecimal(ImponibileImporto!)),
    vats: blocks.map(({ Imposta }) => parseDecimal(Imposta!)),
    buyer: head.CessionarioCommittente.DatiAnagrafici,
  };
}
const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

describe('electronic invoices on the real database', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  let invoices: Model<Invoice>;
  let contracts = 0;

  beforeEach(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z');
    books = new Books(billing);
    invoices = billing.app.get(getModelToken('Invoice'));
    Object.assign(billing.get(OperatorConfig), IDENTITY);
  });
  afterEach(() => billing.stop());

  const issue = (period: '2026-11' | '2026-12' | '2027-01') => billing.get(Invoicing).issue(period);
  const at = (text: string): void => billing.clock.moveTo(new Date(text));
  const activated = async () => {
    const account = {
      contractId: newId('con'),
      customerId: newId('cus'),
      contractNumber: `C${String(++contracts).padStart(8, '0')}`,
      number: '+390212345678',
      services: [
        { product: 'pbx_basic', quantity: 1 },
        { product: 'extension', quantity: 3 },
      ],
    };
    const { paymentReference } = await billing.call(billingRpc.openAccount, {
      ...account,
      holder: HOLDER,
      identity: PERSON,
    });
    await billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { paymentReference, amountCents: 20_000, bankReference: newId('bnk'), receivedOn: '2026-11-21' },
      operator,
    );
    return account;
  };
  const call = async (contractId: string, startedAt: string, seconds: number): Promise<void> => {
    await billing.call(billingTrafficRpc.recordCalls, {
      records: [{ callId: newId('call'), contractId, from: '+390212345678', to: '+393351234567', startedAt, seconds }],
    });
  };
  const statement = (contractId: string, period: string, part?: number) =>
    billing.call(billingDocumentsRpc.monthStatement, { contractId, period, part }, operator);

  it('one for each contract and month, valid, with the sums of the month’s statement to the cent; top-ups are not on it', async () => {
    const [one, two] = [await activated(), await activated()];
    for (let day = 21; day <= 29; day += 1) {
      at(`2026-11-${day}T12:00:00Z`);
      for (const { contractId } of [one, two]) await call(contractId, `2026-11-${day}T11:00:00Z`, 61 + day);
      await billing.get(TrafficPosting).postDaysBefore();
    }
    at('2026-12-03T09:00:00Z');
    expect(await issue('2026-11')).toMatchObject({ issued: 2, already: 0, failures: [] });
    const rows = await invoices.find().sort({ sequence: 1 }).lean<Invoice[]>();
    expect(rows.map(({ number, date }) => [number, date])).toEqual([
      ['1/2026', '2026-11-30'],
      ['2/2026', '2026-11-30'],
    ]);
    expect(await schemaProblems(new Map(rows.map(({ fileName, xml }) => [fileName, xml])))).toEqual(new Map());
    for (const { contractId, xml, netCents, vatCents, grossCents } of rows) {
      const { vat, chargedCents } = await statement(contractId, '2026-11');
      const fattura = read(xml);
      expect({ netCents, vatCents, grossCents }).toEqual({
        netCents: vat[0]!.netCents,
        vatCents: vat[0]!.vatCents,
        grossCents: chargedCents,
      });
      expect([total(fattura.nets), total(fattura.vats), fattura.gross]).toEqual([netCents, vatCents, grossCents]);
      expect(fattura.buyer).toMatchObject({
        CodiceFiscale: 'RSSMRA80A01F205X',
        Anagrafica: { Nome: 'Mario', Cognome: 'Rossi' },
      });
    }
  });

  it('each once, numbered without a gap, however often and however many at once', async () => {
    for (const _ of Array.from({ length: 7 })) await activated();
    await books.manyActive(60, '2026-11');
    at('2026-12-01T09:00:00Z');
    await billing.get(Renewals).runDue();
    at('2027-01-05T09:00:00Z');
    const reports = await Promise.all(
      [() => issue('2026-11'), () => issue('2026-11'), () => issue('2026-12'), () => issue('2026-12')].map((run) =>
        run(),
      ),
    );
    await issue('2026-11');
    expect(reports.reduce((sum, { issued }) => sum + issued, 0)).toBe(await invoices.countDocuments());
    const rows = await invoices.find({}, { xml: 0 }).sort({ sequence: 1 }).lean<Invoice[]>();
    // Accounts that were never opened with an identity cannot be invoiced, and take no number.
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
    expect(new Set(rows.map(({ contractId, period }) => `${contractId} ${period}`)).size).toBe(14);
    expect(new Set(rows.map(({ fileName }) => fileName)).size).toBe(14);
    expect((await issue('2026-12')).failures).toHaveLength(60);
  });

  it('numbers begin again with the year; file names do not', async () => {
    await activated();
    at('2026-12-01T09:00:00Z');
    await billing.get(Renewals).runDue();
    at('2027-01-01T09:00:00Z');
    await billing.get(Renewals).runDue();
    at('2027-02-03T09:00:00Z');
    for (const period of ['2026-11', '2026-12', '2027-01'] as const) await issue(period);
    expect(
      (await invoices.find().sort({ fileName: 1 }).lean<Invoice[]>()).map(({ number, fileName }) => [number, fileName]),
    ).toEqual([
      ['1/2026', 'IT00743110157_00001.xml'],
      ['2/2026', 'IT00743110157_00002.xml'],
      ['1/2027', 'IT00743110157_00003.xml'],
    ]);
  });

  it('R16: a voltura splits the month: what was charged before it is invoiced to the old holder, what came after to the new one', async () => {
    const { contractId, customerId } = await activated();
    at('2026-12-01T09:00:00Z');
    await billing.get(Renewals).runDue();
    at('2026-12-15T09:00:00Z');
    const firm = newId('cus');
    await billing.call(billingLifecycleRpc.changeIdentity, {
      contractId,
      customerId: firm,
      holder: COMPANY,
      effectiveAt: '2026-12-15T09:00:00Z',
    });
    await call(contractId, '2026-12-15T08:59:00Z', 600);
    at('2026-12-16T09:00:00Z');
    await billing.get(TrafficPosting).postDaysBefore();
    at('2027-01-03T09:00:00Z');
    expect(await issue('2026-12')).toMatchObject({ issued: 2, failures: [] });
    const [before, after] = await invoices.find({ period: '2026-12' }).sort({ part: 1 }).lean<Invoice[]>();
    expect([before!.customerId, after!.customerId]).toEqual([customerId, firm]);
    expect([read(before!.xml).buyer.CodiceFiscale, read(after!.xml).buyer.IdFiscaleIVA.IdCodice]).toEqual([
      'RSSMRA80A01F205X',
      '12345670017',
    ]);
    for (const [index, { grossCents }] of [before!, after!].entries())
      expect((await statement(contractId, '2026-12', index + 1)).chargedCents).toBe(grossCents);
    const list = (of: { customerId: string }) => billing.call(billingInvoicesRpc.listInvoices, {}, customerOf(of));
    expect((await list({ customerId })).items.map(({ id }) => id)).toEqual([before!._id]);
    expect((await list({ customerId: firm })).items.map(({ id }) => id)).toEqual([after!._id]);
    await expect(
      billing.call(billingInvoicesRpc.getInvoice, { invoiceId: before!._id }, customerOf({ customerId: firm })),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(
      (await billing.call(billingInvoicesRpc.getInvoice, { invoiceId: after!._id }, customerOf({ customerId: firm })))
        .xml,
    ).toBe(after!.xml);
  });

  it('a charge that is taken back in a later month is a credit note of that month', async () => {
    at('2026-11-30T10:00:00Z');
    const { contractId } = await activated();
    at('2026-12-01T10:00:00Z');
    await billing.call(billingLifecycleRpc.reverseActivation, { contractId });
    at('2027-01-03T09:00:00Z');
    await issue('2026-11');
    await issue('2026-12');
    const rows = await invoices.find({ contractId }).sort({ period: 1 }).lean<Invoice[]>();
    expect(rows.map(({ kind, grossCents }) => [kind, grossCents])).toEqual([
      ['TD24', rows[0]!.grossCents],
      ['TD04', rows[0]!.grossCents],
    ]);
  });

  it('by themselves, every month that is due in order, from the third day of the next on', async () => {
    const { contractId } = await activated();
    at('2027-01-02T09:00:00Z');
    const jobs = await startBillingProcess({ module: JobsModule, config: billing.config, clock: billing.clock });
    try {
      Object.assign(jobs.get(OperatorConfig), IDENTITY);
      const periods = async (): Promise<string[]> =>
        (await invoices.find({ contractId }).sort({ fileName: 1 }).lean<Invoice[]>()).map(({ period }) => period);
      await billing.get(Renewals).runDue();
      await jobs.get(InvoiceSchedule).issueDue();
      expect(await periods()).toEqual(['2026-11']);
      at('2027-01-03T09:00:00Z');
      await jobs.get(InvoiceSchedule).issueDue();
      await jobs.get(InvoiceSchedule).issueDue();
      expect(await periods()).toEqual(['2026-11']);
      at('2027-02-03T09:00:00Z');
      await jobs.get(InvoiceSchedule).issueDue();
      expect(await periods()).toEqual(['2026-11', '2027-01']);
    } finally {
      await jobs.close();
    }
  });

  it('none for a month that is not over, none without the operator’s fiscal identity', async () => {
    await activated();
    await expect(issue('2026-11')).rejects.toMatchObject({ code: 'period_open' });
    at('2026-11-30T23:00:30Z');
    await expect(issue('2026-11')).rejects.toMatchObject({ code: 'period_open' });
    at('2026-12-03T09:00:00Z');
    Object.assign(billing.get(OperatorConfig), { OPERATOR_VAT_NUMBER: undefined, OPERATOR_CAP: undefined });
    await expect(issue('2026-11')).rejects.toMatchObject({
      code: 'operator_identity_missing',
      details: { missing: ['OPERATOR_VAT_NUMBER', 'OPERATOR_CAP'] },
    });
    expect(await invoices.countDocuments()).toBe(0);
  });

  it('one that breaks the schema is reported and takes no number; the others are issued', async () => {
    const [good, bad] = [await activated(), await activated()];
    await books.accounts.updateOne({ _id: bad.contractId }, { $set: { 'holder.identity.address.cap': '2012' } });
    at('2026-12-03T09:00:00Z');
    const { issued, failures } = await issue('2026-11');
    expect([issued, failures]).toEqual([1, [{ contractId: bad.contractId, reason: expect.stringContaining('CAP') }]]);
    await books.accounts.updateOne({ _id: bad.contractId }, { $set: { 'holder.identity.address.cap': '20121' } });
    expect(await issue('2026-11')).toMatchObject({ issued: 1, already: 1, failures: [] });
    const { items } = await billing.call(billingInvoicesRpc.listInvoices, { period: '2026-11' }, operator);
    expect(items.map(({ number, contractId }) => [number, contractId])).toEqual([
      ['2/2026', bad.contractId],
      ['1/2026', good.contractId],
    ]);
    const files: string[] = [];
    for await (const { number } of billing.get(Invoices).ofMonth('2026-11')) files.push(number);
    expect(files).toEqual(['1/2026', '2/2026']);
  });
});
