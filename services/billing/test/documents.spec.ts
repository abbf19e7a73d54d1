import { PassThrough } from 'node:stream';
import { parse } from 'csv-parse/sync';
import type { Actor } from '#libs/api/kernel/actor.js';
import { billingDocumentsRpc } from '#libs/api/billing/documents.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingPaymentsRpc } from '#libs/api/billing/payments.js';
import { billingTrafficRpc } from '#libs/api/billing/traffic.js';
import { billingRpc } from '#libs/api/billing/billing.js';
import { cents, formatCents, parseDecimal } from '#libs/money/money.js';
import { newId } from '#libs/platform/ids.js';
import { unfitForPeople } from '#libs/testing/for-people.js';
import { textOfPdf } from '#libs/testing/pdf.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import { MovementsExport } from '../src/documents/statements/movements-export.service.js';
import { statementPdf } from '../src/documents/statements/statement-pdf.format.js';
import { TrafficPosting } from '../src/calls/traffic/traffic-posting.service.js';
import { PERSON } from './support.js';

const operator: Actor = { kind: 'staff', id: newId('usr'), roles: ['billing_operator'], since: 0 };

describe('documents of a month on the real database', () => {
  let billing: ServiceUnderTest;
  const contractId = newId('con');
  const customer: Actor = { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: newId('cus') };

  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z');
    const { paymentReference } = await billing.call(billingRpc.openAccount, {
      contractId,
      customerId: customer.customerId!,
      contractNumber: 'C00000042',
      number: '+390212345678',
      services: [{ product: 'pbx_basic', quantity: 1 }],
      holder: { kind: 'private', name: 'Niccolò Rossi', taxCode: 'RSSMRA80A01F205X' },
      identity: PERSON,
    });
    await billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { paymentReference, amountCents: 5_000, bankReference: newId('bnk'), receivedOn: '2026-11-21' },
      operator,
    );
    await billing.call(billingTrafficRpc.recordCalls, {
      records: [
        {
          callId: 'c1',
          contractId,
          from: '+390212345678',
          to: '+393351234567',
          startedAt: '2026-11-21T10:00:00Z',
          seconds: 600,
        },
      ],
    });
    billing.clock.moveTo(new Date('2026-11-22T10:00:00Z'));
    await billing.get(TrafficPosting).postDaysBefore();
    billing.clock.moveTo(new Date('2026-12-02T10:00:00Z'));
    await billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { paymentReference, amountCents: 100, bankReference: newId('bnk'), receivedOn: '2026-12-02' },
      operator,
    );
  });
  afterAll(() => billing.stop());
  const month = (period: string, as = customer) =>
    billing.call(billingDocumentsRpc.monthStatement, { contractId, period }, as);

  it('R18: a statement leads from what the month opened with to what it closed with, each charge with net, VAT and gross', async () => {
    const statement = await month('2026-11');
    expect(statement).toMatchObject({
      openingCents: 0,
      topUpsCents: 5_000,
      refundedCents: 0,
      holderName: 'Niccolò Rossi',
      contractNumber: 'C00000042',
    });
    expect(statement.entries.map(({ cause }) => cause)).toEqual(['top_up', 'activation_charge', 'traffic']);
    expect(statement.closingCents).toBe(5_000 - statement.chargedCents);
    expect(statement.vat).toEqual([
      { vatBasisPoints: 2_200, netCents: 67 + 167 + 35, vatCents: 15 + 37 + 8, grossCents: statement.chargedCents },
    ]);
    expect(await month('2026-12')).toMatchObject({
      openingCents: statement.closingCents,
      closingCents: statement.closingCents + 100,
    });
    expect(await month('2026-10')).toMatchObject({ openingCents: 0, closingCents: 0, entries: [] });
  });

  it('is a PDF too, in Italian and English', async () => {
    for (const locale of ['it', 'en'] as const) {
      const { fileName, content } = await billing.call(
        billingDocumentsRpc.monthStatementPdf,
        { contractId, period: '2026-11' },
        { actor: customer, locale },
      );
      expect(fileName).toBe('C00000042-2026-11.pdf');
      const pdf = Buffer.from(content, 'base64');
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      const text = textOfPdf(pdf);
      expect(unfitForPeople(text)).toEqual([]);
      const { openingCents, closingCents, holderTaxCode, entries } = await month('2026-11');
      for (const shown of [
        'Niccolò Rossi',
        holderTaxCode,
        'C00000042',
        ...[openingCents, closingCents, ...entries.map(({ amountCents }) => amountCents)].map((amount) =>
          formatCents(cents(amount), locale).replaceAll('\u00a0', ' '),
        ),
      ])
        expect(text).toContain(shown);
    }
  });

  it('spells a holder’s name in letters that the PDF has, and loses nothing of its line', async () => {
    const statement = { ...(await month('2026-11')), holderName: 'Żabka Łódź S.r.l.' };
    expect(textOfPdf(await statementPdf(statement, 'it', 'OpenVOIP')).split('\n')).toContain(
      'Intestatario: Zabka Lódz S.r.l. (RSSMRA80A01F205X)',
    );
  });

  it('another customer’s statement does not exist', async () => {
    await expect(month('2026-11', { ...customer, customerId: newId('cus') })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('R16: a voltura splits the month at its instant: each holder sees its own part, and the two meet', async () => {
    const heir: Actor = { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: newId('cus') };
    const address = { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' };
    billing.clock.moveTo(new Date('2026-12-10T10:00:00Z'));
    const effectiveAt = '2026-12-10T10:00:00.000Z';
    await billing.call(billingLifecycleRpc.changeIdentity, {
      contractId,
      customerId: heir.customerId!,
      holder: { kind: 'company', companyName: 'Acme S.r.l.', partitaIva: '00743110157', address },
      effectiveAt,
    });
    await billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { contractId, amountCents: 300, bankReference: newId('bnk'), receivedOn: '2026-12-10' },
      operator,
    );
    const before = await month('2026-12');
    const after = await month('2026-12', heir);
    expect(before).toMatchObject({
      part: 1,
      parts: 2,
      until: effectiveAt,
      holderName: 'Niccolò Rossi',
      topUpsCents: 100,
    });
    expect(after).toMatchObject({
      part: 2,
      parts: 2,
      from: effectiveAt,
      holderName: 'Acme S.r.l.',
      holderTaxCode: '00743110157',
      openingCents: before.closingCents,
      topUpsCents: 300,
    });
    expect(await month('2026-11')).toMatchObject({ parts: 1, holderName: 'Niccolò Rossi' });
    await expect(month('2026-11', heir)).rejects.toMatchObject({ code: 'not_found' });
    await expect(month('2027-01')).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      billing.call(billingDocumentsRpc.monthStatement, { contractId, period: '2026-12', part: 2 }, customer),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(
      await billing.call(billingDocumentsRpc.monthStatement, { contractId, period: '2026-12', part: 1 }, operator),
    ).toEqual(before);
    expect(
      await billing.call(billingDocumentsRpc.monthStatementPdf, { contractId, period: '2026-12' }, heir),
    ).toMatchObject({ fileName: 'C00000042-2026-12-2.pdf' });
  });

  it('movements for accountants are balanced to the cent', async () => {
    const out = new PassThrough();
    const written = billing
      .get(MovementsExport)
      .write('2026-11', out)
      .then((total) => (out.end(), total));
    const csv = await new Response(out as never).text();
    const rows = parse<Record<string, string>>(csv, { columns: true });
    const sum = (column: string): number =>
      rows.reduce((total, row) => total + (row[column] ? parseDecimal(row[column]) : 0), 0);
    expect(sum('debit_eur')).toBe(sum('credit_eur'));
    expect(await written).toEqual({
      entries: 3,
      postings: rows.length,
      debitCents: sum('debit_eur'),
      creditCents: sum('credit_eur'),
    });
    expect(rows.some((row) => row.account === 'output_vat' && row.contract_number === 'C00000042')).toBe(true);
  });
});
