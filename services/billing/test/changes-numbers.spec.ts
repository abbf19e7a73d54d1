import type { Actor } from '#libs/api/kernel/actor.js';
import { billingChangesRpc, numbersGivenUp, type WantedService } from '#libs/api/billing/changes.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { numbersOrdersRpc, type OfOrder, type ReserveForOrder } from '#libs/api/numbers/orders.js';
import { billingSagasRpc, type SagaView } from '#libs/api/kernel/sagas.js';
import { newId } from '#libs/platform/ids.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import type { Account } from '../src/account/account.schema.js';
import { BillingModule } from '../src/billing.module.js';
import { chargePostings } from '../src/credit/ledger/ledger.rules.js';
import { Ledger } from '../src/credit/ledger/ledger.service.js';
import { Renewals } from '../src/monthly/renewals/renewals.service.js';
import { answerAs, Books, customerOf } from './support.js';

/** The other side of the broker: answers as the numbers service does, and remembers what it was asked. */
class NumbersSide {
  failures = 0;
  /** It reserves, and its answer does not come back. */
  losesAnswers = false;
  refusesToAssign = false;
  readonly held = new Map<string, string[]>();
  readonly assigned: string[] = [];
  readonly answers = new Map<string, (request: any) => unknown>([
    [numbersOrdersRpc.reserve.name, (request: ReserveForOrder) => this.reserve(request)],
    [numbersOrdersRpc.assign.name, ({ orderId }: OfOrder) => this.assign(orderId)],
    [numbersOrdersRpc.release.name, ({ orderId }: OfOrder) => ({ done: String(this.held.delete(orderId)) })],
  ]);

  private assign(orderId: string): { numbers: string[] } {
    if (this.refusesToAssign) throw new Error('the numbers service blinked');
    const numbers = this.held.get(orderId)!;
    this.assigned.push(...numbers);
    return { numbers };
  }

  private reserve({ orderId, quantity }: ReserveForOrder): unknown {
    if (this.failures-- > 0) throw new Error('the numbers service blinked');
    if (quantity > 10)
      throw new DomainError({ code: 'district_exhausted', status: 409, text: { it: 'Esaurito', en: 'Exhausted' } });
    const numbers =
      this.held.get(orderId) ??
      Array.from(
        { length: quantity },
        (_, index) => `+3902999${String(this.held.size * 100 + index).padStart(5, '0')}`,
      );
    this.held.set(orderId, numbers);
    if (this.losesAnswers) throw new Error('the answer was lost');
    return { numbers };
  }
}

const SERVICES = [
  { product: 'geographic_number', quantity: 1 },
  { product: 'pbx_basic', quantity: 1 },
  { product: 'extension', quantity: 2 },
  { product: 'traffic_metered', quantity: 1 },
];

describe('R3, R8: changes that add numbers or give them up, through the numbers service', () => {
  const numbers = new NumbersSide();
  let billing: ServiceUnderTest;
  let books: Books;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z');
    books = new Books(billing);
    stop = await answerAs('numbers', billing.config, numbers.answers);
  });
  beforeEach(() => billing.clock.moveTo(new Date('2026-11-21T10:00:00Z')));
  afterAll(async () => {
    await stop();
    await billing.stop();
  });

  const account = (creditCents: number, over: Partial<Account> = {}) =>
    books.active({ creditCents, services: SERVICES, ...over });
  const quote = (of: Account, services: WantedService[], more: object = {}) =>
    billing.call(billingChangesRpc.quote, { contractId: of._id, services, ...more }, customerOf(of));
  const confirm = (of: Account, changeId: string) =>
    billing.call(billingChangesRpc.confirm, { contractId: of._id, changeId }, customerOf(of));
  const extensions = (quantity: number): WantedService[] => [{ product: 'extension', quantity }];
  const more = (quantity: number): WantedService[] => [{ product: 'geographic_number', quantity }];

  it('reserves, charges and assigns them, and is repeated without harm', async () => {
    const of = await account(1_000);
    const order = await quote(of, more(3), { district: '02' });
    expect(order.grossCents).toBe(162);
    await confirm(of, order.changeId);
    const applied = await eventually('the change to be applied', async () =>
      [await confirm(of, order.changeId)].find(({ state }) => state === 'applied'),
    );
    expect(applied.addedNumbers).toHaveLength(2);
    expect((await books.account(of._id)).numbers).toEqual([of.numbers[0], ...applied.addedNumbers]);
    await eventually('their assignment', () =>
      applied.addedNumbers.every((number) => numbers.assigned.includes(number)),
    );
    expect(await books.balance(of._id)).toBe(1_000 - 162);
  });

  it('goes on by itself after the numbers service failed', async () => {
    const of = await account(1_000);
    numbers.failures = 2;
    const order = await quote(of, more(2));
    expect(await confirm(of, order.changeId)).toMatchObject({ state: 'confirming' });
    await eventually('the change to be applied', async () => (await confirm(of, order.changeId)).state === 'applied');
  });

  it('is refused whole when credit was spent while the numbers service was away: the numbers go back', async () => {
    const of = await account(200);
    numbers.failures = 2;
    const { changeId } = await quote(of, more(2));
    expect(await confirm(of, changeId)).toMatchObject({ state: 'confirming' });
    const spent = {
      key: newId('key'),
      contractId: of._id,
      cause: 'traffic' as const,
      postings: chargePostings({ net: cents(123), vat: cents(27), gross: cents(150) }),
      details: {},
    };
    await billing.get(UnitOfWork).run((tx) => billing.get(Ledger).post(tx, spent));
    await eventually(
      'the refusal',
      async () =>
        (await billing.call(billingChangesRpc.get, { contractId: of._id, changeId }, customerOf(of))).state ===
        'refused',
    );
    await expect(confirm(of, changeId)).rejects.toMatchObject({ code: 'credit_short', details: { missingCents: 32 } });
    expect(numbers.held.has(changeId)).toBe(false);
    expect(await books.account(of._id)).toMatchObject({ balanceCents: 50, services: SERVICES, numbers: of.numbers });
    await books.prove();
  });

  it('staff turn it back while it fails before the charge; past it, it goes forward', async () => {
    const supervisor: Actor = { kind: 'staff', id: newId('usr'), roles: ['supervisor'] };
    const of = await account(1_000);
    const order = await quote(of, more(2));
    numbers.failures = 1_000;
    await confirm(of, order.changeId);
    const turnBack = (): Promise<SagaView> =>
      billing.call(
        billingSagasRpc.compensate,
        { sagaId: order.changeId, reason: 'the district is being renumbered' },
        supervisor,
      );
    await eventually('it to be undone', async () => (await turnBack()).state === 'compensated');
    numbers.failures = 0;
    await expect(confirm(of, order.changeId)).rejects.toMatchObject({ code: 'stopped_by_staff' });
    expect(await books.balance(of._id)).toBe(1_000);
    const paid = await quote(of, more(2));
    numbers.refusesToAssign = true;
    await confirm(of, paid.changeId).catch(() => undefined);
    await eventually('it to be charged and to fail', async () =>
      (await billing.call(billingSagasRpc.get, { sagaId: paid.changeId }, supervisor)).failure?.includes(
        'charged and not assigned',
      ),
    );
    await billing.call(billingSagasRpc.compensate, { sagaId: paid.changeId, reason: 'a mistake' }, supervisor);
    numbers.refusesToAssign = false;
    await eventually(
      'it to go forward',
      async () =>
        (await billing.call(billingSagasRpc.get, { sagaId: paid.changeId }, supervisor)).state === 'completed',
    );
    expect((await books.account(of._id)).numbers).toHaveLength(2);
  });

  it('turned back by staff, numbers that were reserved though the answer was lost go back, and nothing is charged', async () => {
    const supervisor: Actor = { kind: 'staff', id: newId('usr'), roles: ['supervisor'] };
    const of = await account(1_000);
    const { changeId } = await quote(of, more(2));
    numbers.losesAnswers = true;
    await confirm(of, changeId);
    expect(numbers.held.get(changeId)).toHaveLength(1);
    await eventually(
      'it to be undone',
      async () =>
        (
          await billing.call(
            billingSagasRpc.compensate,
            { sagaId: changeId, reason: 'asked by the customer' },
            supervisor,
          )
        ).state === 'compensated',
    );
    numbers.losesAnswers = false;
    expect(numbers.held.has(changeId)).toBe(false);
    const { history } = await billing.call(billingSagasRpc.get, { sagaId: changeId }, supervisor);
    expect(history.map(({ what }) => what)).toContain(`compensation asked by ${supervisor.id}: asked by the customer`);
    expect(await books.account(of._id)).toMatchObject({ balanceCents: 1_000, services: SERVICES, numbers: of.numbers });
    await confirm(of, (await quote(of, more(2))).changeId);
    await eventually('another change to be applied', async () => (await books.account(of._id)).numbers.length === 2);
    await books.prove();
  });

  it('is refused whole when the district has too few, or credit is short: nothing is charged or kept reserved', async () => {
    const of = await account(300);
    const many = await quote(of, more(12));
    await expect(confirm(of, many.changeId)).rejects.toMatchObject({ code: 'credit_short' });
    await books.topUp(of._id, 10_000);
    await expect(confirm(of, many.changeId)).rejects.toMatchObject({ code: 'district_exhausted' });
    expect(await books.account(of._id)).toMatchObject({ balanceCents: 10_300, services: SERVICES });
    expect(numbers.held.has(many.changeId)).toBe(false);
  });

  it('R10: a number named to be given up need not be named again by a change of something else', async () => {
    const numbers = ['+390211110003', '+390211110004'];
    const of = await account(10_000, {
      numbers,
      services: SERVICES.map((item) => (item.product === 'geographic_number' ? { ...item, quantity: 2 } : item)),
    });
    await expect(quote(of, more(1))).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ field: 'giveUp' }] },
    });
    await confirm(of, (await quote(of, more(1), { giveUp: [numbers[1]!] })).changeId);
    await confirm(of, (await quote(of, extensions(3))).changeId);
    expect((await books.account(of._id)).scheduled).toMatchObject({ from: '2026-12', giveUp: [numbers[1]] });
    await confirm(of, (await quote(of, more(2))).changeId);
    expect((await books.account(of._id)).scheduled).toBeUndefined();
  });

  it('gives up a named number at the end of the month', async () => {
    const of = await account(10_000, {
      numbers: ['+390211110001', '+390211110002'],
      services: SERVICES.map((item) => (item.product === 'geographic_number' ? { ...item, quantity: 2 } : item)),
    });
    await confirm(of, (await quote(of, more(1), { giveUp: ['+390211110002'] })).changeId);
    expect((await books.account(of._id)).numbers).toHaveLength(2);
    billing.clock.moveTo(new Date('2026-12-01T10:00:00Z'));
    await billing.get(Renewals).run('2026-12');
    expect((await books.account(of._id)).numbers).toEqual(['+390211110001']);
    expect(await billing.sent(numbersGivenUp, of._id)).toMatchObject({ numbers: ['+390211110002'] });
  });
});
