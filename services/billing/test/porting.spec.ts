import { billingChangesRpc, servicesChanged } from '#libs/api/billing/changes.js';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { portInCutOver } from '#libs/api/numbers/port-in.js';
import { numberPortedOut } from '#libs/api/numbers/port-out.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import type { Account } from '../src/account/account.schema.js';
import { BillingModule } from '../src/billing.module.js';
import { Renewals } from '../src/monthly/renewals/renewals.service.js';
import { Books, customerOf } from './support.js';

const THREE = ['+390612345678', '+390612345679', '+390612345680'];
/** One number for 10 of 30 days is 67 net; three are 200 and 44 VAT. */
const THREE_FOR_TEN_DAYS = 244;
const TWO_FOR_TEN_DAYS = 162;
const MONTH_OF_ONE = 244;

describe('numbers that come and leave by port, as they are charged', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z');
    books = new Books(billing);
  });
  beforeEach(() => billing.clock.moveTo(new Date('2026-11-21T10:00:00Z')));
  afterEach(() => books.prove());
  afterAll(() => billing.stop());

  const quantity = ({ services }: Pick<Account, 'services'>): number =>
    services.find(({ product }) => product === 'geographic_number')!.quantity;
  const came = (of: Account, more: object = {}, id = newId('evt')) =>
    billing.publish(
      portInCutOver,
      of._id,
      {
        portInId: newId('pin'),
        contractId: of._id,
        customerId: of.customerId,
        numbers: THREE,
        at: '2026-11-21T08:00:00Z',
        ...more,
      },
      id,
    );
  const left = (of: Account, number: string, more: object = {}, id = newId('evt')) =>
    billing.publish(
      numberPortedOut,
      of._id,
      {
        contractId: of._id,
        customerId: of.customerId,
        number,
        recipient: 'Altro Operatore',
        last: false,
        at: '2026-11-21T08:00:00Z',
        ...more,
      },
      id,
    );
  const told = (of: Account, reason: string, times = 1) =>
    eventually(`${times} × ${reason}`, async () => {
      const seen = (await billing.allSent(servicesChanged, of._id)).filter((message) => message.reason === reason);
      return seen.length >= times ? seen.at(-1) : undefined;
    });
  /** A message that comes after all others of these queues: once it has its effect, they had theirs. */
  const settled = async () => {
    const marker = await books.active();
    await came(marker);
    await left(marker, THREE[0]!, { at: '2026-11-21T09:00:00Z' });
    await told(marker, 'port_in');
    await told(marker, 'port_out');
  };

  it('R21: a number that leaves after its contract ended, or after it was given up, changes no account and no service', async () => {
    const [goesOn, ended] = [await books.active({ creditCents: 1_000 }), await books.active({ creditCents: 1_000 })];
    await billing.call(billingLifecycleRpc.terminate, {
      contractId: ended._id,
      endedAt: '2026-11-21T09:00:00Z',
      reason: 'cancelled',
    });
    const before = [await books.account(goesOn._id), await books.account(ended._id)];
    for (const account of [goesOn, ended]) await left(account, account.numbers[0]!, { afterEnd: true });
    await settled();
    expect([await books.account(goesOn._id), await books.account(ended._id)]).toEqual(before);
    expect(await billing.allSent(servicesChanged, goesOn._id)).toEqual([]);
  });

  it('R6, R9: numbers are charged from the day of their cut-over on, once, and told to the softswitch', async () => {
    const of = await books.active({ creditCents: 1_000 });
    const event = newId('evt');
    const portInId = newId('pin');
    for (const id of [event, event, newId('evt')]) await came(of, { portInId }, id);
    expect(await told(of, 'port_in')).toMatchObject({
      numbers: [...of.numbers, ...THREE],
      services: expect.arrayContaining([{ product: 'geographic_number', quantity: 4 }]),
    });
    await settled();
    expect(await books.account(of._id)).toMatchObject({
      balanceCents: 1_000 - THREE_FOR_TEN_DAYS,
      numbers: [...of.numbers, ...THREE],
    });
    expect((await billing.allSent(servicesChanged, of._id)).filter(({ reason }) => reason === 'port_in')).toHaveLength(
      1,
    );
    const { items } = await billing.call(billingCreditRpc.statement, { contractId: of._id }, customerOf(of));
    expect(items[0]).toMatchObject({
      cause: 'upgrade',
      amountCents: -THREE_FOR_TEN_DAYS,
      lines: [{ product: 'geographic_number', quantity: 3, days: 10, ofDays: 30, reasonCode: 'port_in' }],
    });
    billing.clock.moveTo(new Date('2026-12-01T10:00:00Z'));
    await billing.get(Renewals).run('2026-12');
    expect(await books.balance(of._id)).toBe(1_000 - THREE_FOR_TEN_DAYS - 4 * MONTH_OF_ONE);
  });

  it('R10: the number given back leaves its paid place to one of those that come, and is charged no more', async () => {
    const of = await books.active({ creditCents: 1_000 });
    await came(of, { givenBack: of.numbers[0] });
    await told(of, 'port_in');
    const after = await books.account(of._id);
    expect([after.balanceCents, after.numbers, quantity(after), after.scheduled]).toEqual([
      1_000 - TWO_FOR_TEN_DAYS,
      THREE,
      3,
      undefined,
    ]);
  });

  it('R7: credit that is short goes below zero with the renewal only, which makes the charge that was put off', async () => {
    const of = await books.active({ creditCents: 100 });
    await came(of);
    await told(of, 'port_in');
    expect(await books.account(of._id)).toMatchObject({ balanceCents: 100, numbers: [...of.numbers, ...THREE] });
    expect(await billing.call(billingCreditRpc.credit, { contractId: of._id }, customerOf(of))).toMatchObject({
      postponedGrossCents: THREE_FOR_TEN_DAYS,
      monthlyGrossCents: 4 * MONTH_OF_ONE,
    });
    billing.clock.moveTo(new Date('2026-12-01T10:00:00Z'));
    for (let times = 0; times < 2; times++) await billing.get(Renewals).run('2026-12');
    const after = await books.account(of._id);
    expect([after.balanceCents, after.postponed]).toEqual([100 - THREE_FOR_TEN_DAYS - 4 * MONTH_OF_ONE, undefined]);
    billing.clock.moveTo(new Date('2027-01-01T10:00:00Z'));
    await billing.get(Renewals).run('2027-01');
    expect(await books.balance(of._id)).toBe(100 - THREE_FOR_TEN_DAYS - 8 * MONTH_OF_ONE);
  });

  it('R14: what was put off is charged at the end where credit has come to cover it, and only the rest is refunded', async () => {
    const of = await books.active({ creditCents: 100 });
    await came(of);
    await told(of, 'port_in');
    await books.topUp(of._id, 300);
    const end = () =>
      billing.call(billingLifecycleRpc.terminate, {
        contractId: of._id,
        endedAt: '2026-11-21T10:00:00Z',
        reason: 'cancelled',
      });
    for (let times = 0; times < 2; times++)
      expect(await end()).toMatchObject({ refundCents: 400 - THREE_FOR_TEN_DAYS });
    const { items } = await billing.call(billingCreditRpc.statement, { contractId: of._id }, customerOf(of));
    expect(items.map(({ cause }) => cause)).toEqual(['refund', 'upgrade', 'top_up', 'top_up']);
    expect(items[1]).toMatchObject({
      amountCents: -THREE_FOR_TEN_DAYS,
      lines: [{ product: 'geographic_number', quantity: 3, reasonCode: 'port_in' }],
    });
  });

  it('R7, R12: at the end it takes no credit below zero, and is no debt that would hold the end up', async () => {
    const of = await books.active({ creditCents: 100 });
    await came(of);
    await told(of, 'port_in');
    expect(
      await billing.call(billingLifecycleRpc.terminate, {
        contractId: of._id,
        endedAt: '2026-11-21T10:00:00Z',
        reason: 'cancelled',
      }),
    ).toMatchObject({ refundCents: 100 });
    expect(await books.account(of._id)).toMatchObject({ state: 'closed', balanceCents: 0 });
  });

  it('R10, R14: put off and then ended with the month, it is charged, and the month that follows is not', async () => {
    const of = await books.active({ creditCents: 100 });
    await came(of);
    await told(of, 'port_in');
    const endsAt = '2026-11-30T23:00:00Z';
    await billing.call(billingLifecycleRpc.scheduleEnd, { contractId: of._id, endsAt });
    await books.topUp(of._id, 300);
    billing.clock.moveTo(new Date('2026-12-01T09:00:00Z'));
    await billing.get(Renewals).run('2026-12');
    expect(
      await billing.call(billingLifecycleRpc.terminate, { contractId: of._id, endedAt: endsAt, reason: 'cancelled' }),
    ).toMatchObject({ refundCents: 400 - THREE_FOR_TEN_DAYS });
    expect(await books.renewed(of._id)).toEqual([]);
  });

  it('told a month late, it charges the rest of the month of the cut-over and the month that was renewed without it', async () => {
    const of = await books.active({ creditCents: 10_000 });
    billing.clock.moveTo(new Date('2026-12-01T10:00:00Z'));
    await billing.get(Renewals).run('2026-12');
    await came(of);
    await told(of, 'port_in');
    expect(await books.balance(of._id)).toBe(10_000 - MONTH_OF_ONE - THREE_FOR_TEN_DAYS - 3 * MONTH_OF_ONE);
  });

  it('R14: a contract that has ended is charged nothing for numbers that came before it was told', async () => {
    const of = await books.active({ creditCents: 1_000 });
    await billing.call(billingLifecycleRpc.terminate, {
      contractId: of._id,
      endedAt: '2026-11-21T09:00:00Z',
      reason: 'cancelled',
    });
    await came(of);
    await settled();
    expect(await books.account(of._id)).toMatchObject({ state: 'closed', balanceCents: 0, numbers: of.numbers });
  });

  it('R14: numbers that come after an end that is not carried out wait for it, and are charged nothing', async () => {
    const of = await books.active({ creditCents: 1_000 });
    await billing.call(billingLifecycleRpc.scheduleEnd, { contractId: of._id, endsAt: '2026-11-21T07:00:00Z' });
    await came(of);
    await settled();
    expect(await books.account(of._id)).toMatchObject({ balanceCents: 1_000, numbers: of.numbers });
    expect(
      await billing.call(billingLifecycleRpc.terminate, {
        contractId: of._id,
        endedAt: '2026-11-21T07:00:00Z',
        reason: 'cancelled',
      }),
    ).toMatchObject({ refundCents: 1_000 });
  });

  it('and are the contract’s after all, and charged, once that end is taken back', async () => {
    const of = await books.active({ creditCents: 1_000 });
    await billing.call(billingLifecycleRpc.scheduleEnd, { contractId: of._id, endsAt: '2026-11-21T07:00:00Z' });
    await came(of);
    await settled();
    await billing.call(billingLifecycleRpc.scheduleEnd, { contractId: of._id });
    await told(of, 'port_in');
    expect(await books.account(of._id)).toMatchObject({
      balanceCents: 1_000 - THREE_FOR_TEN_DAYS,
      numbers: [...of.numbers, ...THREE],
    });
  });

  it('R10: a number that left is out of service at once, paid to the end of the month and charged no more from the 1st', async () => {
    const of = await books.active({
      creditCents: 1_000,
      numbers: ['+390299000001', '+390299000002'],
      services: [
        { product: 'geographic_number', quantity: 2 },
        { product: 'traffic_metered', quantity: 1 },
      ],
    });
    const event = newId('evt');
    for (const id of [event, event, newId('evt')]) await left(of, '+390299000002', {}, id);
    expect(await told(of, 'port_out')).toMatchObject({ numbers: ['+390299000001'] });
    await settled();
    const after = await books.account(of._id);
    expect([after.balanceCents, quantity(after), after.scheduled?.from, quantity(after.scheduled!)]).toEqual([
      1_000,
      2,
      '2026-12',
      1,
    ]);
    const again = await billing.call(
      billingChangesRpc.quote,
      { contractId: of._id, services: [{ product: 'geographic_number', quantity: 2 }] },
      customerOf(of),
    );
    expect(again).toMatchObject({ grossCents: 0, steps: [{ kind: 'withdrawal' }] });
    billing.clock.moveTo(new Date('2026-12-01T10:00:00Z'));
    await billing.get(Renewals).run('2026-12');
    expect(await books.balance(of._id)).toBe(1_000 - MONTH_OF_ONE);
  });

  it('R11: another change in the month in which a number left brings no number that nobody asked for', async () => {
    const of = await books.active({
      creditCents: 1_000,
      numbers: ['+390299000011', '+390299000012'],
      services: [
        { product: 'geographic_number', quantity: 2 },
        { product: 'traffic_metered', quantity: 1 },
      ],
    });
    await left(of, '+390299000012');
    await told(of, 'port_out');
    const { changeId } = await billing.call(
      billingChangesRpc.quote,
      { contractId: of._id, services: [{ product: 'virtual_fax', quantity: 1 }] },
      customerOf(of),
    );
    expect(
      await billing.call(billingChangesRpc.confirm, { contractId: of._id, changeId }, customerOf(of)),
    ).toMatchObject({ state: 'applied' });
    const after = await books.account(of._id);
    expect([after.numbers, quantity(after.scheduled!)]).toEqual([['+390299000011'], 1]);
  });

  it('R10: told after the 1st, the month that was charged without need is given back', async () => {
    const of = await books.active({
      creditCents: 10_000,
      numbers: ['+390299000003', '+390299000004'],
      services: [
        { product: 'geographic_number', quantity: 2 },
        { product: 'traffic_metered', quantity: 1 },
      ],
    });
    billing.clock.moveTo(new Date('2026-12-01T10:00:00Z'));
    await billing.get(Renewals).run('2026-12');
    await left(of, '+390299000003');
    await told(of, 'port_out');
    expect(await books.balance(of._id)).toBe(10_000 - MONTH_OF_ONE);
    const { items } = await billing.call(billingCreditRpc.statement, { contractId: of._id }, customerOf(of));
    expect(items[0]).toMatchObject({ cause: 'charge_returned', amountCents: MONTH_OF_ONE });
  });

  it('a number that was to be given up with the month and is ported out before is taken off once', async () => {
    const of = await books.active({
      creditCents: 1_000,
      numbers: ['+390299000005', '+390299000006'],
      services: [
        { product: 'geographic_number', quantity: 2 },
        { product: 'traffic_metered', quantity: 1 },
      ],
      scheduled: {
        from: '2026-12',
        services: [
          { product: 'geographic_number', quantity: 1 },
          { product: 'traffic_metered', quantity: 1 },
        ],
        giveUp: ['+390299000006'],
      },
    });
    await left(of, '+390299000006');
    await told(of, 'port_out');
    expect((await books.account(of._id)).scheduled).toEqual({
      from: '2026-12',
      services: [
        { product: 'geographic_number', quantity: 1 },
        { product: 'traffic_metered', quantity: 1 },
      ],
    });
  });

  it('messages out of order end where the facts do: came and left, left and came', async () => {
    const one = await books.active({ creditCents: 1_000 });
    await left(one, THREE[1]!, { at: '2026-11-21T09:00:00Z' });
    await eventually('the departure to be known', () =>
      billing.database.collection<{ _id: string }>('number_movements').findOne({ _id: `${one._id}/${THREE[1]}` }),
    );
    await came(one);
    await told(one, 'port_in');
    expect((await books.account(one._id)).numbers).toEqual([...one.numbers, THREE[0], THREE[2]]);
    const other = await books.active({ creditCents: 1_000 });
    await came(other, { at: '2026-11-21T09:00:00Z' });
    await told(other, 'port_in');
    await left(other, THREE[1]!, { at: '2026-11-20T09:00:00Z' });
    await settled();
    expect((await books.account(other._id)).numbers).toEqual([...other.numbers, ...THREE]);
  });

  it('R14, case 6: a month charged after the last number had left is given back with the end, and the whole credit is refunded', async () => {
    const of = await books.active({ creditCents: 5_000 });
    billing.clock.moveTo(new Date('2026-12-01T10:00:00Z'));
    await billing.get(Renewals).run('2026-12');
    await left(of, of.numbers[0]!, { last: true });
    await told(of, 'port_out');
    expect(await books.account(of._id)).toMatchObject({ endsAt: new Date('2026-11-21T08:00:00Z'), numbers: [] });
    const end = { contractId: of._id, endedAt: '2026-11-21T08:00:00Z', reason: 'ported_out' };
    for (let times = 0; times < 2; times++)
      expect(await billing.call(billingLifecycleRpc.terminate, end)).toMatchObject({ refundCents: 5_000 });
  });
});
