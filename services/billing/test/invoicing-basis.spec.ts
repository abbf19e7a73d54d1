import { readFileSync } from 'node:fs';
import { getModelToken } from '@nestjs/mongoose';
import { XMLParser } from 'fast-xml-parser';
import type { Model } from 'mongoose';
import { billingAdjustmentsRpc } from '#libs/api/billing/adjustments.js';
import { billingCallRejectsRpc } from '#libs/api/billing/call-rejects.js';
import { billingChangesRpc } from '#libs/api/billing/changes.js';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { billingDebtsRpc } from '#libs/api/billing/debts.js';
import { billingDocumentsRpc } from '#libs/api/billing/documents.js';
import { billingInvoicesRpc } from '#libs/api/billing/invoices.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingPaymentsRpc, creditLeft } from '#libs/api/billing/payments.js';
import { billingRefundsRpc } from '#libs/api/billing/refunds.js';
import { billingTrafficRpc } from '#libs/api/billing/traffic.js';
import { billingRpc } from '#libs/api/billing/billing.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';
import { textOfPdf } from '#libs/testing/pdf.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import type { Account } from '../src/account/account.schema.js';
import { BillingModule } from '../src/billing.module.js';
import type { InvoicingBasis } from '../src/pricing/catalogue/catalogue.rules.js';
import { Catalogue, parseCatalogue } from '../src/pricing/catalogue/catalogue.service.js';
import { EntryDocuments } from '../src/documents/invoices/entry-documents.service.js';
import { schemaProblems } from '../src/documents/invoices/fattura-pa.format.js';
import type { Invoice } from '../src/documents/invoices/invoice.schema.js';
import { Invoicing } from '../src/documents/invoices/invoicing.service.js';
import { OperatorConfig } from '../src/config/operator.config.js';
import { BasisSwitch } from '../src/credit/ledger/basis-switch.service.js';
import type { LedgerEntry } from '../src/credit/ledger/entry.schema.js';
import { HouseAccounts } from '../src/credit/ledger/house-accounts.service.js';
import { PaymentReturns } from '../src/bank/payments/payment-returns.service.js';
import { cardKey, TopUps } from '../src/bank/payments/top-ups.service.js';
import { Quotes } from '../src/pricing/quotes/quotes.service.js';
import { RenewalForecasts } from '../src/monthly/renewals/forecasts.service.js';
import { Renewals } from '../src/monthly/renewals/renewals.service.js';
import { TrafficPosting } from '../src/calls/traffic/traffic-posting.service.js';
import { Books, customerOf, HOLDER, operator, PERSON } from './support.js';

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
const versions = (...all: [string, InvoicingBasis][]) =>
  all.map(([from, invoicing]) => ({ ...VERSION!, version: from, from, invoicing }));
/** Consumption until November, top-ups in December and January, consumption again. */
const THERE_AND_BACK = versions(['2026-01-01', 'consumption'], ['2026-12-01', 'top_up'], ['2027-02-01', 'consumption']);

describe('R24: what is invoiced, on the real database', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  let invoices: Model<Invoice>;
  let contracts = 0;

  beforeEach(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-20T10:00:00Z');
    books = new Books(billing);
    invoices = billing.app.get(getModelToken('Invoice'));
    Object.assign(billing.get(OperatorConfig), IDENTITY);
    Object.assign(billing.get(Catalogue), { versions: THERE_AND_BACK });
  });
  afterEach(async () => {
    await agree();
    await billing.stop();
  });

  const at = (text: string): void => billing.clock.moveTo(new Date(text));
  const issue = () => billing.get(EntryDocuments).issuePending();
  const documents = (contractId: string) =>
    invoices.find({ contractId }).sort({ year: 1, sequence: 1 }).lean<Invoice[]>();
  const pay = (contractId: string, amountCents: number) =>
    billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { contractId, amountCents, bankReference: newId('bnk'), receivedOn: '2026-11-20' },
      operator,
    );
  const credit = (of: Pick<Account, '_id' | 'customerId'>) =>
    billing.call(billingCreditRpc.credit, { contractId: of._id }, customerOf(of));
  const account = (over: Partial<Account> & { creditCents?: number } = {}) =>
    books.active({
      contractNumber: `C${String(++contracts).padStart(8, '0')}`,
      activatedAt: new Date('2026-11-01T10:00:00Z'),
      ...over,
    });
  const entriesOf = (contractId: string) => books.entries.find({ contractId }).sort({ seq: 1 }).lean<LedgerEntry[]>();
  const posted = (entries: readonly LedgerEntry[], to: string): number =>
    entries
      .flatMap(({ postings }) => postings)
      .filter((posting) => posting.account === to)
      .reduce((total, { amountCents }) => total + amountCents, 0);
  const pointsTo = ({ xml }: Invoice): string[] => {
    const linked = new XMLParser({ parseTagValue: false, removeNSPrefix: true }).parse(xml).FatturaElettronica
      .FatturaElettronicaBody.DatiGenerali.DatiFattureCollegate as object | undefined;
    return [linked ?? []].flat().map((link) => (link as Record<string, string>).IdDocumento!);
  };

  /** Whatever a test did: the ledger is proven, every document is valid, and VAT invoiced less VAT credited is what the books say. */
  async function agree(): Promise<void> {
    await issue();
    at('2027-06-05T10:00:00Z');
    for (const period of ['2026-11', '2026-12', '2027-01', '2027-02', '2027-03'] as const)
      expect((await billing.get(Invoicing).issue(period)).failures).toEqual([]);
    await books.prove();
    const rows = await invoices.find().lean<Invoice[]>();
    expect(await schemaProblems(new Map(rows.map(({ fileName, xml }) => [fileName, xml])))).toEqual(new Map());
    expect(rows.filter(({ kind }) => kind === 'TD04').every((row) => pointsTo(row).length > 0)).toBe(true);
    const vat = (await billing.get(HouseAccounts).totals())
      .filter((row) => row.account === 'output_vat')
      .reduce((total, { cents }) => total + cents, 0);
    expect(rows.reduce((total, { kind, vatCents }) => total + (kind === 'TD04' ? -vatCents : vatCents), 0)).toBe(vat);
  }

  it('R31: what a registration was told before a switch on the 1st still activates it, as the credit that the money becomes', async () => {
    at('2026-11-28T00:05:00Z');
    const services = [
      { product: 'pbx_basic', quantity: 1 },
      { product: 'extension', quantity: 2 },
    ];
    const of = {
      contractId: newId('con'),
      customerId: newId('cus'),
      contractNumber: 'C00000043',
      number: '+390212345678',
      services,
    };
    expect(await billing.call(billingRpc.openAccount, { ...of, holder: HOLDER, identity: PERSON })).toMatchObject({
      amountDueCents: 122,
      nextMonthCents: 1_220,
    });
    at('2026-11-30T23:03:00Z');
    const me = { _id: of.contractId, customerId: of.customerId };
    expect(await pay(of.contractId, 60)).toMatchObject({ outcome: 'credited' });
    expect((await credit(me)).amountDueCents).toBe(62);
    expect(await pay(of.contractId, 62)).toMatchObject({ outcome: 'activated', balanceCents: 100 - 1_000 });
    expect((await credit(me)).amountDueCents).toBe(1_098);
    expect(await pay(of.contractId, 1_098)).toMatchObject({ balanceCents: 0 });
  });

  it('top-ups: a contract is quoted, paid, activated, charged and refunded with the VAT of what was paid; each top-up has its invoice, what goes back its credit note', async () => {
    at('2026-12-16T10:00:00Z');
    const services = [{ product: 'pbx_basic', quantity: 1 }];
    // 200 and 500 for 16 of 31 days: 103 + 258 net
    expect(await billing.call(billingRpc.quote, { services })).toMatchObject({
      invoicing: 'top_up',
      netCents: 361,
      vatCents: 79,
      grossCents: 440,
      monthlyGrossCents: 854,
      lines: [{ netCents: 103, vatCents: 0, grossCents: 103 }, { netCents: 258 }, {}],
    });
    const of = {
      contractId: newId('con'),
      customerId: newId('cus'),
      contractNumber: 'C00000042',
      number: '+390212345678',
      services,
    };
    expect(await billing.call(billingRpc.openAccount, { ...of, holder: HOLDER, identity: PERSON })).toMatchObject({
      amountDueCents: 440,
    });
    expect(await pay(of.contractId, 440)).toMatchObject({
      amountCents: 440,
      creditCents: 361,
      balanceCents: 0,
      outcome: 'activated',
    });
    expect(await pay(of.contractId, 3_660)).toMatchObject({
      amountCents: 3_660,
      creditCents: 3_000,
      balanceCents: 3_000,
    });
    expect(await credit({ _id: of.contractId, customerId: of.customerId })).toMatchObject({
      invoicing: 'top_up',
      balanceCents: 3_000,
      monthlyGrossCents: 854,
      monthlyChargeCents: 700,
    });
    at('2027-01-01T00:30:00Z');
    await billing.get(Renewals).runDue();
    expect(await books.balance(of.contractId)).toBe(2_300);
    expect(await issue()).toBe(2);
    expect(
      await billing.call(billingLifecycleRpc.terminate, {
        contractId: of.contractId,
        endedAt: '2027-01-10T10:00:00Z',
        reason: 'cancelled',
      }),
    ).toMatchObject({ refundCents: 2_300 + 506 });
    expect(await issue()).toBe(1);
    const rows = await documents(of.contractId);
    expect(
      rows.map(({ kind, number, date, netCents, vatCents, grossCents }) => [
        kind,
        number,
        date,
        netCents,
        vatCents,
        grossCents,
      ]),
    ).toEqual([
      ['TD01', '1/2026', '2026-12-16', 361, 79, 440],
      ['TD01', '2/2026', '2026-12-16', 3_000, 660, 3_660],
      ['TD04', '1/2027', '2027-01-01', 2_300, 506, 2_806],
    ]);
    expect(pointsTo(rows[2]!)).toEqual(['2/2026']);
    const statement = await billing.call(
      billingDocumentsRpc.monthStatement,
      { contractId: of.contractId, period: '2026-12' },
      operator,
    );
    expect(statement).toMatchObject({
      invoicing: 'top_up',
      topUpsCents: 3_361,
      paidCents: 4_100,
      chargedCents: 361,
      closingCents: 3_000,
      vat: [{ vatBasisPoints: 2_200, netCents: 3_361, vatCents: 739, grossCents: 4_100 }],
    });
    const { content } = await billing.call(
      billingDocumentsRpc.monthStatementPdf,
      { contractId: of.contractId, period: '2026-12' },
      { actor: operator, locale: 'it' },
    );
    expect(textOfPdf(Buffer.from(content, 'base64')).replaceAll('\u00a0', ' ')).toMatch(
      /fatturata con le ricariche[\s\S]*6,60 €[\s\S]*30,00 €[\s\S]*Pagato[\s\S]*41,00 €/,
    );
    expect(
      statement.entries.map(({ cause, amountCents, paidCents, vatCents }) => [cause, amountCents, paidCents, vatCents]),
    ).toEqual([
      ['top_up', 361, 440, 79],
      ['activation_charge', -361, undefined, undefined],
      ['top_up', 3_000, 3_660, 660],
    ]);
  });

  it('R25, top-ups: who withdraws gets back what was not used with the VAT that was paid for it, by a credit note', async () => {
    at('2026-12-01T10:00:00Z');
    const of = {
      contractId: newId('con'),
      customerId: newId('cus'),
      contractNumber: 'C00000043',
      number: '+390212345679',
      services: [{ product: 'pbx_basic', quantity: 1 }],
    };
    await billing.call(billingRpc.openAccount, { ...of, holder: HOLDER, identity: PERSON });
    expect(await pay(of.contractId, 854)).toMatchObject({ creditCents: 700, outcome: 'activated' });
    await issue();
    at('2026-12-06T10:00:00Z');
    // 6 of 31 days of 200 and of 500: 39 + 97 net are kept, 166 with VAT
    const terminate = () =>
      billing.call(billingLifecycleRpc.terminate, {
        contractId: of.contractId,
        endedAt: '2026-12-06T10:00:00Z',
        reason: 'withdrawn',
        immediateStart: true,
      });
    expect([await terminate(), await terminate()]).toEqual(
      Array(2).fill({ refundCents: 564 + 124, ibanMissing: true, keptCents: 166 }),
    );
    await issue();
    expect((await documents(of.contractId)).map(({ kind, netCents, vatCents }) => [kind, netCents, vatCents])).toEqual([
      ['TD01', 700, 154],
      ['TD04', 564, 124],
    ]);
  });

  it('top-ups: what is missing, and what is owed, is told as credit and as what to pay', async () => {
    at('2026-12-01T10:00:00Z');
    const of = await account({ chargedThrough: '2026-12', creditCents: 100 });
    const order = await billing.call(
      billingChangesRpc.quote,
      { contractId: of._id, services: [{ product: 'virtual_fax', quantity: 1 }] },
      customerOf(of),
    );
    expect(order).toMatchObject({
      invoicing: 'top_up',
      netCents: 300,
      vatCents: 66,
      grossCents: 366,
      chargeCents: 300,
      missingCents: 200,
      amountDueCents: 244,
    });
    await expect(
      billing.call(billingChangesRpc.confirm, { contractId: of._id, changeId: order.changeId }, customerOf(of)),
    ).rejects.toMatchObject({
      code: 'credit_short',
      details: { missingCents: 200, amountDueCents: 244, balanceCents: 100 },
    });
    at('2027-01-01T10:00:00Z');
    await billing.get(Renewals).runDue();
    expect(await billing.call(billingDebtsRpc.list, {}, operator)).toMatchObject({
      items: [{ contractId: of._id, debtCents: 122 }],
      ageing: [{ contracts: 1, debtCents: 122 }, {}, {}, {}],
    });
    await expect(
      billing.call(billingLifecycleRpc.terminate, {
        contractId: of._id,
        endedAt: '2027-01-01T10:00:00Z',
        reason: 'cancelled',
      }),
    ).rejects.toMatchObject({ code: 'debt_open', details: { debtCents: 122 } });
    expect(await billing.call(billingLifecycleRpc.balance, { contractId: of._id })).toMatchObject({
      balanceCents: -100,
      debtCents: 122,
    });
    await pay(of._id, 122);
    expect(await books.balance(of._id)).toBe(0);
  });

  it('top-ups: whatever is told to be paid suffices in any number of payments, and not with a cent less: an activation, a debt, a change', async () => {
    at('2026-12-01T10:00:00Z');
    const services = [
      { product: 'pbx_basic', quantity: 1 },
      { product: 'extension', quantity: 2 },
    ];
    const of = { _id: newId('con'), customerId: newId('cus') };
    await billing.call(billingRpc.openAccount, {
      contractId: of._id,
      customerId: of.customerId,
      contractNumber: 'C00000044',
      number: '+390212345679',
      services,
      holder: HOLDER,
      identity: PERSON,
    });
    /** Rounded each by itself, these come to a cent less of credit than in one. */
    const payInParts = async (parts: readonly number[], unpaid: object): Promise<void> => {
      for (const part of [...parts.slice(0, -1), parts.at(-1)! - 1]) {
        await pay(of._id, part);
        expect(await books.account(of._id)).toMatchObject(unpaid);
      }
      expect((await credit(of)).amountDueCents).toBe(1);
      await pay(of._id, 1);
    };
    expect((await credit(of)).amountDueCents).toBe(1_220);
    await payInParts([220, 220, 220, 220, 340], { state: 'pending' });
    expect(await books.account(of._id)).toMatchObject({ state: 'active', balanceCents: 0 });

    at('2027-01-01T10:00:00Z');
    await billing.get(Renewals).runDue();
    expect((await credit(of)).amountDueCents).toBe(1_220);
    await payInParts([340, 220, 220, 220, 220], { debtSince: expect.any(Date) });
    expect(await books.account(of._id)).toMatchObject({ balanceCents: 0 });

    const { changeId, amountDueCents } = await billing.call(
      billingChangesRpc.quote,
      { contractId: of._id, services: [...services, { product: 'virtual_fax', quantity: 1 }] },
      customerOf(of),
    );
    expect(amountDueCents).toBe(366);
    const confirm = () => billing.call(billingChangesRpc.confirm, { contractId: of._id, changeId }, customerOf(of));
    for (const part of [147, 147, 71]) await pay(of._id, part);
    await expect(confirm()).rejects.toMatchObject({ details: { missingCents: 1, amountDueCents: 1 } });
    await pay(of._id, 1);
    expect(await confirm()).toMatchObject({ state: 'applied' });
    expect(await books.balance(of._id)).toBe(0);

    await issue();
    const invoiced = await documents(of._id);
    const whole = [1_220, 1_220, 366].reduce((total, part) => total + part, 0);
    expect(invoiced.reduce((total, { grossCents }) => total + grossCents, 0)).toBe(whole);
    expect(invoiced.reduce((total, { vatCents }) => total + vatCents, 0)).toBe(220 + 220 + 66);
  });

  it('top-ups: a card payment that is taken back is credited, also where it is spent, and invoiced anew when the dispute is won', async () => {
    at('2026-12-05T10:00:00Z');
    const of = await account({ chargedThrough: '2026-12' });
    const money = {
      key: cardKey('pi_1'),
      contractId: of._id,
      amountCents: 3_660,
      from: 'payment_provider' as const,
      reference: 'pi_1',
    };
    await billing.get(UnitOfWork).run((tx) => billing.get(TopUps).book(tx, money));
    at('2027-01-01T10:00:00Z');
    await billing.get(Renewals).runDue();
    const dispute = (status: string) =>
      billing
        .get(PaymentReturns)
        .disputed({ id: 'dp_1', payment_intent: 'pi_1', amount: 3_660, currency: 'eur', status });
    await dispute('needs_response');
    expect(await books.balance(of._id)).toBe(-200);
    await dispute('won');
    expect(await books.balance(of._id)).toBe(2_800);
    // What came back to stay can be disputed again, and is credited again.
    const again = { id: 'dp_1b', payment_intent: 'pi_1', amount: 1_220, currency: 'eur', status: 'needs_response' };
    await billing.get(PaymentReturns).disputed(again);
    await billing.get(PaymentReturns).disputed(again);
    expect(await books.account(of._id)).toMatchObject({ balanceCents: 1_800 });
    await issue();
    const rows = await documents(of._id);
    expect(rows.map(({ kind, grossCents }) => [kind, grossCents]).toSorted()).toEqual([
      ['TD01', 3_660],
      ['TD01', 3_660],
      ['TD04', 1_220],
      ['TD04', 3_660],
    ]);
    expect(rows.filter(({ kind }) => kind === 'TD04').map(pointsTo)).toEqual(
      rows.filter(({ kind }) => kind === 'TD01').map(({ number }) => [number]),
    );
  });

  it('top-ups: money that was refunded before its payer disputes it is owed as it is: its VAT went back already', async () => {
    at('2026-12-05T10:00:00Z');
    const of = await account({ chargedThrough: '2026-12' });
    await billing.get(UnitOfWork).run((tx) =>
      billing.get(TopUps).book(tx, {
        key: cardKey('pi_2'),
        contractId: of._id,
        amountCents: 3_660,
        from: 'payment_provider',
        reference: 'pi_2',
      }),
    );
    await billing.call(billingLifecycleRpc.terminate, {
      contractId: of._id,
      endedAt: '2026-12-05T10:00:00Z',
      reason: 'cancelled',
    });
    await billing
      .get(PaymentReturns)
      .disputed({ id: 'dp_2', payment_intent: 'pi_2', amount: 3_660, currency: 'eur', status: 'lost' });
    expect(await books.account(of._id)).toMatchObject({ balanceCents: -3_660, debtAsIsCents: 3_660 });
    expect(posted(await entriesOf(of._id), 'output_vat')).toBe(0);
  });

  it('R23: staff see which documents are due and not issued, why not, and which months', async () => {
    const of = await account({ chargedThrough: '2026-10', holder: HOLDER, creditCents: 1_000 });
    await billing.get(Renewals).run('2026-11');
    at('2026-12-05T10:00:00Z');
    await pay(of._id, 1_220);
    await issue();
    await billing.get(Invoicing).issue('2026-11');
    const waiting = () => billing.call(billingInvoicesRpc.listWaiting, {}, operator);
    const reason = 'the fiscal identity of the holder is not known';
    const { items, months } = await waiting();
    expect(items.filter(({ cause }) => cause === 'top_up')).toEqual([
      {
        entryId: expect.any(String),
        contractId: of._id,
        contractNumber: of.contractNumber,
        customerId: of.customerId,
        holderName: 'Mario Rossi',
        cause: 'top_up',
        netCents: 1_000,
        vatCents: 220,
        since: expect.stringMatching(/^2026-12-05T10:00/),
        reason,
        triedAgainAt: expect.stringMatching(/^2026-12-05T10:10/),
      },
    ]);
    expect(months).toEqual([{ period: '2026-11', contractId: of._id, reason, triedAt: expect.any(String) }]);
    await expect(billing.call(billingInvoicesRpc.listWaiting, {}, customerOf(of))).rejects.toMatchObject({
      status: 403,
    });
    await books.accounts.updateOne({ _id: of._id }, { $set: { 'holder.identity': PERSON } });
    at('2026-12-05T11:00:00Z');
    await issue();
    await billing.get(Invoicing).issue('2026-11');
    expect(await waiting()).toMatchObject({ items: [], months: [], notSent: (await documents(of._id)).length });
  });

  it('R16: a credit note is made out to who had the invoice, also after a voltura', async () => {
    at('2026-12-05T10:00:00Z');
    const of = await account({ chargedThrough: '2026-12' });
    await pay(of._id, 3_660);
    const heir = newId('cus');
    at('2026-12-06T10:00:00Z');
    await billing.call(billingLifecycleRpc.changeIdentity, {
      contractId: of._id,
      customerId: heir,
      holder: { ...PERSON, givenName: 'Luigi', codiceFiscale: 'VRDLGU75M10F839B' },
      effectiveAt: '2026-12-06T10:00:00Z',
    });
    await pay(of._id, 1_220);
    await billing.call(billingLifecycleRpc.terminate, {
      contractId: of._id,
      endedAt: '2026-12-06T10:00:00Z',
      reason: 'cancelled',
    });
    await issue();
    const rows = await documents(of._id);
    expect(rows.map(({ kind, customerId, grossCents }) => [kind, customerId, grossCents])).toEqual([
      ['TD01', of.customerId, 3_660],
      ['TD01', heir, 1_220],
      ['TD04', heir, 1_220],
      ['TD04', of.customerId, 3_660],
    ]);
    expect(rows.slice(2).map(pointsTo)).toEqual([[rows[1]!.number], [rows[0]!.number]]);
  });

  it('top-ups: a card refund that failed and is made again takes off the invoice that the failure wrote, and money that goes back twice the newest one', async () => {
    at('2026-12-05T10:00:00Z');
    const of = await account({ chargedThrough: '2026-12' });
    const card = (intent: string) =>
      billing.get(UnitOfWork).run((tx) =>
        billing.get(TopUps).book(tx, {
          key: cardKey(intent),
          contractId: of._id,
          amountCents: 3_660,
          from: 'payment_provider',
          reference: intent,
        }),
      );
    const refunded = (told: number) =>
      billing.get(PaymentReturns).refunded(
        {
          id: 'ch_3',
          payment_intent: 'pi_3',
          amount_captured: 3_660,
          amount_refunded: 3_660,
          currency: 'eur',
          metadata: {},
        },
        told,
      );
    await card('pi_3');
    await refunded(1_000);
    await billing
      .get(PaymentReturns)
      .refundFailed({ id: 're_3', payment_intent: 'pi_3', amount: 3_660, currency: 'eur', status: 'failed' }, 2_000);
    expect(await books.balance(of._id)).toBe(3_000);
    await refunded(3_000);
    expect(await books.account(of._id)).toMatchObject({ balanceCents: 0 });
    expect((await books.account(of._id)).debtAsIsCents).toBeUndefined();
    await card('pi_4');
    await billing
      .get(PaymentReturns)
      .disputed({ id: 'dp_3', payment_intent: 'pi_3', amount: 3_660, currency: 'eur', status: 'lost' });
    expect([await books.balance(of._id), posted(await entriesOf(of._id), 'output_vat')]).toEqual([0, 0]);
    await issue();
    const rows = await documents(of._id);
    const invoiced = rows.filter(({ kind }) => kind === 'TD01').map(({ number }) => number);
    expect([invoiced.length, rows.filter(({ kind }) => kind === 'TD04').flatMap(pointsTo)]).toEqual([
      3,
      expect.arrayContaining(invoiced),
    ]);
  });

  it('top-ups: what is told to be left on a registration that lapsed is what its refund comes to, to the cent', async () => {
    at('2026-12-05T10:00:00Z');
    const of = await account({
      state: 'pending',
      activatedAt: undefined,
      chargedThrough: undefined,
      services: [{ product: 'pbx_basic', quantity: 1 }],
    });
    // 193 net, whose VAT alone would come to 235.
    expect(await pay(of._id, 236)).toMatchObject({ creditCents: 193, outcome: 'credited' });
    await billing.call(billingRpc.closeAccount, { contractId: of._id });
    expect(await billing.sent(creditLeft, of._id)).toMatchObject({ why: 'not_activated', amountCents: 236 });
    expect(await billing.call(billingRefundsRpc.openRefund, { contractId: of._id }, customerOf(of))).toMatchObject({
      amountCents: 236,
    });
  });

  it('top-ups: goodwill that is taken back leaves the VAT of top-ups alone', async () => {
    at('2026-12-05T10:00:00Z');
    const of = await account({ chargedThrough: '2026-12' });
    await pay(of._id, 3_660);
    for (const amountCents of [500, -500])
      await billing.call(
        billingAdjustmentsRpc.book,
        { contractId: of._id, amountCents, reason: 'Scusate il disagio' },
        operator,
      );
    expect(
      await billing.call(billingLifecycleRpc.terminate, {
        contractId: of._id,
        endedAt: '2026-12-05T10:00:00Z',
        reason: 'cancelled',
      }),
    ).toMatchObject({ refundCents: 3_660 });
  });

  it('a switch to top-ups converts every account once, whoever comes first: credit becomes net with an invoice dated the 1st, a debt is paid as it is', async () => {
    const [rich, poor, waiting] = [
      await account({ creditCents: 1_220 }),
      await account({ creditCents: 1_000 }),
      await account({ state: 'pending', creditCents: 100, chargedThrough: undefined }),
    ];
    const late = await account({ chargedThrough: '2026-10' });
    // November is charged late, and was supplied in November: with VAT, while consumption is invoiced.
    await billing.get(Renewals).runDue();
    await billing
      .get(UnitOfWork)
      .run((tx) =>
        billing
          .get(TopUps)
          .book(tx, { key: 'bank:poor', contractId: poor._id, amountCents: 1, from: 'bank', reference: 'x' }),
      );
    at('2026-12-01T00:00:05Z');
    await Promise.all([
      billing.get(BasisSwitch).run(),
      billing.get(BasisSwitch).run(),
      billing.get(Renewals).runDue(),
      pay(rich._id, 122),
    ]);
    await billing.get(BasisSwitch).run();
    expect(
      await Promise.all(
        [rich, poor, waiting, late].map(async ({ _id }) => {
          const { basis, balanceCents, debtAsIsCents } = await books.account(_id);
          return [basis, balanceCents, debtAsIsCents];
        }),
      ),
    ).toEqual([
      ['top_up', 1_000 - 200 + 100, undefined],
      ['top_up', 820 - 200, undefined],
      ['top_up', 82, undefined],
      ['top_up', -244 - 200, 244],
    ]);
    await issue();
    expect(
      (await documents(rich._id)).map(({ kind, date, netCents, vatCents }) => [kind, date, netCents, vatCents]),
    ).toEqual(
      expect.arrayContaining([
        ['TD01', '2026-12-01', 1_000, 220],
        ['TD01', '2026-12-01', 100, 22],
      ]),
    );
    expect(await billing.call(billingLifecycleRpc.balance, { contractId: late._id })).toMatchObject({
      balanceCents: -444,
      debtCents: 244 + 244,
    });
    await pay(late._id, 488);
    expect(await books.balance(late._id)).toBe(0);
    await issue();
    // What was invoiced with its charge is paid without an invoice; the month after it with one.
    expect((await documents(late._id)).map(({ netCents, vatCents }) => [netCents, vatCents])).toEqual([[200, 44]]);
  });

  it('traffic of the last day, and a charge corrected after the switch, come out taxed once', async () => {
    const of = await account({ chargedThrough: '2026-10', creditCents: 10_000 });
    await billing.get(Renewals).runDue();
    at('2026-11-30T12:00:00Z');
    await billing.call(billingTrafficRpc.recordCalls, {
      records: [
        {
          callId: newId('call'),
          contractId: of._id,
          from: '+390212345678',
          to: '+393351234567',
          startedAt: '2026-11-30T11:00:00Z',
          seconds: 3_000,
        },
      ],
    });
    at('2026-12-01T00:30:00Z');
    await billing.get(TrafficPosting).postDaysBefore();
    const [renewal] = (await entriesOf(of._id)).filter(({ cause }) => cause === 'renewal');
    const before = await books.balance(of._id);
    const adjustment = await billing.call(
      billingAdjustmentsRpc.book,
      { contractId: of._id, amountCents: 122, reason: 'Un guasto a novembre', chargeId: renewal!._id },
      operator,
    );
    expect(adjustment).toMatchObject({ state: 'booked', chargeId: renewal!._id });
    expect(await books.balance(of._id)).toBe(before + 100);
    const traffic = (await entriesOf(of._id)).filter(({ cause }) => cause === 'traffic');
    expect([posted(traffic, 'output_vat'), posted(traffic, 'revenue') > 0]).toEqual([0, true]);
    await expect(
      billing.call(
        billingAdjustmentsRpc.book,
        { contractId: of._id, amountCents: 123, reason: 'Un altro guasto', chargeId: renewal!._id },
        operator,
      ),
    ).rejects.toMatchObject({ code: 'charge_exceeded', details: { leftCents: 122 } });
    at('2027-01-05T10:00:00Z');
    for (const period of ['2026-11', '2026-12'] as const) await billing.get(Invoicing).issue(period);
    const [invoice, ...others] = await documents(of._id);
    expect([invoice!.kind, invoice!.grossCents]).toEqual(['TD24', 244]);
    expect(others.filter(({ kind }) => kind === 'TD04').map((row) => [row.grossCents, pointsTo(row)])).toEqual([
      [122, [invoice!.number]],
    ]);
  });

  it('R25: what was kept is told as it was charged, also after a switch, less what staff gave back of it', async () => {
    const of = await account({ chargedThrough: '2026-10', creditCents: 1_000 });
    await billing.get(Renewals).runDue();
    const [renewal] = (await entriesOf(of._id)).filter(({ cause }) => cause === 'renewal');
    await billing.call(
      billingAdjustmentsRpc.book,
      { contractId: of._id, amountCents: 61, reason: 'Un guasto', chargeId: renewal!._id },
      operator,
    );
    at('2026-12-01T10:00:00Z');
    expect(
      await billing.call(billingLifecycleRpc.terminate, {
        contractId: of._id,
        endedAt: '2026-11-30T22:00:00Z',
        reason: 'withdrawn',
        immediateStart: true,
      }),
    ).toMatchObject({ refundCents: 1_000 - 183, keptCents: 183 });
  });

  it('a call that is corrected after the switch comes back as it was charged: a credit note points to its invoice, the month’s VAT is that of its documents, and it comes back once', async () => {
    const of = await account({ chargedThrough: '2026-11', creditCents: 10_000 });
    const call = {
      callId: newId('call'),
      contractId: of._id,
      from: '+390212345678',
      to: '+393351234567',
      startedAt: '2026-11-20T08:00:00Z',
      seconds: 600,
    };
    await billing.call(billingTrafficRpc.recordCalls, { records: [call, { ...call, seconds: 0 }] });
    at('2026-11-21T10:00:00Z');
    await billing.get(TrafficPosting).postDaysBefore();
    const [charge] = (await entriesOf(of._id)).filter(({ cause }) => cause === 'traffic');
    const [net, vat] = [posted([charge!], 'revenue'), posted([charge!], 'output_vat')];
    at('2026-12-05T10:00:00Z');
    const before = await books.balance(of._id);
    const {
      items: [reject],
    } = await billing.call(billingCallRejectsRpc.list, {}, operator);
    await billing.get(BasisSwitch).run();
    const converted = await books.balance(of._id);
    expect(converted).toBeLessThan(before);
    await billing.call(
      billingCallRejectsRpc.accept,
      { rejectId: reject!.id, reason: 'The switch wrote it twice' },
      operator,
    );
    // Converted in two parts, 100.00 € with VAT come to what they would have in one.
    expect(await books.balance(of._id)).toBe(8_197);
    await expect(
      billing.call(
        billingAdjustmentsRpc.book,
        { contractId: of._id, amountCents: 1, reason: 'Ancora una volta', chargeId: charge!._id },
        operator,
      ),
    ).rejects.toMatchObject({ code: 'charge_exceeded', details: { leftCents: 0 } });
    const statement = await billing.call(
      billingDocumentsRpc.monthStatement,
      { contractId: of._id, period: '2026-12' },
      operator,
    );
    await issue();
    at('2027-01-05T10:00:00Z');
    for (const period of ['2026-11', '2026-12'] as const) await billing.get(Invoicing).issue(period);
    const rows = await documents(of._id);
    const november = rows.find(({ kind }) => kind === 'TD24')!;
    expect(rows.filter(({ kind }) => kind === 'TD04').map((row) => [row.grossCents, pointsTo(row)])).toEqual([
      [net + vat, [november.number]],
    ]);
    const december = rows
      .filter(({ period, kind }) => period === '2026-12' && kind !== 'TD24')
      .reduce((total, { kind, vatCents }) => total + (kind === 'TD04' ? -vatCents : vatCents), 0);
    expect(statement.vat.reduce((total, { vatCents }) => total + vatCents, 0)).toBe(december);
  });

  it('a forecast of renewals is what they then do, also across a switch and back: credit, goodwill, a debt and what was put off are converted', async () => {
    const paid = await account({ creditCents: 3_000 });
    const [line] = billing.get(Quotes).activation([{ product: 'geographic_number', quantity: 1 }], billing.clock.now());
    await account({ creditCents: 1_000, postponed: [line!] });
    await account({ chargedThrough: '2026-10' });
    const odd = await account({ chargedThrough: '2026-12' });
    at('2026-12-01T10:00:00Z');
    await pay(odd._id, 1_001);
    await billing.call(
      billingAdjustmentsRpc.book,
      { contractId: odd._id, amountCents: 500, reason: 'Un guasto' },
      operator,
    );
    at('2026-11-25T10:00:00Z');
    const forecasts = await billing.get(RenewalForecasts).upTo('2027-03');
    expect(forecasts.map(({ period }) => period)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02', '2027-03']);
    const before = await books.balance(paid._id);
    expect(before).toBe(3_000);
    for (const { period, failures: _none, ...totals } of forecasts) {
      if (period > '2026-11') at(`${period}-01T10:00:00Z`);
      const { charged, grossCents, debts, debtCents } = await billing.get(Renewals).run(period);
      expect({ period, contracts: charged, grossCents, debts, debtCents }).toEqual({ period, ...totals });
    }
  });

  it('a switch back gives the VAT of what is left to credit and takes it off the invoices; goodwill keeps what it can buy, what was used and not paid is taxed', async () => {
    at('2026-12-10T10:00:00Z');
    const [rich, gifted, poor] = [
      await account({ chargedThrough: '2027-02' }),
      await account({ chargedThrough: '2027-02' }),
      await account({ chargedThrough: '2026-12' }),
    ];
    await pay(rich._id, 3_660);
    await billing.call(
      billingAdjustmentsRpc.book,
      { contractId: gifted._id, amountCents: 500, reason: 'Scusate il disagio' },
      operator,
    );
    at('2027-01-01T10:00:00Z');
    await billing.get(Renewals).runDue();
    await issue();
    at('2027-02-01T00:10:00Z');
    // Seen before anybody has converted it.
    expect(await credit(rich)).toMatchObject({ invoicing: 'consumption', balanceCents: 3_660 });
    await billing.get(BasisSwitch).run();
    expect(await Promise.all([rich, gifted, poor].map(({ _id }) => books.balance(_id)))).toEqual([3_660, 610, -244]);
    await billing.get(Renewals).runDue();
    expect(await books.balance(poor._id)).toBe(-488);
    await issue();
    const [topUp, note] = await documents(rich._id);
    expect([note!.kind, note!.date, note!.netCents, note!.vatCents, pointsTo(note!)]).toEqual([
      'TD04',
      '2027-02-01',
      3_000,
      660,
      [topUp!.number],
    ]);
    expect(
      (await documents(poor._id)).map(({ kind, date, netCents, vatCents }) => [kind, date, netCents, vatCents]),
    ).toEqual([['TD01', '2027-02-01', 200, 44]]);
    // Nothing is invoiced by its payment any more, and the month is.
    await pay(poor._id, 488);
    at('2027-03-05T10:00:00Z');
    await billing.get(Invoicing).issue('2027-02');
    expect((await documents(poor._id)).map(({ kind, grossCents }) => [kind, grossCents])).toEqual([
      ['TD01', 244],
      ['TD24', 244],
    ]);
  });

  it('consumption: a correction in the month of the charge stands on its invoice, goodwill does not, and what is left is given back once', async () => {
    Object.assign(billing.get(Catalogue), { versions: versions(['2026-01-01', 'consumption']) });
    at('2026-12-01T00:30:00Z');
    const of = await account({ creditCents: 1_000 });
    await billing.get(Renewals).runDue();
    const [renewal] = (await entriesOf(of._id)).filter(({ cause }) => cause === 'renewal');
    const book = (amountCents: number, over: object) =>
      billing.call(
        billingAdjustmentsRpc.book,
        { contractId: of._id, amountCents, reason: 'Due giorni di guasto', ...over },
        operator,
      );
    await book(61, { chargeId: renewal!._id });
    await book(300, {});
    await expect(book(10, { chargeId: newId('ent') })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ field: 'chargeId' }] },
    });
    await expect(book(-10, { chargeId: renewal!._id })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ field: 'amountCents' }] },
    });
    // The month had ended before it began: what is left of it comes back, and not what staff gave back before.
    expect(
      await billing.call(billingLifecycleRpc.terminate, {
        contractId: of._id,
        endedAt: '2026-11-30T22:00:00Z',
        reason: 'cancelled',
      }),
    ).toMatchObject({ refundCents: 1_300 });
    expect(posted(await entriesOf(of._id), 'revenue')).toBe(0);
  });
});
