import { billingAdjustmentsRpc } from '#libs/api/billing/adjustments.js';
import { billingCallRejectsRpc } from '#libs/api/billing/call-rejects.js';
import { billingDocumentsRpc } from '#libs/api/billing/documents.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingTrafficRpc } from '#libs/api/billing/traffic.js';
import { billingRpc } from '#libs/api/billing/billing.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { Invoicing } from '../src/documents/invoices/invoicing.service.js';
import { BasisSwitch } from '../src/credit/ledger/basis-switch.service.js';
import { TopUps } from '../src/bank/payments/top-ups.service.js';
import { Quotes } from '../src/pricing/quotes/quotes.service.js';
import { RenewalForecasts } from '../src/monthly/renewals/forecasts.service.js';
import { Renewals } from '../src/monthly/renewals/renewals.service.js';
import { TrafficPosting } from '../src/calls/traffic/traffic-posting.service.js';
import { HOLDER, operator, PERSON, type Books } from './support.js';
import { SwitchingBooks } from './switching-books.js';

describe('R24: from one basis of invoicing to the other, and back', () => {
  const world = new SwitchingBooks();
  const { at, issue, documents, pay, credit, account, entriesOf, posted, pointsTo } = world;
  let billing: ServiceUnderTest;
  let books: Books;

  beforeEach(async () => {
    await world.start();
    ({ billing, books } = world);
  });
  afterEach(() => world.stop());

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
});
