import { numbersGivenUp } from '#libs/api/billing/changes.js';
import { numbersInventoryRpc } from '#libs/api/numbers/inventory.js';
import { lastNumberLeft, numbersLifecycleRpc } from '#libs/api/numbers/lifecycle.js';
import { numbersPortInRpc } from '#libs/api/numbers/port-in.js';
import { numberPortedOut, numbersPortOutRpc, portOutChanged, type PortOutView } from '#libs/api/numbers/port-out.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { NumberStore } from '../src/number/number.store.js';
import { Lifecycle } from '../src/lifecycle/lifecycle.service.js';
import { RegisterVerifier } from '../src/register/register-verifier.service.js';
import { NumbersModule } from '../src/numbers.module.js';
import { carrier, COMPANY, details, Holders, MARIO, type Someone } from './holders.js';

describe('R21: numbers after the end of their contract', () => {
  let numbers: ServiceUnderTest;
  let people: Holders;
  let asked = 0;
  beforeAll(async () => {
    process.env.QUARANTINE_MONTHS = '1';
    numbers = await ServiceUnderTest.start('numbers', NumbersModule, '2026-11-02T09:00:00Z');
    people = new Holders(numbers);
    await numbers.call(numbersInventoryRpc.loadBlocks, { district: '02', from: '0255500000', count: 100 });
  });
  beforeEach(() => numbers.clock.moveTo(new Date('2026-11-02T09:00:00Z')));
  afterAll(async () => {
    delete process.env.QUARANTINE_MONTHS;
    expect(await numbers.get(RegisterVerifier).verify()).toMatchObject({ ok: true });
    await numbers.stop();
  });

  const end = ({ contractId }: Someone, endedAt = '2026-11-10T15:00:00Z') =>
    numbers.call(numbersLifecycleRpc.quarantine, { contractId, endedAt, reason: 'cancelled' });
  const codeOf = async ({ contractId, number, as }: Someone) =>
    (await numbers.call(numbersPortOutRpc.migrationCode, { contractId, number }, as)).migrationCode;
  const ask = (who: Someone, migrationCode: string, operator = carrier(), more: object = {}): Promise<PortOutView> =>
    numbers.call(
      numbersPortOutRpc.request,
      {
        reference: `REF-${++asked}`,
        number: who.number,
        migrationCode,
        taxCode: MARIO.taxCode,
        recipient: 'Altro Operatore',
        ...more,
      },
      operator,
    );
  const happenings = async (number: string): Promise<string[]> =>
    (await numbers.call(numbersInventoryRpc.history, { number })).history.map(({ cause }) => cause);

  it('ended on 10 November 2026: asked for on 9 January 2027 it leaves, on the 10th it is refused; the code is readable that long, the number nobody’s', async () => {
    const [kept, late] = [await people.active(), await people.active()];
    const codes = { kept: await codeOf(kept), late: await codeOf(late) };
    await people.at('2026-11-10T15:00:00Z');
    for (let times = 0; times < 2; times++)
      expect((await end(kept)).portable).toEqual([
        { number: kept.number, migrationCode: codes.kept, portableUntil: '2027-01-09' },
      ]);
    await end(late);
    await people.at('2027-01-09T22:30:00Z'); // 23:30 in Rome
    expect([await people.stateOf(kept.number), await people.stateOf(late.number)]).toEqual([
      'quarantined',
      'quarantined',
    ]);
    expect(
      await numbers.call(
        numbersPortOutRpc.migrationCode,
        { contractId: kept.contractId, number: kept.number },
        kept.as,
      ),
    ).toEqual({ number: kept.number, migrationCode: codes.kept, portableUntil: '2027-01-09' });
    expect(await numbers.call(numbersInventoryRpc.ofContract, { contractId: kept.contractId }, kept.as)).toMatchObject({
      items: [],
      ended: [{ number: kept.number, portableUntil: '2027-01-09', endedAt: '2026-11-10T15:00:00.000Z' }],
    });
    await expect(
      numbers.call(numbersPortOutRpc.migrationCode, { contractId: kept.contractId, number: kept.number }, late.as),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      numbers.call(numbersInventoryRpc.ofContract, { contractId: kept.contractId }, late.as),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await ask(kept, 'OVPXXXXXXXXXXX999X')).toMatchObject({ objection: 'migration_code_wrong' });
    expect(await ask(kept, codes.kept, carrier(), { taxCode: COMPANY.taxCode })).toMatchObject({
      objection: 'holder_mismatch',
    });
    expect(await ask(kept, codes.kept)).toMatchObject({ state: 'accepted', cutOverOn: '2027-01-13' });
    numbers.clock.moveTo(new Date('2027-01-09T23:00:00Z')); // midnight in Rome
    expect(await ask(late, codes.late)).toMatchObject({ state: 'objected', objection: 'number_not_here' });
    await expect(codeOf(late)).rejects.toMatchObject({ code: 'not_found' });
    await people.at('2027-01-10T08:00:00Z');
    expect([await people.stateOf(kept.number), await people.stateOf(late.number)]).toEqual([
      'porting_out',
      'available',
    ]);
    await people.at('2027-01-13T09:00:00Z');
    expect(await people.stateOf(kept.number)).toBe('ported_out');
    expect(await numbers.allSent(numberPortedOut, kept.contractId)).toEqual([
      expect.objectContaining({ customerId: kept.customerId, last: false, afterEnd: true }),
    ]);
    expect(await numbers.allSent(lastNumberLeft, kept.contractId)).toEqual([]);
    expect(await people.holderAt(kept.number, '2026-11-10T14:59:59Z')).toBe(`Mario Rossi of ${kept.contractId}`);
    expect(await people.holderAt(kept.number, '2026-11-10T15:00:00Z')).toBe('nobody');
  });

  it('withdrawn by who asked, it rests again, and its last holder hears of both', async () => {
    const who = await people.active();
    const code = await codeOf(who);
    const operator = carrier();
    await end(who);
    await people.at('2026-12-01T09:00:00Z');
    const order = await ask(who, code, operator);
    expect(await ask(who, code)).toMatchObject({ objection: 'port_out_in_progress' });
    await numbers.call(numbersPortOutRpc.cancel, { portOutId: order.id }, operator);
    expect([await people.stateOf(who.number), await codeOf(who)]).toEqual(['quarantined', code]);
    const told = await eventually('both to be told', async () =>
      ((all) => (all.length === 2 ? all : undefined))(await numbers.allSent(portOutChanged, order.id)),
    );
    expect(told).toMatchObject([
      { state: 'accepted', customerId: who.customerId, contractId: who.contractId },
      { state: 'cancelled', customerId: who.customerId },
    ]);
    await people.at('2027-01-10T09:00:00Z');
    expect([await people.stateOf(who.number), (await happenings(who.number)).slice(-3)]).toEqual([
      'available',
      ['start_late_port_out', 'stop_late_port_out', 'quarantine_over'],
    ]);
  });

  it('a number that is leaving when its contract ends is nobody’s from then on; withdrawn, it does not come back to the contract', async () => {
    const [leaves, stays] = [await people.active(), await people.active()];
    const operator = carrier();
    const orders = [await ask(leaves, await codeOf(leaves), operator), await ask(stays, await codeOf(stays), operator)];
    await end(leaves, '2026-11-03T09:00:00Z');
    await end(stays, '2026-11-03T09:00:00Z');
    expect(await people.holderAt(leaves.number, '2026-11-03T09:00:00Z')).toBe('nobody');
    await numbers.call(numbersPortOutRpc.cancel, { portOutId: orders[1]!.id }, operator);
    expect(await people.stateOf(stays.number)).toBe('quarantined');
    await people.at('2026-11-05T09:00:00Z');
    expect([await people.stateOf(leaves.number), await numbers.sent(numberPortedOut, leaves.contractId)]).toMatchObject(
      ['ported_out', { afterEnd: true, last: false }],
    );
    expect(await numbers.allSent(lastNumberLeft, leaves.contractId)).toEqual([]);
  });

  it('a number that came from another operator goes back to it only after those days, and can be taken elsewhere until then', async () => {
    const who = await people.active();
    const {
      id: portInId,
      numbers: [first, second],
    } = await people.submitted(who, '+390612345600');
    await numbers.call(numbersPortInRpc.accept, { portInId, cutOverOn: '2026-11-05' });
    await people.at('2026-11-05T09:00:00Z');
    expect(await people.stateOf(first!)).toBe('assigned');
    const { portable } = await end(who, '2026-11-10T15:00:00Z');
    const { migrationCode } = portable.find(({ number }) => number === first)!;
    expect(await ask({ ...who, number: first! }, migrationCode)).toMatchObject({ state: 'accepted' });
    await people.at('2027-01-09T20:00:00Z');
    expect([await people.stateOf(first!), await people.stateOf(second!)]).toEqual(['ported_out', 'quarantined']);
    await people.at('2027-01-10T09:00:00Z');
    expect(await people.stateOf(second!)).toBe('returned');
    const again = await people.active();
    await expect(
      numbers.call(
        numbersPortInRpc.request,
        { contractId: again.contractId, ...details(second!, { ranges: [{ from: second!, count: 1 }] }) },
        again.as,
      ),
    ).resolves.toMatchObject({ state: 'draft' });
  });

  it('holds for a number that a contract which goes on gave back, and for what was ended before it was the rule', async () => {
    const who = await people.active();
    const code = await codeOf(who);
    await numbers.publish(numbersGivenUp, who.contractId, {
      contractId: who.contractId,
      customerId: who.customerId,
      numbers: [who.number],
      at: '2026-11-30T23:00:00Z',
    });
    await eventually('the number to rest', async () => (await people.stateOf(who.number)) === 'quarantined');
    await numbers.database
      .collection<{ _id: string }>('numbers')
      .updateOne({ _id: who.number }, { $set: { dueAt: new Date('2026-12-02T00:00:00Z') } });
    await people.at('2026-12-15T09:00:00Z');
    expect(await people.stateOf(who.number)).toBe('quarantined');
    expect(await ask(who, code)).toMatchObject({ state: 'accepted' });
  });

  it('asked for while it is set free: it leaves or is free, never both, and once', async () => {
    for (let round = 0; round < 4; round++) {
      numbers.clock.moveTo(new Date('2026-11-02T09:00:00Z'));
      const who = await people.active();
      const code = await codeOf(who);
      await end(who);
      // The day is not over by the register, and over by what the number says: as on two machines whose clocks differ.
      await numbers.database
        .collection<{ _id: string }>('numbers')
        .updateOne({ _id: who.number }, { $set: { dueAt: new Date('2026-12-01T00:00:00Z') } });
      numbers.clock.moveTo(new Date('2027-01-09T22:59:00Z'));
      const release = numbers.get(NumberStore).move('quarantine_over', 'clock', who.number, {}, { unset: ['dueAt'] });
      const [order] = await Promise.all([ask(who, code), release, numbers.get(Lifecycle).freeDue()]);
      expect([
        ['accepted', 'porting_out'],
        ['objected', 'available'],
      ]).toContainEqual([order.state, await people.stateOf(who.number)]);
    }
  });

  it('a contract that never was has no numbers to take elsewhere', async () => {
    await expect(numbers.call(numbersInventoryRpc.ofContract, { contractId: newId('con') })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
