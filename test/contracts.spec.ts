import type { ContractView, Registration } from '#libs/api/accounts/accounts.js';
import { customer, USUAL_SERVICES, type Customer } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';

describe('R1, R15: one more contract, through the gateway', () => {
  let system: System;
  let ada: Customer;
  beforeAll(async () => {
    system = await System.start({ at: '2027-10-04T10:00:00Z' });
    await stock(system, '02', 100);
    ada = await customer(system).registered();
  });
  afterAll(() => system.stop());

  const asked = async (): Promise<Customer> => {
    const { contract, amountDueCents } = await ada.post<Registration>('/v1/contracts', {
      district: '02',
      services: USUAL_SERVICES,
      termsAccepted: true,
    });
    return Object.assign(customer(system, ada.email), {
      token: ada.token,
      contractId: contract.id,
      number: contract.number,
      amountDueCents,
    });
  };

  it('R15: whose registration lapsed keeps the sign-in, cannot register with it again, and asks for a new contract', async () => {
    await system.moveClock('2027-10-08T10:00:00Z');
    await eventually('the lapse', async () => {
      await ada.signIn();
      return (await ada.contract()).state === 'lapsed';
    });
    expect((await customer(system, ada.email).registering()).body.code).toBe('email_taken');
    const again = await asked();
    await again.topUp(again.amountDueCents + 5_000);
    expect(await again.becomes('active')).toMatchObject({ number: again.number, holder: { kind: 'private' } });
    expect(await again.balance()).toBe(5_000);
  });

  it('R3: each contract has its own number and its own credit', async () => {
    const second = await asked();
    const { items } = await ada.get<{ items: ContractView[] }>('/v1/contracts');
    expect(items.map(({ state }) => state)).toEqual(['awaiting_credit', 'active', 'lapsed']);
    expect(new Set(items.slice(0, 2).map(({ number }) => number)).size).toBe(2);
    expect(await second.balance()).toBe(0);
  });
});
