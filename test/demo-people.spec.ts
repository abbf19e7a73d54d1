import { admin, colleague, PASSWORD } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { STAFF, System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';
import { loadPeople, type DemoView } from '../tools/demo/load-people.js';

/** A Monday morning in the middle of a month. */
const START = '2027-10-11T08:00:00Z';
const CASHIER = 'billing@openvoip.example';

describe('the people of the demo', () => {
  let system: System;
  let people: DemoView[];
  const load = (): Promise<DemoView[]> =>
    loadPeople({
      url: system.url,
      administrator: STAFF,
      cashier: { email: CASHIER, password: PASSWORD },
      password: 'a dozen people of the demo',
      tell: () => undefined,
    });
  beforeAll(async () => {
    system = await System.start({
      at: START,
      processes: ['accounts', 'numbers', 'billing', 'jobs', 'tickets', 'gateway'],
      env: { TICKETS_WATCH_SECONDS: '1', NUMBERS_SWEEP_SECONDS: '1' },
      direct: true,
    });
    await stock(system, '02', 100);
    await colleague(system, { email: CASHIER, name: 'Cassa', roles: ['billing_operator'] });
    people = await load();
  });
  afterAll(() => system.stop());
  const named = (name: string): DemoView => people.find((person) => person.name === name)!;

  it('are a dozen, one in each state that there is something to say of', async () => {
    const root = await admin(system, { fresh: true });
    expect(Object.fromEntries(people.map(({ name, state }) => [name, state]))).toMatchObject({
      'Ugo Verdi': 'awaiting_credit',
      'Ada Bianchi': 'active',
      'Officine Esempio S.r.l.': 'active',
      'Dario Neri': 'active',
      'Carla Fontana': 'cancelled',
    });
    expect(people).toHaveLength(12);
    expect(people.filter(({ credit }) => (credit?.balanceCents ?? 0) < 0).map(({ name }) => name)).toEqual([
      'Dario Neri',
    ]);
    const of = async (path: string): Promise<any[]> => (await root.get(path)).items;
    expect(await of('/v1/staff/refunds')).toMatchObject([{ state: 'rejected', contractId: named('Carla Fontana').id }]);
    expect(await of('/v1/staff/port-ins')).toMatchObject([{ state: 'submitted' }]);
    expect(await of('/v1/staff/port-outs')).toMatchObject([{ number: named('Omar Villa').number, state: 'accepted' }]);
    expect(await of('/v1/staff/volture')).toHaveLength(1);
    await eventually('the ticket to be late', async () => (await of('/v1/staff/tickets?breached=true')).length === 1);
  });

  it('are the same when they are loaded again, and nothing else happens to them', async () => {
    const counts = async () =>
      Promise.all(
        (['contracts', 'customers'] as const).map((name) =>
          system.database('accounts').collection(name).countDocuments(),
        ),
      );
    const before = await counts();
    const again = await load();
    expect(again.map(comparable)).toEqual(people.map(comparable));
    expect(await counts()).toEqual(before);
    const { time } = await (await admin(system, { fresh: true })).get('/v1/staff/clock');
    expect(time.slice(0, 10)).toBe('2027-11-04');
  });
});

const comparable = ({ email, id, contractNumber, number, state, credit }: DemoView) => ({
  email,
  id,
  contractNumber,
  number,
  state,
  balanceCents: credit?.balanceCents,
});
