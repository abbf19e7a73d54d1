import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActor, type Actor } from '#libs/api/kernel/actor.js';
import { numbersGivenUp } from '#libs/api/billing/changes.js';
import { numbersInventoryRpc } from '#libs/api/numbers/inventory.js';
import { lastNumberLeft, numbersLifecycleRpc } from '#libs/api/numbers/lifecycle.js';
import { numbersOrdersRpc } from '#libs/api/numbers/orders.js';
import { numbersPortInRpc, portInChanged, portInCommented, portInCutOver } from '#libs/api/numbers/port-in.js';
import { numberPortedOut, numbersPortOutRpc, portOutChanged } from '#libs/api/numbers/port-out.js';
import { numbersRegisterRpc } from '#libs/api/numbers/register.js';
import { numbersPersonalDataRpc } from '#libs/api/kernel/personal-data.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { RegisterVerifier } from '../src/register/register-verifier.service.js';
import { NumbersModule } from '../src/numbers.module.js';
import { carrier, COMPANY, details, Holders, MARIO, PDF } from './holders.js';

describe('portability and what ends a holding', () => {
  let numbers: ServiceUnderTest;
  let people: Holders;
  const folder = mkdtempSync(join(tmpdir(), 'numbers-porting-'));
  beforeAll(async () => {
    process.env.DOCUMENTS_FOLDER = folder;
    numbers = await ServiceUnderTest.start('numbers', NumbersModule, '2026-12-01T09:00:00Z');
    people = new Holders(numbers);
    await numbers.call(numbersInventoryRpc.loadBlocks, { district: '02', from: '0255500000', count: 200 });
  });
  afterAll(async () => {
    await numbers.stop();
    rmSync(folder, { recursive: true });
  });

  it("R5: a port-in needs an active contract of one's own", async () => {
    const who = await people.reserved();
    await expect(
      numbers.call(numbersPortInRpc.request, { contractId: who.contractId, ...details('+390612345000') }, who.as),
    ).rejects.toMatchObject({ code: 'contract_not_active' });
    const { contractId } = await people.active();
    await expect(
      numbers.call(numbersPortInRpc.request, { contractId, ...details('+390612345000') }, who.as),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('an action on an order that is repeated with its key happens once, and is answered as the order stands', async () => {
    const who = await people.active();
    const once = { actor: who.as, idempotencyKey: newId('key') };
    const { id: portInId } = await numbers.call(
      numbersPortInRpc.request,
      { contractId: who.contractId, ...details('+390612345100') },
      who.as,
    );
    const staff = { idempotencyKey: newId('key') };
    const twice = async <T>(act: () => Promise<T>): Promise<T> => (await act(), act());
    expect(
      (await twice(() => numbers.call(numbersPortInRpc.comment, { portInId, text: 'When?' }, once))).comments,
    ).toHaveLength(1);
    expect(
      (
        await twice(() =>
          numbers.call(
            numbersPortInRpc.addDocument,
            { portInId, kind: 'identity', fileName: 'id.pdf', content: PDF },
            once,
          ),
        )
      ).documents,
    ).toHaveLength(1);
    await people.documented(portInId, who.as);
    expect(await twice(() => numbers.call(numbersPortInRpc.submit, { portInId }, once))).toMatchObject({
      state: 'submitted',
    });
    expect(
      await twice(() => numbers.call(numbersPortInRpc.reject, { portInId, reason: 'holder_mismatch' }, staff)),
    ).toMatchObject({ state: 'rejected' });
    expect(await twice(() => numbers.call(numbersPortInRpc.cancel, { portInId }, once))).toMatchObject({
      state: 'cancelled',
    });
  });

  it('a holder that cannot be is refused before the donor would; comments go both ways, and are told', async () => {
    const who = await people.active();
    const ask = (holder: object) =>
      numbers.call(
        numbersPortInRpc.request,
        { contractId: who.contractId, ...details('+390612345200', { holder }) },
        who.as,
      );
    for (const holder of [
      { ...MARIO, taxCode: 'RSSMRA85T10A562X' },
      { ...MARIO, taxCode: COMPANY.taxCode },
      { ...COMPANY, taxCode: '12345670018' },
    ])
      await expect(ask(holder)).rejects.toMatchObject({
        code: 'invalid_input',
        details: { fields: [{ field: 'holder.taxCode' }] },
      });
    await ask(COMPANY).then(({ id: portInId }) => numbers.call(numbersPortInRpc.cancel, { portInId }, who.as));
    const { id: portInId } = await ask(MARIO);
    await expect(
      numbers.call(
        numbersPortInRpc.amend,
        { portInId, ...details('+390612345200', { holder: { ...MARIO, taxCode: 'X' } }) },
        who.as,
      ),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    await numbers.call(numbersPortInRpc.comment, { portInId, text: 'Quando?' }, who.as);
    await numbers.call(numbersPortInRpc.comment, { portInId, text: 'Domani' });
    const told = await eventually('both to be told', async () => {
      const all = await numbers.allSent(portInCommented, portInId);
      return all.length === 2 ? all : undefined;
    });
    expect(told).toMatchObject([
      { from: 'customer', text: 'Quando?', customerId: who.customerId },
      { from: 'staff', text: 'Domani' },
    ]);
  });

  it('an order holds so many comments and documents and no more, and no document once it is over', async () => {
    const who = await people.active();
    const { id: portInId } = await numbers.call(
      numbersPortInRpc.request,
      { contractId: who.contractId, ...details('+390612345300') },
      who.as,
    );
    const attach = () =>
      numbers.call(
        numbersPortInRpc.addDocument,
        { portInId, kind: 'last_bill', fileName: 'bolletta.pdf', content: PDF },
        who.as,
      );
    const results = await Promise.allSettled(Array.from({ length: 32 }, attach));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
    await expect(attach()).rejects.toMatchObject({ code: 'port_in_full', details: { what: 'documents', atMost: 30 } });
    await numbers.database
      .collection('port_ins')
      .updateOne(
        { _id: portInId as never },
        { $set: { comments: Array(199).fill({ from: 'customer', text: 'Allora?', at: new Date() }) } },
      );
    const say = () => numbers.call(numbersPortInRpc.comment, { portInId, text: 'Ancora' }, who.as);
    await say();
    await expect(say()).rejects.toMatchObject({ code: 'port_in_full', details: { what: 'comments' } });
    await numbers.call(numbersPortInRpc.cancel, { portInId });
    await expect(attach()).rejects.toMatchObject({
      code: 'port_in_state',
      details: { action: 'document', state: 'cancelled' },
    });
  });

  it('R4, R5: three numbers come in through two refusals, and the register answers for each instant', async () => {
    await people.at('2026-12-01T09:00:00Z');
    const who = await people.active();
    const as = who.as;
    const { id: portInId, numbers: wanted } = await numbers.call(
      numbersPortInRpc.request,
      { contractId: who.contractId, ...details('+390612345678', { keepFirstNumber: false }) },
      as,
    );
    expect(wanted).toEqual(['+390612345678', '+390612345679', '+390612345680']);
    await expect(numbers.call(numbersPortInRpc.submit, { portInId }, as)).rejects.toMatchObject({
      code: 'documents_missing',
    });
    const letter = await numbers.call(numbersPortInRpc.letter, { portInId }, as);
    expect(Buffer.from(letter.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    await expect(
      numbers.call(
        numbersPortInRpc.addDocument,
        { portInId, kind: 'identity', fileName: 'foto.png', content: PDF },
        as,
      ),
    ).rejects.toMatchObject({ code: 'document_refused' });
    await people.documented(portInId, as);
    await numbers.call(numbersPortInRpc.submit, { portInId }, as);
    const refused = await numbers.call(numbersPortInRpc.reject, { portInId, reason: 'migration_code_wrong' });
    expect(refused).toMatchObject({
      state: 'rejected',
      reason: 'migration_code_wrong',
      whatToDo: expect.stringContaining('migration code'),
    });
    await numbers.call(
      numbersPortInRpc.amend,
      {
        portInId,
        ...details('+390612345678', { migrationCode: 'abc0612345678999z', holder: COMPANY, keepFirstNumber: false }),
      },
      as,
    );
    await numbers.call(numbersPortInRpc.submit, { portInId }, as);
    await numbers.call(numbersPortInRpc.verify, { portInId });
    await numbers.call(numbersPortInRpc.reject, { portInId, reason: 'holder_mismatch' });
    await numbers.call(
      numbersPortInRpc.amend,
      { portInId, ...details('+390612345678', { migrationCode: 'ABC0612345678999Z', keepFirstNumber: false }) },
      as,
    );
    await numbers.call(numbersPortInRpc.submit, { portInId }, as);
    await expect(numbers.call(numbersPortInRpc.accept, { portInId, cutOverOn: '2026-12-08' })).rejects.toMatchObject({
      code: 'cut_over_day',
    });
    await numbers.call(numbersPortInRpc.accept, { portInId, cutOverOn: '2026-12-14' });
    await expect(numbers.call(numbersPortInRpc.move, { portInId, cutOverOn: '2026-12-13' }, as)).rejects.toMatchObject({
      code: 'cut_over_day',
    });
    await numbers.call(numbersPortInRpc.move, { portInId, cutOverOn: '2026-12-15' }, as);
    await people.at('2026-12-14T20:00:00Z');
    await expect(numbers.call(numbersPortInRpc.move, { portInId, cutOverOn: '2026-12-29' }, as)).rejects.toMatchObject({
      code: 'port_in_cutover',
    });
    await people.at('2026-12-15T08:30:00Z');
    const order = await eventually('the cut-over', async () => {
      const now = await numbers.call(numbersPortInRpc.get, { portInId }, as);
      return now.state === 'cut_over' ? now : undefined;
    });
    expect(order.history.map(({ action }) => action)).toEqual([
      'request',
      'submit',
      'reject',
      'amend',
      'submit',
      'verify',
      'reject',
      'amend',
      'submit',
      'accept',
      'move',
      'cut_over',
    ]);
    expect(await numbers.sent(portInCutOver, who.contractId)).toMatchObject({ numbers: wanted, givenBack: who.number });
    expect(
      (await numbers.call(numbersInventoryRpc.ofContract, { contractId: who.contractId }, as)).items
        .map(({ number }) => number)
        .sort(),
    ).toEqual(wanted);
    expect((await numbers.allSent(portInChanged, portInId)).at(-1)).toMatchObject({ state: 'cut_over' });
    expect([
      await people.holderAt(wanted[0]!, '2026-12-15T07:00:00Z'),
      await people.holderAt(wanted[0]!, '2026-12-15T09:00:00Z'),
    ]).toEqual(['nobody', `Mario Rossi of ${who.contractId}`]);
    expect([
      await people.holderAt(who.number, '2026-12-02T00:00:00Z'),
      await people.holderAt(who.number, '2026-12-15T09:00:00Z'),
    ]).toEqual([`Mario Rossi of ${who.contractId}`, 'nobody']);
  });

  it('two open orders never ask for the same number, and a number of ours needs no port', async () => {
    const [one, other] = [await people.active(), await people.active()];
    await numbers.call(numbersPortInRpc.request, { contractId: one.contractId, ...details('+390687654000') }, one.as);
    await expect(
      numbers.call(numbersPortInRpc.request, { contractId: other.contractId, ...details('+390687654002') }, other.as),
    ).rejects.toMatchObject({ code: 'number_not_portable', details: { why: 'port_in_progress' } });
    await expect(
      numbers.call(numbersPortInRpc.request, { contractId: other.contractId, ...details(one.number) }, other.as),
    ).rejects.toMatchObject({ details: { why: 'here_already' } });
  });

  it('case 6: a cancellation cancels the pending port-in first, unless its day has come', async () => {
    await people.at('2027-01-11T09:00:00Z');
    const who = await people.active();
    const { id: portInId } = await numbers.call(
      numbersPortInRpc.request,
      { contractId: who.contractId, ...details('+390633344000') },
      who.as,
    );
    await people.documented(portInId, who.as);
    await numbers.call(numbersPortInRpc.submit, { portInId }, who.as);
    await numbers.call(numbersPortInRpc.accept, { portInId, cutOverOn: '2027-01-18' });
    const end = { contractId: who.contractId, endedAt: '2027-01-18T01:00:00Z', reason: 'cancelled' };
    await people.at('2027-01-18T01:00:00Z');
    await expect(numbers.call(numbersLifecycleRpc.cancelPendingPorts, end)).rejects.toMatchObject({
      code: 'port_in_cutover',
    });
    await people.at('2027-01-18T10:00:00Z');
    await eventually('the cut-over', async () => (await people.stateOf('+390633344000')) === 'assigned');
    const another = await numbers.call(
      numbersPortInRpc.request,
      { contractId: who.contractId, ...details('+390633355000') },
      who.as,
    );
    for (let times = 0; times < 2; times++) await numbers.call(numbersLifecycleRpc.cancelPendingPorts, end);
    expect((await numbers.call(numbersPortInRpc.get, { portInId: another.id }, who.as)).state).toBe('cancelled');
    for (let times = 0; times < 2; times++)
      await numbers.call(numbersLifecycleRpc.quarantine, { ...end, endedAt: '2027-01-18T10:00:00Z' });
    expect([await people.stateOf(who.number), await people.stateOf('+390633344000')]).toEqual([
      'quarantined',
      'quarantined',
    ]);
    await people.at('2027-07-18T00:00:00Z');
    expect(await people.stateOf(who.number)).toBe('quarantined');
    await people.at('2027-07-19T00:00:00Z');
    await eventually('the end of the quarantine', async () => (await people.stateOf(who.number)) === 'available');
  });

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

  it('an order that nobody goes on with expires, and its numbers can be asked for again', async () => {
    await people.at('2027-02-10T09:00:00Z');
    const who = await people.active();
    const draft = await numbers.call(
      numbersPortInRpc.request,
      { contractId: who.contractId, ...details('+390677700000') },
      who.as,
    );
    const refused = await people.submitted(who, '+390677800000');
    await numbers.call(numbersPortInRpc.reject, { portInId: refused.id, reason: 'technical' });
    await people.at('2027-03-11T09:00:00Z');
    expect([(await people.order(draft.id)).state, (await people.order(refused.id)).state]).toEqual([
      'draft',
      'rejected',
    ]);
    await people.at('2027-03-12T10:00:00Z');
    expect([(await people.order(draft.id)).state, (await people.order(refused.id)).state]).toEqual([
      'expired',
      'expired',
    ]);
    await numbers.call(numbersPortInRpc.request, { contractId: who.contractId, ...details('+390677700000') }, who.as);
    expect(
      (await numbers.call(numbersPortInRpc.list, { number: '+390677700001' })).items.map(({ state }) => state),
    ).toEqual(['draft', 'expired']);
  });

  it('a contract cannot have more numbers than the catalogue sells, those on their way included', async () => {
    const who = await people.active();
    const many = (from: string, count: number) =>
      numbers.call(
        numbersPortInRpc.request,
        { contractId: who.contractId, ...details(from, { ranges: [{ from, count }] }) },
        who.as,
      );
    await many('+390676000000', 60);
    await expect(many('+390676100000', 40)).rejects.toMatchObject({
      code: 'too_many_numbers',
      details: { atMost: 100 },
    });
    expect((await many('+390676100000', 39)).numbers).toHaveLength(39);
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

  it('R16: a voltura changes the holder of all numbers at one instant, once, and is undone by a further entry', async () => {
    await people.at('2027-03-01T09:00:00Z');
    const who = await people.active();
    const order = { orderId: newId('chg'), contractId: who.contractId };
    const { numbers: more } = await numbers.call(numbersOrdersRpc.reserve, {
      ...order,
      customerId: who.customerId,
      quantity: 2,
      expiresAt: '2099-01-01T00:00:00Z',
    });
    expect(
      (
        await numbers.call(numbersOrdersRpc.reserve, {
          ...order,
          customerId: who.customerId,
          quantity: 2,
          expiresAt: '2099-01-01T00:00:00Z',
        })
      ).numbers,
    ).toEqual(more);
    for (let times = 0; times < 2; times++)
      expect((await numbers.call(numbersOrdersRpc.assign, order)).numbers).toEqual(more);
    const portIn = await numbers.call(
      numbersPortInRpc.request,
      { contractId: who.contractId, ...details('+390675500000') },
      who.as,
    );
    const all = [who.number, ...more];
    const change = (holder: typeof MARIO | typeof COMPANY, effectiveAt: string) =>
      numbers.call(numbersLifecycleRpc.changeHolder, {
        contractId: who.contractId,
        customerId: who.customerId,
        holder,
        effectiveAt,
      });
    await people.at('2027-03-10T09:00:00Z');
    for (let times = 0; times < 2; times++) await change(COMPANY, '2027-03-10T09:00:00Z');
    for (const number of all)
      expect([
        await people.holderAt(number, '2027-03-10T08:59:59Z'),
        await people.holderAt(number, '2027-03-10T09:00:00Z'),
      ]).toEqual([`Mario Rossi of ${who.contractId}`, `Esempio S.r.l. of ${who.contractId}`]);
    await change(MARIO, '2027-03-10T09:05:00Z');
    const heir = newId('cus');
    await numbers.call(numbersLifecycleRpc.changeHolder, {
      contractId: who.contractId,
      customerId: heir,
      holder: COMPANY,
      effectiveAt: '2027-03-10T09:06:00Z',
    });
    expect((await people.order(portIn.id)).customerId).toBe(heir);
    await expect(numbers.call(numbersPortInRpc.cancel, { portInId: portIn.id }, who.as)).rejects.toMatchObject({
      code: 'not_found',
    });
    await numbers.call(numbersLifecycleRpc.changeHolder, {
      contractId: who.contractId,
      customerId: who.customerId,
      holder: MARIO,
      effectiveAt: '2027-03-10T09:06:30Z',
    });
    expect(await people.holderAt(who.number, '2027-03-10T09:05:00Z')).toBe(`Mario Rossi of ${who.contractId}`);
    expect(await numbers.database.collection('holder_register').countDocuments({ number: who.number })).toBe(9);
    await numbers.publish(numbersGivenUp, who.contractId, {
      contractId: who.contractId,
      customerId: who.customerId,
      numbers: [more[0]!],
      at: '2027-03-31T22:00:00Z',
    });
    await eventually('the number to rest', async () => (await people.stateOf(more[0]!)) === 'quarantined');
    expect(await people.stateOf(who.number)).toBe('assigned');
  });

  it('an erasure spares what the law keeps, and the chain is still proven after it', async () => {
    await people.at('2027-04-01T09:00:00Z');
    const who = await people.active();
    await numbers.call(numbersLifecycleRpc.quarantine, {
      contractId: who.contractId,
      endedAt: '2027-04-02T09:00:00Z',
      reason: 'cancelled',
    });
    const erase = () =>
      numbers.call(numbersRegisterRpc.erase, { customerId: who.customerId, reason: 'Richiesta art. 17 GDPR del 2027' });
    expect(await erase()).toEqual({ erased: 0, retained: 1, retainedUntil: '2037-04-02T09:00:00.000Z' });
    numbers.clock.moveTo(new Date('2037-04-03T09:00:00Z'));
    expect(await erase()).toEqual({ erased: 1, retained: 0 });
    expect(await people.holderAt(who.number, '2027-04-02T08:00:00Z')).toBe(`erased of ${who.contractId}`);
    expect(await numbers.get(RegisterVerifier).verify()).toMatchObject({ ok: true });
  });

  it('R29: port orders and their documents go two years after they ended, identities of the register after ten; another’s equal document stays', async () => {
    await people.at('2027-05-03T09:00:00Z');
    const [who, other] = [await people.active(), await people.active()];
    const [{ id: portInId }, { id: others }] = [
      await people.submitted(who, '+390699110000'),
      await people.submitted(other, '+390699120000'),
    ];
    const of = { customerId: who.customerId };
    expect(await numbers.call(numbersPersonalDataRpc.obstacles, of)).toEqual({
      items: [{ code: 'port_open', about: portInId }],
    });
    await numbers.call(numbersPortInRpc.cancel, { portInId }, who.as);
    await numbers.call(numbersLifecycleRpc.quarantine, {
      contractId: who.contractId,
      endedAt: '2027-05-03T10:00:00Z',
      reason: 'cancelled',
    });
    expect(await numbers.call(numbersPersonalDataRpc.erase, of)).toEqual({
      erased: [],
      kept: [
        { what: 'holder_register', count: 1, until: '2037-05-04' },
        { what: 'porting', count: 1, until: '2029-05-04' },
      ],
    });
    numbers.clock.moveTo(new Date('2029-05-04T09:00:00Z'));
    expect(await numbers.call(numbersPersonalDataRpc.erase, of)).toEqual({
      erased: [{ what: 'porting', count: 1 }],
      kept: [{ what: 'holder_register', count: 1, until: '2037-05-04' }],
    });
    await expect(people.order(portInId)).rejects.toMatchObject({ status: 404 });
    const {
      documents: [document],
    } = await people.order(others);
    expect(
      await numbers.call(numbersPortInRpc.getDocument, { portInId: others, documentId: document!.id }, other.as),
    ).toMatchObject({ content: PDF });
    numbers.clock.moveTo(new Date('2037-05-04T09:00:00Z'));
    expect(await numbers.call(numbersPersonalDataRpc.erase, of)).toEqual({
      erased: [{ what: 'holder_register', count: 1 }],
      kept: [],
    });
    expect(await numbers.get(RegisterVerifier).verify()).toMatchObject({ ok: true });
  });
});
