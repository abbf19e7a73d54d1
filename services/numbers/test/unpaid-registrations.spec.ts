import { numbersInventoryRpc } from '#libs/api/numbers/inventory.js';
import { numbersOrdersRpc } from '#libs/api/numbers/orders.js';
import { numbersRpc } from '#libs/api/numbers/numbers.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { NumbersModule } from '../src/numbers.module.js';
import { Holders } from './holders.js';

describe('R15: what registrations that nobody pays may hold of a district', () => {
  let numbers: ServiceUnderTest;
  beforeAll(async () => {
    process.env.UNPAID_DISTRICT_PERCENT = '25';
    numbers = await ServiceUnderTest.start('numbers', NumbersModule, '2026-11-02T09:00:00Z');
    for (const [district, from] of [
      ['02', '0255500000'],
      ['0131', '0131555000'],
      ['0481', '0481555000'],
    ] as const)
      await numbers.call(numbersInventoryRpc.loadBlocks, { district, from, count: 100 });
  });
  afterAll(async () => {
    delete process.env.UNPAID_DISTRICT_PERCENT;
    await numbers.stop();
  });

  const reserve = (wish: { district?: string; number?: string }, contractId = newId('con')) =>
    numbers.call(numbersRpc.reserve, {
      contractId,
      customerId: newId('cus'),
      expiresAt: '2026-11-05T09:00:00Z',
      ...wish,
    });
  const inState = (district: string, state: string) =>
    numbers.database.collection('numbers').countDocuments({ district, state });

  it('is a quarter of its numbers, however many ask at once; whoever is refused holds nothing, and what is given back can be had', async () => {
    const contracts = Array.from({ length: 120 }, () => newId('con'));
    const outcomes = await Promise.allSettled(contracts.map((contractId) => reserve({ district: '0131' }, contractId)));
    const held = contracts.filter((_, index) => outcomes[index]!.status === 'fulfilled');
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'district_held', status: 409, details: { district: '0131' } });
    // At once they may refuse one another; one after the other they come to the share, and never past it.
    while (held.length < 25)
      await reserve({ district: '0131' }, (contracts.push(newId('con')), contracts.at(-1)!)).then(() =>
        held.push(contracts.at(-1)!),
      );
    await expect(reserve({ district: '0131' })).rejects.toMatchObject({ code: 'district_held' });
    await expect(reserve({ number: '+390131555042' })).rejects.toMatchObject({
      code: expect.stringMatching(/district_held|number_unavailable/),
    });
    expect([await inState('0131', 'reserved'), await inState('0131', 'available')]).toEqual([25, 75]);
    expect((await reserve({ district: '0131' }, held[0])).number).toBeDefined();
    await numbers.call(numbersRpc.release, { contractId: held[1]! });
    await reserve({ district: '0131' });
    await reserve({ district: '0481' });
  });

  it('does not count what is paid for, nor what a contract that goes on adds', async () => {
    const people = new Holders(numbers);
    const who = await people.active();
    for (let count = 0; count < 26; count++) await people.active();
    await numbers.call(numbersOrdersRpc.reserve, {
      orderId: newId('chg'),
      contractId: who.contractId,
      customerId: who.customerId,
      quantity: 30,
      expiresAt: '2026-11-05T09:00:00Z',
    });
    await reserve({ district: '02' });
  });

  it('asked for longer it is held longer, and never shorter', async () => {
    const contractId = newId('con');
    const first = await numbers.call(numbersRpc.reserve, {
      contractId,
      customerId: newId('cus'),
      district: '0481',
      expiresAt: '2026-11-02T09:30:00Z',
    });
    const longer = await numbers.call(numbersRpc.reserve, {
      contractId,
      customerId: newId('cus'),
      number: first.number,
      expiresAt: '2026-11-05T09:00:00Z',
    });
    expect(longer).toEqual({ ...first, expiresAt: '2026-11-05T09:00:00.000Z' });
    expect(
      (
        await numbers.call(numbersRpc.reserve, {
          contractId,
          customerId: newId('cus'),
          district: '0481',
          expiresAt: '2026-11-03T09:00:00Z',
        })
      ).expiresAt,
    ).toBe('2026-11-05T09:00:00.000Z');
    expect((await numbers.call(numbersInventoryRpc.ofContract, { contractId })).items).toMatchObject([
      { expiresAt: '2026-11-05T09:00:00.000Z' },
    ]);
  });
});
