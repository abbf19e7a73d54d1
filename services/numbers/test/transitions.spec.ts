import { numbersInventoryRpc, NUMBER_STATES } from '#libs/api/numbers/inventory.js';
import { numbersLifecycleRpc } from '#libs/api/numbers/lifecycle.js';
import { numbersPortInRpc, PORT_IN_STATES, portInCutOver } from '#libs/api/numbers/port-in.js';
import { numberPortedOut, numbersPortOutRpc, PORT_OUT_STATES } from '#libs/api/numbers/port-out.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { numberLife } from '../src/number/number-life.rules.js';
import { NumberStore } from '../src/number/number.store.js';
import { NumbersModule } from '../src/numbers.module.js';
import { PortInDesk } from '../src/porting/cut-over.service.js';
import { portInLife } from '../src/porting/port-in-life.rules.js';
import { PortInStore } from '../src/porting/port-in.store.js';
import { portOutLife } from '../src/porting/port-out-life.rules.js';
import { PortOuts } from '../src/porting/port-out.service.js';
import { carrier, Holders, MARIO, type Someone } from './holders.js';

type Row = { _id: string; state: string; history: unknown[] };
const outcomes = (results: PromiseSettledResult<unknown>[]): string[] =>
  results.map((result) => (result.status === 'fulfilled' ? 'done' : (result.reason as { code: string }).code));

describe('every transition of the state tables, against the database', () => {
  let numbers: ServiceUnderTest;
  beforeAll(async () => (numbers = await ServiceUnderTest.start('numbers', NumbersModule, '2026-12-01T09:00:00Z')));
  afterAll(() => numbers.stop());
  const rows = (name: string) => numbers.database.collection<Row>(name);

  it.each(NUMBER_STATES)(
    'a number that is %s moves only as its table says, each move with its record',
    async (state) => {
      for (const action of numberLife.moves) {
        const _id = `+3902${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
        await rows('numbers').insertOne({ _id, district: '02', state, history: [] } as never);
        const to = numberLife.after(state, action);
        const [by] = numberLife.table.moves[action].by;
        expect([state, action, await numbers.get(NumberStore).move(action, by!, _id)]).toEqual([
          state,
          action,
          to !== undefined,
        ]);
        expect(await rows('numbers').findOne({ _id })).toMatchObject({
          state: to ?? state,
          history: to ? [{ cause: action, state: to, actor: expect.any(String) }] : [],
        });
      }
    },
  );

  it.each(PORT_IN_STATES)('a port-in order that is %s moves only as its table says', async (state) => {
    const store = numbers.get(PortInStore);
    for (const action of portInLife.moves) {
      const order = {
        _id: newId('pin'),
        contractId: newId('con'),
        customerId: newId('cus'),
        state,
        numbers: ['+390612345678'],
        donor: 'Altro',
        migrationCode: 'ABC0612345678999K',
        holder: MARIO,
        keepFirstNumber: true,
        documents: [],
        comments: [],
        history: [],
        attempt: 1,
        createdAt: new Date(),
      };
      await store.orders.create(order);
      const to = portInLife.after(state, action);
      const [by] = portInLife.table.moves[action].by;
      const moved = numbers.get(UnitOfWork).run((tx) => store.act(order, action, by!, {}, tx));
      if (to) await moved;
      else await expect(moved).rejects.toMatchObject({ code: 'port_in_state', details: { action, state } });
      const now = await rows('port_ins').findOne({ _id: order._id });
      expect([action, now?.state, now?.history.length]).toEqual([action, to ?? state, to ? 1 : 0]);
    }
  });

  it.each(PORT_OUT_STATES)('a port-out request that is %s moves only as its table says', async (state) => {
    for (const action of portOutLife.moves) {
      const _id = newId('pot');
      await rows('port_outs').insertOne({
        _id,
        requestedBy: 'usr',
        reference: _id,
        requestHash: '-',
        number: '+390299999999',
        recipient: 'Altro',
        state,
        contractId: newId('con'),
        customerId: newId('cus'),
        cutOverOn: '2026-12-07',
        dueAt: new Date(0),
        history: [],
        createdAt: new Date(),
      } as never);
      const to = portOutLife.after(state, action);
      if (action === 'cut_over') await numbers.get(PortOuts).due();
      else
        await numbers
          .call(numbersPortOutRpc.cancel, { portOutId: _id })
          .catch((error: unknown) => expect(error).toMatchObject({ code: 'port_out_state' }));
      expect([action, (await rows('port_outs').findOne({ _id }))?.state]).toEqual([action, to ?? state]);
    }
  });
});

describe('ports that race', () => {
  let numbers: ServiceUnderTest;
  let people: Holders;
  let prefix = 0;
  beforeAll(async () => {
    numbers = await ServiceUnderTest.start('numbers', NumbersModule, '2026-12-01T09:00:00Z');
    people = new Holders(numbers);
    await numbers.call(numbersInventoryRpc.loadBlocks, { district: '02', from: '0255500000', count: 100 });
  });
  beforeEach(() => numbers.clock.moveTo(new Date('2026-12-01T09:00:00Z')));
  afterAll(() => numbers.stop());

  const accepted = async (who: Someone, cutOverOn = '2026-12-14') => {
    const { id, numbers: wanted } = await people.submitted(who, `+39066${String(++prefix).padStart(3, '0')}000`);
    await numbers.call(numbersPortInRpc.accept, { portInId: id, cutOverOn });
    return { id, wanted };
  };
  const due = () => numbers.get(PortInDesk).due();

  it('a cut-over that was decided on before the customer moved the day does not happen', async () => {
    const who = await people.active();
    const { id, wanted } = await accepted(who);
    const stale = (await numbers.get(PortInStore).orders.findById(id).lean())!;
    await numbers.call(numbersPortInRpc.move, { portInId: id, cutOverOn: '2026-12-21' }, who.as);
    await expect(
      numbers.get(UnitOfWork).run((tx) => numbers.get(PortInStore).act(stale, 'cut_over', 'clock', {}, tx)),
    ).rejects.toMatchObject({ code: 'port_in_state' });
    numbers.clock.moveTo(new Date('2026-12-14T09:30:00Z'));
    await due();
    expect([(await people.order(id)).state, await people.stateOf(wanted[0]!)]).toEqual(['accepted', undefined]);
    numbers.clock.moveTo(new Date('2026-12-21T09:30:00Z'));
    await due();
    expect([(await people.order(id)).state, await people.stateOf(wanted[0]!)]).toEqual(['cut_over', 'assigned']);
  });

  it('the donor refuses while the numbers come: one of both happens, whole', async () => {
    const orders = [];
    for (let count = 0; count < 4; count++) orders.push(await accepted(await people.active()));
    numbers.clock.moveTo(new Date('2026-12-14T09:30:00Z'));
    await Promise.allSettled([
      due(),
      due(),
      ...orders.map(({ id }) => numbers.call(numbersPortInRpc.reject, { portInId: id, reason: 'technical' })),
    ]);
    await due();
    for (const { id, wanted } of orders) {
      const { state, contractId, history } = await people.order(id);
      const came = state === 'cut_over';
      expect([came || state === 'rejected', history.length]).toEqual([true, 4]);
      for (const number of wanted) expect(await people.stateOf(number)).toBe(came ? 'assigned' : undefined);
      if (came)
        await eventually('the event', async () => (await numbers.allSent(portInCutOver, contractId)).length === 1);
    }
  });

  it('case 6: a cancellation and the cut-over at once: the numbers have come, or never do', async () => {
    const who = await people.active();
    const { id, wanted } = await accepted(who);
    numbers.clock.moveTo(new Date('2026-12-14T09:30:00Z'));
    const end = { contractId: who.contractId, endedAt: '2026-12-14T09:30:00Z', reason: 'ported_out' };
    await Promise.allSettled([due(), numbers.call(numbersLifecycleRpc.cancelPendingPorts, end)]);
    await due();
    const { state } = await people.order(id);
    expect([
      ['cut_over', 'assigned'],
      ['cancelled', undefined],
    ]).toContainEqual([state, await people.stateOf(wanted[0]!)]);
    for (let times = 0; times < 2; times++) await numbers.call(numbersLifecycleRpc.quarantine, end);
    expect(await people.stateOf(wanted[0]!)).toBe(state === 'cut_over' ? 'quarantined' : undefined);
  });

  it('two contracts ask for the same number at once: one has the order', async () => {
    const pair = [await people.active(), await people.active()];
    const from = `+39066${String(++prefix).padStart(3, '0')}000`;
    const results = await Promise.allSettled(pair.map((who) => people.submitted(who, from)));
    expect(outcomes(results).sort()).toEqual(['done', 'number_not_portable']);
  });

  it('two operators ask for one number at once: one is accepted, and it leaves once', async () => {
    const who = await people.active();
    const { migrationCode } = await numbers.call(
      numbersPortOutRpc.migrationCode,
      { contractId: who.contractId, number: who.number },
      who.as,
    );
    const ask = (recipient: string) =>
      numbers.call(
        numbersPortOutRpc.request,
        { reference: 'REF-RACE', number: who.number, migrationCode, taxCode: MARIO.taxCode, recipient },
        carrier(recipient),
      );
    const answers = await Promise.all(['Uno', 'Due', 'Tre', 'Quattro'].map(ask));
    expect(answers.map(({ state, objection }) => objection ?? state).sort()).toEqual([
      'accepted',
      'port_out_in_progress',
      'port_out_in_progress',
      'port_out_in_progress',
    ]);
    const won = answers.find(({ state }) => state === 'accepted')!;
    numbers.clock.moveTo(new Date('2026-12-14T09:30:00Z'));
    const results = await Promise.allSettled([
      numbers.get(PortOuts).due(),
      numbers.get(PortOuts).due(),
      numbers.call(numbersPortOutRpc.cancel, { portOutId: won.id }),
    ]);
    await numbers.get(PortOuts).due();
    const { state } = await numbers.call(numbersPortOutRpc.get, { portOutId: won.id });
    expect([
      ['cut_over', 'ported_out'],
      ['cancelled', 'assigned'],
    ]).toContainEqual([state, await people.stateOf(who.number)]);
    if (state === 'cut_over') {
      await numbers.sent(numberPortedOut, who.contractId);
      expect(await numbers.allSent(numberPortedOut, who.contractId)).toHaveLength(1);
    } else expect(results.at(-1)!.status).toBe('fulfilled');
  });

  it('a contract whose only number is leaving still gets the numbers that come, and goes on with them', async () => {
    const who = await people.active();
    const { id, wanted } = await accepted(who, '2026-12-09');
    const { migrationCode } = await numbers.call(
      numbersPortOutRpc.migrationCode,
      { contractId: who.contractId, number: who.number },
      who.as,
    );
    await numbers.call(
      numbersPortOutRpc.request,
      { reference: 'REF-LAST', number: who.number, migrationCode, taxCode: MARIO.taxCode, recipient: 'Altro' },
      carrier('Altro'),
    );
    await people.at('2026-12-09T09:30:00Z');
    expect([
      (await people.order(id)).state,
      await people.stateOf(who.number),
      await people.stateOf(wanted[2]!),
    ]).toEqual(['cut_over', 'ported_out', 'assigned']);
    expect(await numbers.sent(numberPortedOut, who.contractId)).toMatchObject({ last: false });
  });
});
