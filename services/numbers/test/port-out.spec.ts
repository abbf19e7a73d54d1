import { systemActor, type Actor } from '#libs/api/kernel/actor.js';
import { lastNumberLeft, numbersLifecycleRpc } from '#libs/api/numbers/lifecycle.js';
import { numberPortedOut, numbersPortOutRpc, portOutChanged } from '#libs/api/numbers/port-out.js';
import { numbersRegisterRpc } from '#libs/api/numbers/register.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { RegisterVerifier } from '../src/register/register-verifier.service.js';
import { carrier, COMPANY, type Holders, MARIO, startPorting } from './holders.js';

describe('R21: numbers that leave', () => {
  let numbers: ServiceUnderTest;
  let people: Holders;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    ({ numbers, people, stop } = await startPorting());
  });
  afterAll(() => stop());

  it('a port-out is verified against code and holder, answered once for each reference, and the last number ends the contract', async () => {
    await people.at('2027-02-01T09:00:00Z');
    const who = await people.active();
    const operator = carrier();
    const { migrationCode } = await numbers.call(
      numbersPortOutRpc.migrationCode,
      { contractId: who.contractId, number: who.number },
      who.as,
    );
    await expect(
      numbers.call(
        numbersPortOutRpc.migrationCode,
        { contractId: who.contractId, number: who.number },
        (await people.reserved()).as,
      ),
    ).rejects.toMatchObject({ code: 'not_found' });
    const ask = (reference: string, more: object = {}) =>
      numbers.call(
        numbersPortOutRpc.request,
        { reference, number: who.number, migrationCode, taxCode: MARIO.taxCode, recipient: 'Altro Operatore', ...more },
        operator,
      );
    expect(await ask('REF-1', { migrationCode: 'OVPXXXXXXXXXXXX999X' })).toMatchObject({
      state: 'objected',
      objection: 'migration_code_wrong',
    });
    expect(await ask('REF-2', { taxCode: COMPANY.taxCode })).toMatchObject({
      state: 'objected',
      objection: 'holder_mismatch',
    });
    const answers = await Promise.all([ask('REF-3'), ask('REF-3'), ask('REF-3')]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers[0]).toMatchObject({ state: 'accepted', cutOverOn: '2027-02-04' });
    await expect(ask('REF-3', { number: (await people.reserved()).number })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect(await ask('REF-4')).toMatchObject({ state: 'objected', objection: 'port_out_in_progress' });
    await expect(
      numbers.call(numbersPortOutRpc.get, { portOutId: answers[0].id }, carrier('Terzo Operatore')),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await numbers.call(numbersPortOutRpc.get, { portOutId: answers[0].id }, carrier())).toEqual(answers[0]);
    await numbers.call(numbersPortOutRpc.cancel, { portOutId: answers[0].id }, operator);
    expect(await people.stateOf(who.number)).toBe('assigned');
    const told = await eventually('the holder to be told', async () => {
      const all = await numbers.allSent(portOutChanged, answers[0].id);
      return all.length === 2 ? all : undefined;
    });
    expect(told).toMatchObject([
      { state: 'accepted', customerId: who.customerId, cutOverOn: '2027-02-04' },
      { state: 'cancelled', number: who.number },
    ]);
    await ask('REF-5');
    await people.at('2027-02-04T09:00:00Z');
    expect(await numbers.sent(lastNumberLeft, who.contractId)).toMatchObject({
      number: who.number,
      customerId: who.customerId,
    });
    expect(await numbers.sent(numberPortedOut, who.contractId)).toMatchObject({
      last: true,
      recipient: 'Altro Operatore',
    });
    await people.at('2027-02-04T10:00:00Z');
    expect(await numbers.allSent(lastNumberLeft, who.contractId)).toHaveLength(1);
    expect([
      await people.holderAt(who.number, '2027-02-04T07:00:00Z'),
      await people.holderAt(who.number, '2027-02-04T10:30:00Z'),
    ]).toEqual([`Mario Rossi of ${who.contractId}`, 'nobody']);
    await numbers.call(numbersLifecycleRpc.quarantine, {
      contractId: who.contractId,
      endedAt: '2027-02-04T10:30:00Z',
      reason: 'ported_out',
    });
    expect(await people.stateOf(who.number)).toBe('ported_out');
  });

  it('12-company-own-codice-fiscale: a company is known by either of its codes at a port-out and in the register, which stays proven', async () => {
    await people.at('2027-02-05T09:00:00Z');
    const member = { ...COMPANY, otherTaxCode: '00743110157' };
    const who = await people.active(member);
    const { migrationCode } = await numbers.call(
      numbersPortOutRpc.migrationCode,
      { contractId: who.contractId, number: who.number },
      who.as,
    );
    for (const [reference, taxCode, state] of [
      ['REF-CF-1', '00743110158', 'objected'],
      ['REF-CF-2', 'it 12345670017', 'accepted'],
      ['REF-CF-3', '00743110157', 'accepted'],
    ] as const) {
      const asked = await numbers.call(
        numbersPortOutRpc.request,
        { reference, number: who.number, migrationCode, taxCode, recipient: 'Altro Operatore' },
        carrier(),
      );
      expect([taxCode, asked.state]).toEqual([taxCode, state]);
      if (state === 'accepted') await numbers.call(numbersPortOutRpc.cancel, { portOutId: asked.id });
    }
    const { holding } = await numbers.call(numbersRegisterRpc.heldAt, {
      number: who.number,
      at: numbers.clock.now().toISOString(),
      reason: 'Decreto 1/2026 della Procura di Milano',
    });
    expect(holding?.holder).toEqual(member);
    const { items } = await numbers.call(numbersRegisterRpc.export, {
      number: who.number,
      reason: 'Controllo del registro',
    });
    expect(items).toMatchObject([{ taxCode: COMPANY.taxCode, otherTaxCode: '00743110157' }]);
    expect((await numbers.get(RegisterVerifier).verify()).problems).toEqual([]);
  });

  it('a carrier asks for its own operator, and sees what is for it: of any other there is nothing', async () => {
    const who = await people.active();
    const { migrationCode } = await numbers.call(
      numbersPortOutRpc.migrationCode,
      { contractId: who.contractId, number: who.number },
      who.as,
    );
    const [own, other, unbound] = [
      carrier('Mio Operatore'),
      carrier('Loro Operatore'),
      { ...carrier(), operator: undefined },
    ];
    const ask = (as: Actor, recipient = 'Mio Operatore') =>
      numbers.call(
        numbersPortOutRpc.request,
        { reference: 'OWN-1', number: who.number, migrationCode, taxCode: MARIO.taxCode, recipient },
        as,
      );
    for (const as of [other, unbound]) await expect(ask(as)).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(own, 'Loro Operatore')).rejects.toMatchObject({ code: 'not_found' });
    expect(await people.stateOf(who.number)).toBe('assigned');
    const { id } = await ask(systemActor('exchange:Mio Operatore'));
    const seen = (as: Actor) => numbers.call(numbersPortOutRpc.list, { number: who.number, limit: 1 }, as);
    expect([
      (await seen(own)).items.map((each) => each.id),
      (await seen(other)).items,
      (await seen(unbound)).items,
    ]).toEqual([[id], [], []]);
    for (const as of [other, unbound])
      await expect(numbers.call(numbersPortOutRpc.cancel, { portOutId: id }, as)).rejects.toMatchObject({
        code: 'not_found',
      });
    expect(await numbers.call(numbersPortOutRpc.cancel, { portOutId: id }, own)).toMatchObject({ state: 'cancelled' });
  });

  it('a number of ours that had left comes back, rests, and is free again', async () => {
    await people.at('2027-02-12T09:00:00Z');
    const who = await people.active();
    const { migrationCode } = await numbers.call(
      numbersPortOutRpc.migrationCode,
      { contractId: who.contractId, number: who.number },
      who.as,
    );
    await expect(
      numbers.call(numbersLifecycleRpc.takeBack, { number: who.number, reason: 'comunicazione del recipient' }),
    ).rejects.toMatchObject({ code: 'number_not_away' });
    await numbers.call(
      numbersPortOutRpc.request,
      { reference: 'REF-BACK', number: who.number, migrationCode, taxCode: MARIO.taxCode, recipient: 'Altro' },
      carrier('Altro'),
    );
    await people.at('2027-02-20T09:00:00Z');
    expect(await people.stateOf(who.number)).toBe('ported_out');
    await numbers.call(numbersLifecycleRpc.takeBack, { number: who.number, reason: 'comunicazione del recipient' });
    expect(await people.stateOf(who.number)).toBe('quarantined');
    await people.at('2027-08-21T09:00:00Z');
    expect(await people.stateOf(who.number)).toBe('available');
  });
});
