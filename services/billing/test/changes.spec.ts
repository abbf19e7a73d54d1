import { billingChangesRpc, servicesChanged, type WantedService } from '#libs/api/billing/changes.js';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { newId } from '#libs/platform/ids.js';
import { MovableClock } from '#libs/platform/clock.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import type { Account } from '../src/account/account.schema.js';
import { startBillingProcess } from '../src/process/billing.process.js';
import { BillingModule } from '../src/billing.module.js';
import { RenewalsModule } from '../src/monthly/renewals/renewals.module.js';
import { Renewals } from '../src/monthly/renewals/renewals.service.js';
import { Books, customerOf } from './support.js';

const SERVICES = [
  { product: 'geographic_number', quantity: 1 },
  { product: 'pbx_basic', quantity: 1 },
  { product: 'extension', quantity: 2 },
  { product: 'traffic_metered', quantity: 1 },
];

describe('R8–R11: change orders', () => {
  let billing: ServiceUnderTest;
  let books: Books;

  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z');
    books = new Books(billing);
  });
  beforeEach(() => billing.clock.moveTo(new Date('2026-11-21T10:00:00Z')));
  afterAll(() => billing.stop());

  const account = (creditCents: number, over: Partial<Account> = {}) =>
    books.active({ creditCents, services: SERVICES, ...over });
  const quote = (of: Account, services: WantedService[], more: object = {}) =>
    billing.call(billingChangesRpc.quote, { contractId: of._id, services, ...more }, customerOf(of));
  const confirm = (of: Account, changeId: string) =>
    billing.call(billingChangesRpc.confirm, { contractId: of._id, changeId }, customerOf(of));
  const extensions = (quantity: number): WantedService[] => [{ product: 'extension', quantity }];

  it('R9, R11: quotes with every line, then charges and applies at once, once', async () => {
    const of = await account(1_000);
    const order = await quote(of, extensions(4));
    expect(order).toMatchObject({
      state: 'quoted',
      netCents: 100,
      vatCents: 22,
      grossCents: 122,
      validUntil: expect.stringMatching(/^2026-11-21T11:00:/),
      monthlyGrossCents: 1_586,
    });
    expect(order.lines[0]).toMatchObject({
      productName: 'Extension',
      days: 10,
      ofDays: 30,
      reason: expect.stringContaining('10 of 30 days'),
    });
    expect(order.missingCents).toBeUndefined();
    const [first, second] = await Promise.all([confirm(of, order.changeId), confirm(of, order.changeId)]);
    expect([first.state, second.state]).toEqual(['applied', 'applied']);
    expect(await books.account(of._id)).toMatchObject({
      balanceCents: 878,
      services: expect.arrayContaining([{ product: 'extension', quantity: 4 }]),
    });
    expect(await billing.sent(servicesChanged, of._id)).toMatchObject({
      reason: 'upgrade',
      servicesVersion: 1,
      services: expect.arrayContaining([{ product: 'extension', quantity: 4 }]),
    });
    await books.prove();
  });

  it('R9: refuses with the missing amount when credit is short, and nothing is changed', async () => {
    const of = await account(100);
    const order = await quote(of, extensions(4));
    expect(order.missingCents).toBe(22);
    await expect(confirm(of, order.changeId)).rejects.toMatchObject({
      code: 'credit_short',
      status: 402,
      details: { missingCents: 22 },
    });
    expect(await books.account(of._id)).toMatchObject({ balanceCents: 100, services: SERVICES });
    await books.topUp(of._id, 22);
    expect(await confirm(of, order.changeId)).toMatchObject({ state: 'applied' });
    expect(await books.balance(of._id)).toBe(0);
  });

  it('R10: keeps a downgraded service to the end of the month, charges it no more from the 1st, and withdraws it free', async () => {
    const of = await account(10_000);
    await confirm(of, (await quote(of, extensions(1))).changeId);
    const credit = await billing.call(billingCreditRpc.credit, { contractId: of._id }, customerOf(of));
    expect(credit).toMatchObject({
      balanceCents: 10_000,
      services: SERVICES,
      nextServices: expect.arrayContaining([{ product: 'extension', quantity: 1 }]),
    });
    await confirm(of, (await quote(of, extensions(2))).changeId);
    expect(await books.account(of._id)).toMatchObject({ balanceCents: 10_000, services: SERVICES });
    expect((await books.account(of._id)).scheduled).toBeUndefined();
    await confirm(of, (await quote(of, extensions(1))).changeId);
    billing.clock.moveTo(new Date('2026-12-01T10:00:00Z'));
    await billing.get(Renewals).run('2026-12');
    expect(await books.account(of._id)).toMatchObject({
      balanceCents: 10_000 - (244 + 610 + 183),
      services: expect.arrayContaining([{ product: 'extension', quantity: 1 }]),
    });
  });

  it('nasty 10: of two concurrent upgrades that credit covers once, one succeeds', async () => {
    const of = await account(150);
    const orders = await Promise.all([quote(of, extensions(4)), quote(of, extensions(4))]);
    const outcomes = await Promise.allSettled(orders.map(({ changeId }) => confirm(of, changeId)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')!.reason).toMatchObject({ code: 'quote_stale' });
    expect(await books.balance(of._id)).toBe(28);
    await books.prove();
  });

  it('refuses a quote that has expired, or that was priced on other services', async () => {
    const of = await account(1_000);
    const [first, second] = [
      await quote(of, extensions(3)),
      await quote(of, [{ product: 'virtual_fax', quantity: 1 }]),
    ];
    await confirm(of, first.changeId);
    await expect(confirm(of, second.changeId)).rejects.toMatchObject({ code: 'quote_stale', status: 409 });
    const third = await quote(of, [{ product: 'virtual_fax', quantity: 1 }]);
    billing.clock.moveTo(new Date('2026-11-21T11:00:10Z'));
    await expect(confirm(of, third.changeId)).rejects.toMatchObject({ code: 'quote_expired' });
    await expect(quote(of, extensions(3))).rejects.toMatchObject({ code: 'nothing_to_change' });
  });

  it('nasty 2: an upgrade in the last moments of a month and the renewal charge each month exactly once, whichever is first', async () => {
    const lastMoments = new Date('2026-11-30T22:59:50Z');
    billing.clock.moveTo(lastMoments);
    const [before, after] = [await account(10_000), await account(10_000)];
    const [orderBefore, orderAfter] = [await quote(before, extensions(3)), await quote(after, extensions(3))];
    await confirm(before, orderBefore.changeId);
    billing.clock.moveTo(new Date('2026-11-30T23:00:01Z'));
    await billing.get(Renewals).run('2026-12');
    const oneDay = 6;
    const december = 244 + 610 + 183 * 3;
    expect(await books.balance(before._id)).toBe(10_000 - oneDay - december);
    // The clock of this process lags: it still says November, while December is charged.
    billing.clock.moveTo(lastMoments);
    await expect(confirm(after, orderAfter.changeId)).rejects.toMatchObject({ code: 'quote_stale' });
    expect(await books.balance(after._id)).toBe(10_000 - 244 - 610 - 183 * 2);
    await books.prove();
  });

  it('nasty 2: at the very moment of midnight too, with the renewal at work in a process whose clock is ahead', async () => {
    const instant = new Date('2026-11-30T22:59:59.900Z');
    const lagging = (): void => billing.clock.moveTo(instant);
    const [oneDay, december] = [6, 244 + 610];
    lagging();
    const all = await Promise.all(Array.from({ length: 6 }, () => account(10_000)));
    const orders = [];
    for (const of of all) {
      // A quote that came after midnight is of December: asked for again, since the tenth of a second may have been too short.
      let order;
      do {
        lagging();
        order = await quote(of, extensions(3));
      } while (order.grossCents !== oneDay);
      orders.push({ of, order });
    }
    const jobs = await startBillingProcess({
      module: RenewalsModule,
      config: billing.config,
      clock: new MovableClock(Date.parse('2026-11-30T23:00:00Z') - Date.now()),
    });
    lagging();
    const [outcomes] = await Promise.all([
      Promise.allSettled(orders.map(({ of, order }) => confirm(of, order.changeId))),
      jobs.get(Renewals).run('2026-12'),
    ]);
    await jobs.close();
    for (const [index, { status }] of outcomes.entries()) {
      const { _id } = all[index]!;
      expect(await books.renewed(_id)).toEqual(['2026-12']);
      expect(await books.balance(_id)).toBe(10_000 - december - (status === 'fulfilled' ? oneDay + 3 * 183 : 2 * 183));
    }
    await books.prove();
  });

  it('R20: a change on a contract whose month is not renewed yet charges that month first, once', async () => {
    const of = await account(10_000);
    billing.clock.moveTo(new Date('2026-12-03T10:00:00Z'));
    await confirm(of, (await quote(of, extensions(3))).changeId);
    await billing.get(Renewals).run('2026-12');
    expect(await books.renewed(of._id)).toEqual(['2026-12']);
    // 29 of 31 days of one extension: 1.40 net.
    expect(await books.balance(of._id)).toBe(10_000 - (244 + 610 + 366) - 171);
  });

  it('nasty 13: a change of someone else’s contract does not exist', async () => {
    const [of, other] = [await account(1_000), await account(1_000)];
    const { changeId } = await quote(of, extensions(3));
    const asOther = (contractId: string) =>
      billing.call(billingChangesRpc.get, { contractId, changeId }, customerOf(other));
    await expect(asOther(of._id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(asOther(other._id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('nasty 7: metered → FLAT → metered → FLAT in one month is charged once; then downgraded and cancelled, the month stays paid and the rest is refunded', async () => {
    const of = await account(1_000);
    const traffic = async (product: string): Promise<number> => {
      const { changeId, grossCents } = await quote(of, [{ product, quantity: 1 }]);
      await confirm(of, changeId);
      return grossCents;
    };
    // 1000 for 10 of 30 days: 333 net, 73 VAT
    expect([
      await traffic('traffic_flat'),
      await traffic('traffic_metered'),
      await traffic('traffic_flat'),
      await traffic('traffic_metered'),
    ]).toEqual([406, 0, 0, 0]);
    await confirm(of, (await quote(of, extensions(1))).changeId);
    expect(
      await billing.call(billingLifecycleRpc.terminate, {
        contractId: of._id,
        endedAt: billing.clock.now().toISOString(),
        reason: 'cancelled',
      }),
    ).toMatchObject({ refundCents: 1_000 - 406 });
    expect(await books.account(of._id)).toMatchObject({ state: 'closed', balanceCents: 0 });
    billing.clock.moveTo(new Date('2026-12-01T10:00:00Z'));
    await billing.get(Renewals).runDue();
    expect(await books.renewed(of._id)).toEqual([]);
  });

  it('refuses changes of a contract that has ended or is not active yet', async () => {
    const [closed, pending] = [await account(0, { state: 'closed' }), await account(0, { state: 'pending' })];
    await expect(quote(closed, extensions(3))).rejects.toMatchObject({ code: 'account_closed' });
    await expect(
      quote(await account(1_000, { endsAt: new Date('2026-11-20T23:00:00Z') }), extensions(3)),
    ).rejects.toMatchObject({ code: 'account_closed' });
    await expect(quote(pending, extensions(3))).rejects.toMatchObject({ code: 'not_active' });
  });

  it('a repeated Idempotency-Key gives the same quote', async () => {
    const of = await account(1_000);
    const ask = () =>
      billing.call(
        billingChangesRpc.quote,
        { contractId: of._id, services: extensions(5) },
        { actor: { ...customerOf(of), id: of.customerId }, idempotencyKey: newId('key') },
      );
    const key = newId('key');
    const same = () =>
      billing.call(
        billingChangesRpc.quote,
        { contractId: of._id, services: extensions(5) },
        { actor: { ...customerOf(of), id: of.customerId }, idempotencyKey: key },
      );
    expect((await ask()).changeId).not.toBe((await same()).changeId);
    expect((await same()).changeId).toBe((await same()).changeId);
  });
});
