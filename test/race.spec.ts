import { customer, PRIVATE_HOLDER, USUAL_SERVICES, type Customer } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';

/** What a registration comes to: a server that is too busy is asked again with the same key, as a client does. */
const decided = (ada: Customer): Promise<{ status: number; body: any }> =>
  eventually(
    `an answer for ${ada.email}`,
    async () => {
      const answer = await ada.registering({ district: '0185' }).set('idempotency-key', `race-${ada.email}`);
      return answer.status === 503 ? undefined : answer;
    },
    120_000,
  );

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
    expect(refused.every((answer) => ['district_exhausted', 'number_unavailable'].includes(answer.body.code))).toBe(
      true,
    );
    expect(
      await system
        .database('accounts')
        .collection('contracts')
        .countDocuments({ state: { $ne: 'lapsed' } }),
    ).toBe(1);
  });
});

describe('R15: registrations that nobody pays', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start({
      at: '2027-03-01T10:00:00Z',
      env: {
        TRUST_PROXY: '127.0.0.1,::1',
        UNPAID_PER_TAX_CODE: '1000000',
        UNPAID_PER_ADDRESS: '10',
        UNPAID_DISTRICT_PERCENT: '15',
      },
    });
    await stock(system, '0481', 100);
    await stock(system, '02', 100);
  });
  afterAll(() => system.stop());

  const attempt = (from: string, district: string, more: object = {}) => {
    const ada = customer(system);
    const body = {
      email: ada.email,
      password: ada.password,
      holder: PRIVATE_HOLDER,
      services: USUAL_SERVICES,
      termsAccepted: true,
      district,
      ...more,
    };
    return eventually(
      'an answer',
      async () =>
        ((answer) => (answer.status === 503 ? undefined : answer))(
          await ada.request('post', '/v1/registrations', body).set('x-forwarded-for', from),
        ),
      60_000,
    );
  };

  it('from one address leave a small district to others, and say what to do; from many take a share of it, and give it back in half an hour', async () => {
    const free = () =>
      system.database('numbers').collection('numbers').countDocuments({ district: '0481', state: 'available' });
    const one = [];
    for (let count = 0; count < 11; count++) one.push(await attempt('203.0.113.7', '0481'));
    expect(one.map(({ status }) => status)).toEqual([...Array<number>(10).fill(201), 429]);
    expect(one[10]!.body).toMatchObject({
      code: 'too_many_from_address',
      detail: expect.stringContaining('try again in'),
    });
    expect(Number(one[10]!.headers['retry-after'])).toBeGreaterThan(60);
    const many = [];
    for (let count = 0; count < 8; count++) many.push(await attempt(`198.51.100.${count}`, '0481'));
    expect(many.map(({ status, body }) => (status === 201 ? 201 : body.code))).toEqual([
      ...Array<number>(5).fill(201),
      ...Array<string>(3).fill('district_held'),
    ]);
    expect(await free()).toBe(85);
    expect((await attempt('203.0.113.9', '02')).status).toBe(201);
    await system.moveClock('2027-03-01T10:40:00Z');
    await eventually('the numbers to be free again', async () => (await free()) === 100, 60_000);
    expect((await attempt('203.0.113.7', '0481')).status).toBe(201);
  });

  it('come from where they come from, whatever they say', async () => {
    const said = await attempt('203.0.113.8', '02', { ip: '192.0.2.1' });
    expect([said.status, said.body.errors.map(({ field }: { field: string }) => field)]).toEqual([422, ['ip']]);
  });
});
