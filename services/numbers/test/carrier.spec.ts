import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { numbersCarrierRpc } from '#libs/api/numbers/carrier.js';
import { numbersInventoryRpc } from '#libs/api/numbers/inventory.js';
import { numbersPortInRpc, portInChanged, portInCommented, portInCutOver } from '#libs/api/numbers/port-in.js';
import { numbersPortOutRpc } from '#libs/api/numbers/port-out.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { CarrierExchange } from '../src/carrier/carrier-exchange.service.js';
import { NumbersModule } from '../src/numbers.module.js';
import { details, Holders, MARIO, type Someone } from './holders.js';

type Row = Record<string, string>;
const rowsOf = (path: string): Row[] => parse<Row>(readFileSync(path), { columns: true });
const csv = (rows: readonly Row[]): string => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [columns.join(','), ...rows.map((row) => columns.map((column) => row[column] ?? '').join(','))].join('\n');
};

/** Numbers with folders to exchange files in. */
async function startWithFolder(
  simulator: 'on' | 'off',
): Promise<{ numbers: ServiceUnderTest; people: Holders; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'numbers-carrier-'));
  Object.assign(process.env, {
    DOCUMENTS_FOLDER: join(folder, 'documents'),
    CARRIER_FOLDER: join(folder, 'exchange'),
    CARRIER_SIMULATOR: simulator,
    NUMBERS_SWEEP_SECONDS: '3600',
  });
  const numbers = await ServiceUnderTest.start('numbers', NumbersModule, '2026-12-01T09:00:00Z');
  await numbers.call(numbersInventoryRpc.loadBlocks, { district: '02', from: '0255500000', count: 100 });
  return { numbers, people: new Holders(numbers), folder: join(folder, 'exchange') };
}

describe('the exchange of files with other operators', () => {
  let numbers: ServiceUnderTest;
  let people: Holders;
  let folder: string;
  beforeAll(async () => ({ numbers, people, folder } = await startWithFolder('off')));
  afterAll(async () => {
    await numbers.stop();
    rmSync(join(folder, '..'), { recursive: true });
    for (const name of ['CARRIER_FOLDER', 'CARRIER_SIMULATOR', 'NUMBERS_SWEEP_SECONDS']) delete process.env[name];
  });

  const round = () => numbers.call(numbersCarrierRpc.exchange, {});
  const put = (name: string, rows: readonly Row[]) => writeFileSync(join(folder, 'in', name), csv(rows));
  const told = (about: string): Row[] =>
    readdirSync(join(folder, 'out'))
      .filter((name) => name.startsWith(about) && name.endsWith('.csv'))
      .flatMap((name) => rowsOf(join(folder, 'out', name)));
  const refusals = (name: string): Row[] =>
    existsSync(join(folder, 'refused', name)) ? rowsOf(join(folder, 'refused', name)) : [];
  const answer = (message_id: string, order: string, more: Row): Row => ({
    message_id,
    kind: 'port_in_answer',
    from: 'Altro Operatore',
    order,
    attempt: '1',
    ...more,
  });

  it('asks the donor with one whole file, which is the same one when it is sent again', async () => {
    const { id, numbers: wanted } = await people.submitted(await people.active(), '+390611100000');
    await round();
    expect(told(id)).toEqual([
      expect.objectContaining({
        kind: 'port_in_request',
        to: 'Altro Operatore',
        order: id,
        attempt: '1',
        numbers: wanted.join(' '),
        migration_code: 'ABC0612345678999K',
        holder_name: 'Mario Rossi',
        tax_code: MARIO.taxCode,
      }),
    ]);
    await numbers.database
      .collection<{ _id: string }>('port_ins')
      .updateOne({ _id: id }, { $set: { untold: { what: 'port_in_request', seq: 2 } } });
    await round();
    expect(told(id)).toHaveLength(1);
    expect((await round()).sent).toBe(0);
    expect(readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('does no harm when several rounds run at once: each message is sent as one file, each file taken by one of them', async () => {
    const { id } = await people.submitted(await people.active(), '+390611150000');
    const atOnce = () => Promise.all([round(), round(), round()]);
    await atOnce();
    expect(told(id)).toHaveLength(1);
    put('at-once.csv', [answer('at-once-1', id, { status: 'verifying' })]);
    expect((await atOnce()).reduce((sum, { taken }) => sum + taken, 0)).toBe(1);
    expect([readdirSync(join(folder, 'in')), refusals('at-once.csv'), (await people.order(id)).state]).toEqual([
      [],
      [],
      'verifying',
    ]);
  });

  it('drives an order from submitted to accepted, once, whatever is repeated; a file is done when all of it is taken', async () => {
    const { id } = await people.submitted(await people.active(), '+390611200000');
    const verifying = answer('a-1', id, { status: 'verifying' });
    const accepted = answer('a-2', id, {
      status: 'accepted',
      cut_over_on: '2026-12-14',
      comment: 'Tutto\u202e a\u0001 posto',
    });
    put('answers-1.csv', [verifying, verifying]);
    expect(await round()).toMatchObject({ taken: 2, refused: 0 });
    expect((await people.order(id)).state).toBe('verifying');
    writeFileSync(join(folder, 'in', 'answers-2.csv.part'), csv([accepted]));
    await round();
    expect((await people.order(id)).state).toBe('verifying');
    put('answers-2.csv', [accepted]);
    put('answers-3.csv', [verifying, accepted]);
    expect(await round()).toMatchObject({ taken: 3, refused: 0 });
    const order = await people.order(id);
    expect(order).toMatchObject({
      state: 'accepted',
      cutOverOn: '2026-12-14',
      comments: [{ from: 'carrier', text: 'Tutto a posto' }],
    });
    expect(await numbers.sent(portInCommented, id)).toMatchObject({ from: 'carrier', text: 'Tutto a posto' });
    expect(order.history.map(({ action }) => action)).toEqual(['request', 'submit', 'verify', 'accept']);
    expect(order.history.at(-1)!.actor).toBe('carrier:exchange:Altro Operatore');
    expect(readdirSync(join(folder, 'done'))).toEqual(
      expect.arrayContaining(['answers-1.csv', 'answers-2.csv', 'answers-3.csv']),
    );
  });

  it('killed after some rows of a file, it goes on with the file and takes no row twice', async () => {
    const { id } = await people.submitted(await people.active(), '+390611300000');
    const rows = [
      answer('b-1', id, { status: 'verifying' }),
      answer('b-2', id, { status: 'rejected', reason: 'holder_mismatch' }),
    ];
    await numbers.get(CarrierExchange).receive(rows[0]!);
    put('answers-b.csv', rows);
    expect(await round()).toMatchObject({ taken: 2, refused: 0 });
    expect((await people.order(id)).history.map(({ action }) => action)).toEqual([
      'request',
      'submit',
      'verify',
      'reject',
    ]);
  });

  it('refuses, with the reason and the line, what is late, contradicts, is unknown or is no message, and takes the rest', async () => {
    const who = await people.active();
    const { id } = await people.submitted(who, '+390611400000');
    put('answers-c1.csv', [
      answer('c-1', id, { status: 'rejected', reason: 'migration_code_wrong' }),
      answer('c-2', id, { status: 'accepted', cut_over_on: '2026-12-14' }),
    ]);
    await round();
    expect((await people.order(id)).state).toBe('rejected');
    expect(refusals('answers-c1.csv')).toEqual([
      { line: '3', message_id: 'c-2', reason: expect.stringContaining('state') },
    ]);
    await numbers.call(
      numbersPortInRpc.amend,
      { portInId: id, ...details('+390611400000', { migrationCode: 'ABC0612345678999Z' }) },
      who.as,
    );
    await numbers.call(numbersPortInRpc.submit, { portInId: id }, who.as);
    put('answers-c2.csv', [
      answer('c-3', id, { status: 'rejected', reason: 'technical' }),
      answer('c-4', 'pin_00000000000000000000000000', { status: 'verifying' }),
      answer('c-5', id, { attempt: '2', status: 'accepted', cut_over_on: '2026-12-13' }),
      answer('c-6', id, { attempt: '2', status: 'maybe' }),
      answer('c-1', id, { attempt: '2', status: 'verifying' }),
      { kind: 'port_in_answer', order: id },
      answer('c-7', id, { kind: 'greeting' }),
      answer('c-8', id, { attempt: '2', status: 'verifying' }),
    ]);
    expect(await round()).toMatchObject({ taken: 1, refused: 7 });
    expect(refusals('answers-c2.csv').map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      expect.stringContaining('2 it answers attempt 1; the order is at attempt 2'),
      expect.stringContaining('3'),
      expect.stringContaining('4 13 December 2026 is not possible'),
      expect.stringContaining('5 status'),
      expect.stringContaining('6 message_id was used before'),
      expect.stringContaining('7 message_id is missing'),
      expect.stringContaining('8 there is no kind greeting'),
    ]);
    expect((await people.order(id)).state).toBe('verifying');
    const { items } = await numbers.call(numbersCarrierRpc.messages, { about: id, outcome: 'refused' });
    expect(items.map((item) => item.id).sort()).toEqual(['c-2', 'c-3', 'c-5', 'c-6', 'c-7']);
    put('answers-c3.csv', [answer('c-3', id, { status: 'rejected', reason: 'technical' })]);
    await round();
    expect(refusals('answers-c3.csv')).toEqual([
      { line: '2', message_id: 'c-3', reason: expect.stringContaining('attempt 1') },
    ]);
  });

  it('a file that breaks in the middle counts up to there', async () => {
    const { id } = await people.submitted(await people.active(), '+390611500000');
    writeFileSync(
      join(folder, 'in', 'broken.csv'),
      `${csv([answer('d-1', id, { status: 'verifying' })])}\n"d-2,never closed`,
    );
    expect(await round()).toMatchObject({ taken: 1, refused: 1 });
    expect((await people.order(id)).state).toBe('verifying');
    expect(readdirSync(join(folder, 'in')).filter((name) => name === 'broken.csv')).toEqual([]);
  });

  it('tells the donor of a moved day and of an end, but not of what it never had in hand', async () => {
    const who = await people.active();
    const { id } = await people.submitted(who, '+390611600000');
    await round();
    put('answers-e.csv', [answer('e-1', id, { status: 'accepted', cut_over_on: '2026-12-14' })]);
    await round();
    await numbers.call(numbersPortInRpc.move, { portInId: id, cutOverOn: '2026-12-15' }, who.as);
    await round();
    await numbers.call(numbersPortInRpc.cancel, { portInId: id }, who.as);
    await round();
    expect(told(id).map(({ kind, cut_over_on: day }) => `${kind} ${day}`)).toEqual([
      'port_in_request ',
      'port_in_move 2026-12-15',
      'port_in_cancel ',
    ]);
    const { id: never } = await people.submitted(who, '+390611700000');
    await numbers.call(numbersPortInRpc.cancel, { portInId: never }, who.as);
    await round();
    expect(told(never)).toEqual([]);
  });

  describe('port-outs', () => {
    let who: Someone;
    let migrationCode: string;
    const asks = (message_id: string, reference: string, more: Row = {}): Row => ({
      message_id,
      kind: 'port_out_request',
      from: 'Recipient S.p.A.',
      reference,
      number: who.number,
      migration_code: migrationCode,
      tax_code: MARIO.taxCode,
      ...more,
    });
    const answers = (reference: string) =>
      told('pot_')
        .filter((row) => row.reference === reference)
        .map(({ state, reason, to }) => `${state} ${reason} ${to}`);
    beforeAll(async () => {
      who = await people.active();
      ({ migrationCode } = await numbers.call(
        numbersPortOutRpc.migrationCode,
        { contractId: who.contractId, number: who.number },
        who.as,
      ));
    });

    it('are answered in files: objected to, accepted once for each reference, withdrawn, cut over', async () => {
      put('outs-1.csv', [
        asks('o-1', 'REF-WRONG', { migration_code: 'OVPXXXXXXXXXXXX999X' }),
        asks('o-2', 'REF-A'),
        asks('o-2b', 'REF-A'),
        asks('o-3', 'REF-B'),
        asks('o-4', 'no'),
      ]);
      expect(await round()).toMatchObject({ taken: 4, refused: 1 });
      expect([answers('REF-WRONG'), answers('REF-A'), answers('REF-B')]).toEqual([
        ['objected migration_code_wrong Recipient S.p.A.'],
        ['accepted  Recipient S.p.A.'],
        ['objected port_out_in_progress Recipient S.p.A.'],
      ]);
      put('outs-2.csv', [
        { message_id: 'o-5', kind: 'port_out_cancel', from: 'Recipient S.p.A.', reference: 'REF-A' },
        { message_id: 'o-6', kind: 'port_out_cancel', from: 'Another S.p.A.', reference: 'REF-A' },
      ]);
      expect(await round()).toMatchObject({ taken: 1, refused: 1 });
      expect(answers('REF-A').sort()).toEqual(['accepted  Recipient S.p.A.', 'cancelled  Recipient S.p.A.']);
      expect(await people.stateOf(who.number)).toBe('assigned');
      put('outs-3.csv', [asks('o-7', 'REF-C')]);
      await round();
      await people.at('2026-12-09T09:00:00Z');
      expect(answers('REF-C').sort()).toEqual(['accepted  Recipient S.p.A.', 'cut_over  Recipient S.p.A.']);
      expect(await people.stateOf(who.number)).toBe('ported_out');
    });
  });
});

describe('the carrier simulator', () => {
  let numbers: ServiceUnderTest;
  let people: Holders;
  let folder: string;
  beforeAll(async () => ({ numbers, people, folder } = await startWithFolder('on')));
  afterAll(async () => {
    await numbers.stop();
    rmSync(join(folder, '..'), { recursive: true });
    for (const name of ['CARRIER_FOLDER', 'CARRIER_SIMULATOR', 'NUMBERS_SWEEP_SECONDS']) delete process.env[name];
  });
  const rounds = async (count: number) => {
    for (let times = 0; times < count; times++) await numbers.call(numbersCarrierRpc.exchange, {});
  };

  it('R5: refuses code and holder, accepts what was corrected, says everything twice, and the numbers come once', async () => {
    const who = await people.active();
    const { id } = await people.submitted(who, '+390622200000', { migrationCode: 'ABCWRONG999K' });
    await rounds(3);
    expect(await people.becomes(id, 'rejected')).toMatchObject({ reason: 'migration_code_wrong' });
    const again = async (migrationCode: string) => {
      await numbers.call(
        numbersPortInRpc.amend,
        { portInId: id, ...details('+390622200000', { migrationCode }) },
        who.as,
      );
      await numbers.call(numbersPortInRpc.submit, { portInId: id }, who.as);
      await rounds(4);
    };
    await again('ABCHOLDER999K');
    expect(await people.becomes(id, 'rejected')).toMatchObject({ reason: 'holder_mismatch' });
    await again('ABCTWICE999K');
    const { cutOverOn, history } = await people.becomes(id, 'accepted');
    expect(history.map(({ action }) => action)).toEqual([
      'request',
      'submit',
      'verify',
      'reject',
      'amend',
      'submit',
      'verify',
      'reject',
      'amend',
      'submit',
      'verify',
      'accept',
    ]);
    await people.at(`${cutOverOn}T09:30:00Z`);
    await people.becomes(id, 'cut_over');
    await numbers.sent(portInCutOver, who.contractId);
    expect(await numbers.allSent(portInCutOver, who.contractId)).toHaveLength(1);
    expect(await numbers.allSent(portInChanged, id)).toHaveLength(13);
    numbers.clock.moveTo(new Date('2026-12-01T09:00:00Z'));
  });

  it('contradicts itself, and the first answer holds', async () => {
    const { id } = await people.submitted(await people.active(), '+390622300000', { migrationCode: 'ABCCONTRA999K' });
    await rounds(4);
    expect((await people.order(id)).state).toBe('rejected');
    expect((await numbers.call(numbersCarrierRpc.messages, { about: id, outcome: 'refused' })).items).toHaveLength(1);
  });

  it('answers late, and an answer to a former attempt changes nothing', async () => {
    const who = await people.active();
    const { id } = await people.submitted(who, '+390622400000', { migrationCode: 'ABCLATE999K' });
    await rounds(3);
    expect((await people.order(id)).state).toBe('submitted');
    await numbers.call(numbersPortInRpc.reject, { portInId: id, reason: 'technical' });
    await numbers.call(numbersPortInRpc.amend, { portInId: id, ...details('+390622400000') }, who.as);
    await numbers.call(numbersPortInRpc.submit, { portInId: id }, who.as);
    await rounds(4);
    expect((await people.order(id)).state).toBe('accepted');
    const { items } = await numbers.call(numbersCarrierRpc.messages, { about: id, outcome: 'refused' });
    expect(items).toMatchObject([{ reason: expect.stringContaining('attempt 1') }]);
  });
});
