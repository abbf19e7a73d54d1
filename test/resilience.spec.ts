import { inParallel } from '#libs/testing/parallel.js';
import { customer, type Customer } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System, type ProcessName } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';

const CUSTOMERS = 8;

/** Retries what the outage refused, with the same key, as a client would. */
async function insist(what: string, attempt: () => Promise<{ status: number; body: any }>): Promise<any> {
  return eventually(
    what,
    async () => {
      const { status, body } = await attempt();
      if (status < 300) return body;
      throw new Error(`${status} ${JSON.stringify(body)}`);
    },
    60_000,
  );
}

async function registerAndPay(ada: Customer): Promise<void> {
  const registration = await insist('registration', () =>
    ada.registering().set('idempotency-key', `registration-${ada.email}`),
  );
  ada.contractId = registration.contract.id;
  ada.number = registration.contract.number;
  await insist('sign-in', async () => {
    await ada.signIn();
    return { status: 200, body: true };
  });
  await insist('top-up', async () => {
    await ada.topUp(registration.amountDueCents ?? 10_000);
    return { status: 200, body: true };
  });
}

/** Nothing half-done, no number lost or given twice, and a ledger that proves itself. */
async function expectOrder(system: System, people: readonly Customer[]): Promise<void> {
  for (const ada of people) {
    await eventually(
      `contract of ${ada.email} to be settled`,
      async () => ['active', 'lapsed'].includes((await ada.contract()).state),
      60_000,
    );
  }
  const numbers = await Promise.all(people.map(async (ada) => (await ada.contract()).number));
  expect(new Set(numbers).size).toBe(people.length);
  const assigned = await system.database('numbers').collection('numbers').countDocuments({ state: 'assigned' });
  const active = await system.database('accounts').collection('contracts').countDocuments({ state: 'active' });
  expect(assigned).toBe(active);
  expect(JSON.parse(await system.cli('billing', 'ledger', 'verify', '--json'))).toMatchObject({ problems: [] });
}

describe('case 5: in the middle of activations', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start();
    await stock(system, '02', 1000);
  });
  afterAll(() => system.stop());

  it.each<ProcessName>(['accounts', 'numbers', 'billing', 'tickets', 'gateway'])(
    '%s killed -9 and started again: all end active, ledger proven, no number lost or double',
    async (victim) => {
      const people = Array.from({ length: CUSTOMERS }, () => customer(system));
      const work = inParallel(people, 4, registerAndPay);
      await eventually('the first of them to be registered', () => people.some((ada) => ada.contractId));
      await system.crash(victim);
      await work;
      await expectOrder(system, people);
      for (const ada of people) expect((await ada.contract()).state).toBe('active');
    },
  );

  it('the broker gone and back: all end active', async () => {
    const people = Array.from({ length: CUSTOMERS }, () => customer(system));
    const work = inParallel(people, 4, registerAndPay);
    await eventually('the first of them to be registered', () => people.some((ada) => ada.contractId));
    system.cutBroker();
    const { status, headers } = await eventually('a clear refusal', async () => {
      const answer = await customer(system).request('get', '/v1/catalogue');
      return answer.status === 503 ? answer : undefined;
    });
    expect({ status, retryAfter: Boolean(headers['retry-after']) }).toEqual({ status: 503, retryAfter: true });
    system.healBroker();
    await work;
    await expectOrder(system, people);
  });
});
