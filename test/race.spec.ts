import { customer, type Customer } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';

/** What a registration comes to: a server that is too busy is asked again with the same key, as a client does. */
const decided = (ada: Customer): Promise<{ status: number; body: any }> => eventually(`an answer for ${ada.email}`, async () => {
  const answer = await ada.registering({ district: '0185' }).set('idempotency-key', `race-${ada.email}`);
  return answer.status === 503 ? undefined : answer;
}, 120_000);

describe('case 1: the last number of a district', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start();
    await stock(system, '0185', 100);
  });
  afterAll(() => system.stop());

  it('goes to one of 50 customers who register at once, and the others are told so', async () => {
    const numbers = system.database('numbers').collection('numbers');
    const [last] = await numbers.find({ district: '0185' }).limit(1).toArray();
    await numbers.updateMany({ _id: { $ne: last!._id } }, { $set: { state: 'withheld' } });
    const answers = await Promise.all(Array.from({ length: 50 }, () => decided(customer(system))));
    const won = answers.filter((answer) => answer.status === 201);
    const refused = answers.filter((answer) => answer.status === 409);
    expect({ won: won.length, refused: refused.length }).toEqual({ won: 1, refused: 49 });
    expect(refused.every((answer) => ['district_exhausted', 'number_unavailable'].includes(answer.body.code))).toBe(true);
    expect(await system.database('accounts').collection('contracts').countDocuments({ state: { $ne: 'lapsed' } })).toBe(1);
  });
});
