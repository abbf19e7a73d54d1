import { createHash } from 'node:crypto';
import { activationCharged, type ActivationCharged } from '#libs/api/billing/billing.js';
import { assignmentRefused, numberAssigned, numbersRpc } from '#libs/api/numbers/numbers.js';
import { numbersInventoryRpc } from '#libs/api/numbers/inventory.js';
import { numbersRegisterRpc } from '#libs/api/numbers/register.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { RegisterVerifier } from '../src/register/register-verifier.service.js';
import { Sweeper } from '../src/sweeper/sweeper.worker.js';
import { NumbersModule } from '../src/numbers.module.js';

const HOUR_MS = 3_600_000;
const holder = { kind: 'private' as const, name: 'Mario Rossi', taxCode: 'RSSMRA85T10A562S' };
const charge = (contractId: string, customerId: string, number: string): ActivationCharged => ({
  contractId,
  customerId,
  number,
  holder,
  chargedGrossCents: 100,
  at: new Date().toISOString(),
});

describe('numbers from stock to customer', () => {
  let numbers: ServiceUnderTest;
  beforeAll(async () => {
    numbers = await ServiceUnderTest.start('numbers', NumbersModule);
    await numbers.call(numbersInventoryRpc.loadBlocks, { district: '02', from: '0255500000', count: 1_000 });
  });
  afterAll(() => numbers.stop());

  const rows = () => numbers.database.collection<{ _id: string; state: string }>('numbers');
  const someone = () => ({ contractId: newId('con'), customerId: newId('cus') });
  const inHours = (hours: number): string => new Date(numbers.clock.now().getTime() + hours * HOUR_MS).toISOString();
  const reserve = (
    who: { contractId: string; customerId: string },
    wish: { district?: string; number?: string } = { district: '02' },
  ) => numbers.call(numbersRpc.reserve, { ...who, ...wish, expiresAt: inHours(72) });
  const stateOf = async (number: string) => (await rows().findOne({ _id: number }))?.state;
  const historyOf = (number: string) => numbers.call(numbersInventoryRpc.history, { number });

  it('R3: a contract gets a number of the district it asks for, and the same one when it asks again', async () => {
    const who = someone();
    const first = await reserve(who);
    expect(first).toMatchObject({ number: expect.stringMatching(/^\+390255500\d{3}$/), district: '02' });
    expect((await reserve(who)).number).toBe(first.number);
    expect((await reserve(who, { district: '02' })).expiresAt >= first.expiresAt).toBe(true);
  });

  it('the same contract asking 10 times at once gets one number', async () => {
    const who = someone();
    const answers = await Promise.all(Array.from({ length: 10 }, () => reserve(who)));
    expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
    expect(await rows().countDocuments({ contractId: who.contractId })).toBe(1);
  });

  it('50 contracts at once get 50 different numbers', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => reserve(someone())));
    expect(new Set(answers.map(({ number }) => number)).size).toBe(50);
  });

  it('case 1: 50 contracts at once for the last number of a district: one gets it, the others are told so', async () => {
    await numbers.call(numbersInventoryRpc.loadBlocks, { district: '06', from: '0655500000', count: 100 });
    await rows().updateMany({ _id: { $regex: /^\+3906/, $ne: '+390655500042' } }, { $set: { state: 'withheld' } });
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => reserve(someone(), { district: '06' })));
    const won = answers.filter((answer) => answer.status === 'fulfilled');
    const lost = answers
      .filter((answer) => answer.status === 'rejected')
      .map(({ reason }) => `${reason.status} ${reason.code}`);
    expect(won.map(({ value }) => value.number)).toEqual(['+390655500042']);
    expect(new Set(lost)).toEqual(new Set(['409 district_exhausted']));
  });

  it('case 1: 50 contracts at once for one specific number: one gets it, the others are told so', async () => {
    await numbers.call(numbersInventoryRpc.loadBlocks, { district: '055', from: '0555000000', count: 100 });
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, () => reserve(someone(), { number: '+390555000077' })),
    );
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    const lost = answers
      .filter((answer) => answer.status === 'rejected')
      .map(({ reason }) => `${reason.status} ${reason.code}`);
    expect(new Set(lost)).toEqual(new Set(['409 number_unavailable']));
  });

  it('refuses a number that is not ours, a district without stock and one that does not exist', async () => {
    await expect(reserve(someone(), { number: '+390299999999' })).rejects.toMatchObject({ code: 'number_unavailable' });
    await expect(reserve(someone(), { district: '011' })).rejects.toMatchObject({
      code: 'district_exhausted',
      text: { it: expect.stringContaining('011') },
    });
    await expect(reserve(someone(), { district: '0999' })).rejects.toMatchObject({
      code: 'district_unknown',
      status: 422,
    });
    await expect(reserve(someone(), {})).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('R15: a number that is given back returns to stock; giving back twice changes nothing', async () => {
    const who = someone();
    const { number } = await reserve(who);
    for (let times = 0; times < 2; times++) await numbers.call(numbersRpc.release, { contractId: who.contractId });
    expect(await stateOf(number)).toBe('available');
    expect((await historyOf(number)).history.map(({ cause }) => cause)).toEqual(['block_loaded', 'reserve', 'release']);
  });

  it("R17: a charged activation makes the number the customer's own and registers its holder, once however often it is told", async () => {
    const who = someone();
    const { number } = await reserve(who);
    const event = newId('evt');
    for (const id of [event, event, newId('evt')])
      await numbers.publish(activationCharged, who.contractId, charge(who.contractId, who.customerId, number), id);
    expect(await numbers.sent(numberAssigned, who.contractId)).toMatchObject({ ...who, number });
    await eventually(
      'the last message',
      async () => (await numbers.allSent(numberAssigned, who.contractId)).length === 2,
    );
    expect(await stateOf(number)).toBe('assigned');
    expect(await numbers.database.collection('holder_register').countDocuments({ number })).toBe(1);
    await numbers.call(numbersRpc.release, { contractId: who.contractId });
    expect(await stateOf(number)).toBe('assigned');
    expect((await reserve(who)).number).toBe(number);
  });

  it('a charge whose reservation is gone is refused with an event, and nobody else loses the number', async () => {
    const late = someone();
    const { number } = await reserve(late);
    await numbers.call(numbersRpc.release, { contractId: late.contractId });
    const other = someone();
    await reserve(other, { number });
    await numbers.publish(activationCharged, late.contractId, charge(late.contractId, late.customerId, number));
    expect(await numbers.sent(assignmentRefused, late.contractId)).toMatchObject({
      number,
      reason: 'reservation_gone',
    });
    expect((await rows().findOne({ _id: number })) as unknown).toMatchObject({
      state: 'reserved',
      contractId: other.contractId,
    });
    await expect(numbers.call(numbersRpc.assign, { ...late, number, holder })).rejects.toMatchObject({
      code: 'reservation_gone',
    });
  });

  it('a customer sees the numbers of its own contract; those of others do not exist for it (case 13)', async () => {
    const who = someone();
    const { number } = await reserve(who);
    const as = (customerId: string) => ({
      kind: 'customer' as const,
      id: newId('usr'),
      roles: ['customer' as const],
      customerId,
    });
    expect(
      (await numbers.call(numbersInventoryRpc.ofContract, { contractId: who.contractId }, as(who.customerId))).items,
    ).toMatchObject([{ number, state: 'reserved', locality: 'Milano' }]);
    await expect(
      numbers.call(numbersInventoryRpc.ofContract, { contractId: who.contractId }, as(newId('cus'))),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(numbers.call(numbersInventoryRpc.history, { number }, as(who.customerId))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('an orphaned reservation is freed, but only long after its end', async () => {
    const { number } = await reserve(someone());
    const end = numbers.clock.now().getTime();
    numbers.clock.moveTo(new Date(end + (72 + 167) * HOUR_MS));
    await numbers.get(Sweeper).sweep();
    expect(await stateOf(number)).toBe('reserved');
    numbers.clock.moveTo(new Date(end + (72 + 169) * HOUR_MS));
    await eventually('the sweep', async () => (await stateOf(number)) === 'available');
    expect((await historyOf(number)).history.at(-1)).toMatchObject({ cause: 'expire', reason: 'orphaned' });
    numbers.clock.setOffset(0);
  });

  it('R4: an auditor proves the register from its export with plain JSON tools', async () => {
    const { items } = await numbers.call(numbersRegisterRpc.export, { reason: 'Controllo del registro' });
    expect(items.length).toBeGreaterThan(0);
    for (const { hash, holderKind, holderName, taxCode, otherTaxCode, ...fact } of items) {
      expect([fact.chainVersion, holderKind, holderName, otherTaxCode, taxCode]).toEqual([
        2,
        holder.kind,
        holder.name,
        '',
        holder.taxCode,
      ]);
      const sorted = JSON.stringify(fact, Object.keys(fact).toSorted());
      expect(createHash('sha256').update(sorted).digest('hex')).toBe(hash);
    }
  });

  it('R4: the register proves itself, and shows what was tampered with', async () => {
    const proof = await numbers.get(RegisterVerifier).verify();
    expect(proof).toMatchObject({ ok: true, problems: [] });
    expect(proof.entries).toBeGreaterThan(0);
    const entry = (await numbers.database.collection('holder_register').findOne({}))!;
    await numbers.database
      .collection('holder_register')
      .updateOne({ _id: entry._id }, { $set: { customerId: newId('cus') } });
    expect((await numbers.get(RegisterVerifier).verify()).problems).toEqual([
      expect.objectContaining({ number: entry.number, problem: 'its content was changed' }),
    ]);
    await numbers.database.collection('holder_register').deleteOne({ _id: entry._id });
    expect((await numbers.get(RegisterVerifier).verify()).problems).toEqual([
      expect.objectContaining({ number: entry.number, problem: 'its last entry is missing' }),
    ]);
  });
});
