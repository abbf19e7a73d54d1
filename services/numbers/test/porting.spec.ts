import { numbersInventoryRpc } from '#libs/api/numbers/inventory.js';
import { numbersLifecycleRpc } from '#libs/api/numbers/lifecycle.js';
import { numbersPortInRpc, portInChanged, portInCommented, portInCutOver } from '#libs/api/numbers/port-in.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { COMPANY, details, type Holders, MARIO, PDF, startPorting } from './holders.js';

describe('R4, R5: numbers that come', () => {
  let numbers: ServiceUnderTest;
  let people: Holders;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    ({ numbers, people, stop } = await startPorting());
  });
  afterAll(() => stop());

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
});
