import { billingAdjustmentsRpc } from '#libs/api/billing/adjustments.js';
import { billingChangesRpc } from '#libs/api/billing/changes.js';
import { billingDebtsRpc } from '#libs/api/billing/debts.js';
import { billingDocumentsRpc } from '#libs/api/billing/documents.js';
import { billingInvoicesRpc } from '#libs/api/billing/invoices.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingRpc } from '#libs/api/billing/billing.js';
import { newId } from '#libs/platform/ids.js';
import { textOfPdf } from '#libs/testing/pdf.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { Catalogue } from '../src/pricing/catalogue/catalogue.service.js';
import { Invoicing } from '../src/documents/invoices/invoicing.service.js';
import { Renewals } from '../src/monthly/renewals/renewals.service.js';
import { customerOf, HOLDER, operator, PERSON, type Books } from './support.js';
import { SwitchingBooks, versions } from './switching-books.js';

describe('R24: what is invoiced, on the real database', () => {
  const world = new SwitchingBooks();
  const { at, issue, documents, pay, credit, account, entriesOf, posted, pointsTo } = world;
  let billing: ServiceUnderTest;
  let books: Books;

  beforeEach(async () => {
    await world.start();
    ({ billing, books } = world);
  });
  afterEach(() => world.stop());

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
      nextChargeOn: '2027-01-01',
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
