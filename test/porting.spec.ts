import { mailTo } from '#libs/testing/mail.js';
import { admin, customer, machine, type Customer, type Person } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';

const PDF = Buffer.from('%PDF-1.4 signed');
const MARIO = { kind: 'private', name: 'Mario Rossi', taxCode: 'RSSMRA85T10A562S' };
const THREE = ['+390612345678', '+390612345679', '+390612345680'];
const IBAN = 'IT60X0542811101000000123456';
const details = (more: object = {}) => ({
  ranges: [{ from: THREE[0]!, count: 3 }],
  donor: 'Altro Operatore',
  migrationCode: 'ABC0612345678999K',
  holder: MARIO,
  keepFirstNumber: true,
  ...more,
});

interface Movement {
  readonly cause: string;
  readonly amountCents: number;
  readonly description: string;
  readonly lines?: readonly {
    readonly product: string;
    readonly quantity: number;
    readonly days: number;
    readonly reasonCode: string;
  }[];
}

/** Two contracts, one that brings numbers in and one that loses its last: each `it` goes on where the one before stopped. */
describe('R3–R5, R10, R16, case 6: numbers come and leave', () => {
  let system: System;
  let ada: Customer;
  let bruno: Customer;
  let operator: Person;
  let portInId: string;
  const states: string[] = [];
  beforeAll(async () => {
    system = await System.start({ at: '2027-10-04T08:00:00Z', env: { NUMBERS_SWEEP_SECONDS: '1' } });
    await stock(system, '02', 100);
    ada = await customer(system).active({ creditCents: 5_000 });
    bruno = await customer(system).active({ creditCents: 4_321 });
    operator = await machine(system, {
      email: 'porting@altro.example',
      name: 'Altro Operatore',
      roles: ['carrier'],
      operator: 'Altro Operatore',
    });
  });
  afterAll(() => system.stop());

  const staff = (): Promise<Person> => admin(system, { fresh: true });
  const goTo = async (instant: string): Promise<void> => {
    await system.moveClock(instant);
    await eventually('the new time to be told everywhere', async () => {
      await Promise.all([ada, bruno, operator].map((person) => person.signIn()));
      return true;
    });
  };
  const order = () => ada.get(`/v1/port-ins/${portInId}`);
  const movements = async (of: Customer): Promise<Movement[]> =>
    (await of.get<{ items: Movement[] }>(`/v1/contracts/${of.contractId}/movements?limit=200`)).items;
  const numbersOf = async (of: Customer): Promise<string[]> =>
    (await of.get<{ items: { number: string }[] }>(`/v1/contracts/${of.contractId}/numbers`)).items
      .map(({ number }) => number)
      .sort();
  const heldAt = async (number: string, at: string): Promise<string> => {
    const { held, holding } = await (await staff()).post(
      `/v1/staff/numbers/${encodeURIComponent(number)}/holder-inquiries`,
      { at, reason: 'Decreto 1234/2027 della Procura di Milano' },
    );
    return held ? `${holding.holder.name}, ${holding.holder.taxCode}, ${holding.contractId}` : 'nobody';
  };
  const upload = (kind: string, name: string, content: Buffer) =>
    ada.request('post', `/v1/port-ins/${portInId}/documents`).field('kind', kind).attach('files', content, name);
  const subjects = async (): Promise<string[]> =>
    (
      await system
        .database('accounts')
        .collection<{ template: string; to: string; createdAt: Date }>('emails')
        .find({ to: ada.email, template: /^portIn/ })
        .sort({ createdAt: 1 })
        .toArray()
    ).map(({ template }) => template);

  it('R5: numbers come only into an active contract, by its own customer', async () => {
    const waiting = await customer(system).registered();
    const refused = await waiting.request('post', `/v1/contracts/${waiting.contractId}/port-ins`, details());
    expect([refused.status, refused.body.code]).toEqual([409, 'contract_not_active']);
    const stranger = await bruno.request('post', `/v1/contracts/${ada.contractId}/port-ins`, details());
    expect(stranger.status).toBe(404);
  });

  it('R5: a draft, its letter to sign, documents with a checksum; nothing is sent before they are there', async () => {
    const draft = await ada.post(`/v1/contracts/${ada.contractId}/port-ins`, details());
    portInId = draft.id;
    expect(draft).toMatchObject({ state: 'draft', numbers: THREE });
    const early = await ada.request('post', `/v1/port-ins/${portInId}/submissions`, {});
    expect([early.status, early.body.code, early.body.details?.missing ?? early.body.missing]).toEqual([
      409,
      'documents_missing',
      ['letter_of_authority', 'identity'],
    ]);
    const letter = await ada
      .request('get', `/v1/port-ins/${portInId}/letter-of-authority`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect((letter.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await upload('identity', 'documento.png', PDF)).status).toBe(422);
    for (const kind of ['letter_of_authority', 'identity', 'last_bill'])
      expect((await upload(kind, `${kind}.pdf`, PDF)).status).toBe(201);
    expect((await order()).documents).toHaveLength(3);
    expect((await order()).documents[0]).toMatchObject({
      contentType: 'application/pdf',
      size: PDF.length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await bruno.request('get', `/v1/port-ins/${portInId}`)).status).toBe(404);
  });

  it('R5: refused twice by the donor, each time with what to do; corrected and submitted again', async () => {
    const desk = await staff();
    expect((await ada.post(`/v1/port-ins/${portInId}/submissions`)).state).toBe('submitted');
    await desk.post(`/v1/staff/port-ins/${portInId}/rejections`, { reason: 'migration_code_wrong' });
    expect(await order()).toMatchObject({
      state: 'rejected',
      reason: 'migration_code_wrong',
      whatToDo: expect.stringContaining('migration code'),
    });
    await ada.post(`/v1/port-ins/${portInId}/comments`, { text: 'Il codice è sulla bolletta di settembre.' });
    await desk.post(`/v1/staff/port-ins/${portInId}/comments`, { text: 'Grazie, controlli anche l’intestatario.' });
    await ada.post(
      `/v1/port-ins/${portInId}/amendments`,
      details({ migrationCode: 'ABC0612345678999Z', holder: { ...MARIO, taxCode: 'RSSMRA80A01F205X' } }),
    );
    await ada.post(`/v1/port-ins/${portInId}/submissions`);
    await desk.post(`/v1/staff/port-ins/${portInId}/verifications`);
    await desk.post(`/v1/staff/port-ins/${portInId}/rejections`, { reason: 'holder_mismatch' });
    await ada.post(`/v1/port-ins/${portInId}/amendments`, details({ migrationCode: 'ABC0612345678999Z' }));
    await ada.post(`/v1/port-ins/${portInId}/submissions`);
    const holiday = await desk.request('post', `/v1/staff/port-ins/${portInId}/acceptances`, {
      cutOverOn: '2027-11-01',
    });
    expect([holiday.status, holiday.body.code]).toEqual([422, 'cut_over_day']);
    await desk.post(`/v1/staff/port-ins/${portInId}/acceptances`, { cutOverOn: '2027-10-13' });
    await ada.post(`/v1/port-ins/${portInId}/moves`, { cutOverOn: '2027-10-14' });
    expect(await order()).toMatchObject({
      state: 'accepted',
      cutOverOn: '2027-10-14',
      comments: [{ from: 'customer' }, { from: 'staff' }],
    });
  });

  it('case 5: with billing down the numbers come on their day, with their holder; the charge follows when it is back, once', async () => {
    await system.kill('billing');
    await goTo('2027-10-14T07:30:00Z');
    await eventually('the cut-over', async () => (await order()).state === 'cut_over');
    expect(await numbersOf(ada)).toEqual([ada.number, ...THREE].sort());
    await system.startProcess('billing');
    const charge = await eventually('the charge', async () =>
      (await movements(ada)).find(({ cause }) => cause === 'upgrade'),
    );
    // 3 × 200 for 18 of 31 days: 348 net, 77 VAT
    expect(charge).toMatchObject({
      amountCents: -425,
      lines: [{ product: 'geographic_number', quantity: 3, days: 18, reasonCode: 'port_in' }],
    });
    expect(await ada.get(`/v1/contracts/${ada.contractId}/credit`)).toMatchObject({
      balanceCents: 5_000 - 425,
      numbers: [ada.number, ...THREE],
      services: expect.arrayContaining([{ product: 'geographic_number', quantity: 4 }]),
    });
    expect((await order()).history.map(({ action }: { action: string }) => action)).toEqual([
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
  });

  it('each step was told by email', async () => {
    const expected = [
      'portInDraft',
      'portInSubmitted',
      'portInRejected',
      'portInCommented',
      'portInDraft',
      'portInSubmitted',
      'portInVerifying',
      'portInRejected',
      'portInDraft',
      'portInSubmitted',
      'portInAccepted',
      'portInAccepted',
      'portInCutOver',
    ];
    await eventually('every email', async () => (await subjects()).length === expected.length);
    expect((await subjects()).toSorted()).toEqual(expected.toSorted());
  });

  it('case 6: the last number of another contract is asked for by its code; a wrong code is objected to, the same reference is answered the same', async () => {
    const { migrationCode } = await bruno.get(
      `/v1/contracts/${bruno.contractId}/numbers/${encodeURIComponent(bruno.number)}/migration-code`,
    );
    expect(
      (
        await ada.request(
          'get',
          `/v1/contracts/${bruno.contractId}/numbers/${encodeURIComponent(bruno.number)}/migration-code`,
        )
      ).status,
    ).toBe(404);
    const ask = (reference: string, code: string) =>
      operator.post('/v1/carrier/port-outs', {
        reference,
        number: bruno.number,
        migrationCode: code,
        taxCode: MARIO.taxCode,
        recipient: 'Altro Operatore',
      });
    expect(await ask('PO-1', `${migrationCode.slice(0, -1)}-`)).toMatchObject({
      state: 'objected',
      objection: 'migration_code_wrong',
    });
    const accepted = await ask('PO-2', migrationCode);
    expect(accepted).toMatchObject({ state: 'accepted', cutOverOn: '2027-10-19' });
    expect((await ask('PO-2', migrationCode)).id).toBe(accepted.id);
    expect((await mailTo(system, bruno.email, 'Altro Operatore')).text).toContain('19 October 2027');
    const pending = await bruno.post(
      `/v1/contracts/${bruno.contractId}/port-ins`,
      details({ ranges: [{ from: '+390655511000', count: 1 }] }),
    );
    states.push(pending.id);
  });

  it('case 6, R12, R13: it leaves, the pending port-in is cancelled first, the contract ends, and its credit is refunded to the IBAN', async () => {
    await goTo('2027-10-19T07:30:00Z');
    await bruno.becomes('cancelled', 60_000);
    expect((await bruno.get(`/v1/port-ins/${states[0]}`)).state).toBe('cancelled');
    expect(await bruno.balance()).toBe(0);
    const refund = await eventually('the refund', async () => (await bruno.get('/v1/refunds')).items[0]);
    expect(refund.amountCents).toBe(4_321);
    await bruno.put(`/v1/refunds/${refund.id}/iban`, { iban: IBAN, accountHolder: 'Mario Rossi' });
    const billing = await staff();
    await billing.post(`/v1/staff/refunds/${refund.id}/approve`, { iban: IBAN });
    await billing.post('/v1/staff/refund-batches');
    const { endToEndId } = await billing.get(`/v1/staff/refunds/${refund.id}`);
    await billing.post('/v1/staff/refund-statuses', { content: `end_to_end_id,status,reason\n${endToEndId},ACSC,\n` });
    expect(await bruno.get(`/v1/refunds/${refund.id}`)).toMatchObject({ state: 'executed', amountCents: 4_321 });
    expect((await operator.get('/v1/carrier/port-outs')).items[0]).toMatchObject({
      reference: 'PO-2',
      state: 'cut_over',
    });
    expect((await (await staff()).get(`/v1/staff/numbers/${encodeURIComponent(bruno.number)}`)).state).toBe(
      'ported_out',
    );
  });

  it('R10, R14: the next month charges one contract its four numbers, and the other nothing', async () => {
    const before = (await movements(bruno)).length;
    await system.startProcess('jobs');
    await goTo('2027-11-02T08:00:00Z');
    const renewal = await eventually(
      'the renewal',
      async () => (await movements(ada)).find(({ cause }) => cause === 'renewal'),
      60_000,
    );
    expect(renewal.lines).toContainEqual(expect.objectContaining({ product: 'geographic_number', quantity: 4 }));
    expect(await movements(bruno)).toHaveLength(before);
  });

  it('case 6: a debt keeps no number here; it stays owed when the contract has ended', async () => {
    const carla = await customer(system).active();
    await goTo('2027-12-02T08:00:00Z');
    await carla.signIn();
    await eventually('the debt', async () => (await carla.balance()) < 0, 60_000);
    const debt = await carla.balance();
    const { migrationCode } = await carla.get(
      `/v1/contracts/${carla.contractId}/numbers/${encodeURIComponent(carla.number)}/migration-code`,
    );
    const { cutOverOn } = await operator.post('/v1/carrier/port-outs', {
      reference: 'PO-DEBT',
      number: carla.number,
      migrationCode,
      taxCode: MARIO.taxCode,
      recipient: 'Altro Operatore',
    });
    expect(cutOverOn).toBe('2027-12-07');
    await goTo('2027-12-07T08:30:00Z');
    await carla.signIn();
    await carla.becomes('cancelled', 60_000);
    expect(await carla.balance()).toBe(debt);
    expect((await carla.get('/v1/refunds')).items).toEqual([]);
  });

  it('R4: the register answers for each instant, to the second, and proves itself', async () => {
    const mario = (of: Customer): string => `Mario Rossi, ${MARIO.taxCode}, ${of.contractId}`;
    const answers = async (number: string, ...instants: string[]) => {
      const all: string[] = [];
      for (const instant of instants) all.push(await heldAt(number, instant));
      return all;
    };
    for (const number of THREE)
      expect(await answers(number, '2027-10-14T06:59:59Z', '2027-10-14T08:00:00Z', '2027-11-01T00:00:00Z')).toEqual([
        'nobody',
        mario(ada),
        mario(ada),
      ]);
    expect(await answers(ada.number, '2027-10-01T00:00:00Z', '2027-10-05T00:00:00Z', '2027-10-20T00:00:00Z')).toEqual([
      'nobody',
      mario(ada),
      mario(ada),
    ]);
    expect(
      await answers(
        bruno.number,
        '2027-10-03T00:00:00Z',
        '2027-10-05T00:00:00Z',
        '2027-10-19T06:59:59Z',
        '2027-10-19T08:00:00Z',
        '2027-12-01T00:00:00Z',
      ),
    ).toEqual(['nobody', mario(bruno), mario(bruno), 'nobody', 'nobody']);
    expect(JSON.parse(await system.cli('numbers', 'numbers', 'register', 'verify', '--json'))).toMatchObject({
      ok: true,
      problems: [],
    });
    const first = await (await staff()).post('/v1/staff/register-exports', {
      reason: 'Copia trimestrale per l’archivio',
      limit: 3,
    });
    const second = await (await staff()).post('/v1/staff/register-exports', {
      reason: 'Copia trimestrale per l’archivio',
      limit: 3,
      cursor: first.nextCursor,
    });
    const lines = (
      await system.cli('numbers', 'numbers', 'register', 'export', '--reason', 'Copia trimestrale', '--format', 'json')
    )
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect([...first.items, ...second.items]).toEqual(lines.slice(0, 6));
    expect(lines).toHaveLength(8);
    const asked = await (await staff()).get(
      `/v1/staff/register-inquiries?limit=3&subject=${encodeURIComponent(THREE[0]!)}`,
    );
    expect(asked.items).toMatchObject(
      ['2027-11-01T00:00:00.000Z', '2027-10-14T08:00:00.000Z', '2027-10-14T06:59:59.000Z'].map((instant) => ({
        what: 'held_at',
        subject: THREE[0],
        instant,
        actor: expect.stringMatching(/^staff:usr_/),
        reason: 'Decreto 1234/2027 della Procura di Milano',
      })),
    );
    const whole = JSON.parse(
      await system.cli('numbers', 'numbers', 'register', 'inquiries', '--subject', 'all', '--json'),
    ) as { items: unknown[] };
    expect(whole.items).toMatchObject([
      { what: 'export', reason: 'Copia trimestrale' },
      { what: 'export' },
      { what: 'export' },
    ]);
  });

  it('operators see and move orders from the command line', async () => {
    const { items } = JSON.parse(
      await system.cli('numbers', 'numbers', 'ports', 'list', '--state', 'cut_over', '--json'),
    );
    expect(items).toMatchObject([{ id: portInId, numbers: THREE }]);
    expect(await system.cli('numbers', 'numbers', 'ports', 'show', portInId)).toContain('cut_over');
    expect(await system.cli('numbers', 'numbers', 'ports', 'list', '--out')).toContain('PO-2');
    expect(JSON.parse(await system.cli('numbers', 'numbers', 'ports', 'exchange', '--json'))).toEqual({
      sent: 0,
      taken: 0,
      refused: 0,
    });
    const again = await ada.post(
      `/v1/contracts/${ada.contractId}/port-ins`,
      details({ ranges: [{ from: '+390655522000', count: 1 }] }),
    );
    await expect(system.cli('numbers', 'numbers', 'ports', 'submit', again.id)).rejects.toThrow(
      /letter|documents|Upload/,
    );
    expect(JSON.parse(await system.cli('numbers', 'numbers', 'ports', 'cancel', again.id, '--json'))).toMatchObject({
      state: 'cancelled',
    });
  });

  it('R21: after its end a contract’s number can leave for 60 days, with the code its former customer still reads and was mailed', async () => {
    const two = [await customer(system).active({ creditCents: 700 }), await customer(system).active()];
    for (const who of two) {
      await who.post(`/v1/contracts/${who.contractId}/cancellation`, {});
      await who.becomes('cancelled');
    }
    const [dora, emma] = two as [Customer, Customer];
    const refunds = await dora.get('/v1/refunds');
    await goTo('2028-02-05T22:30:00Z');
    const staffNow = await staff();
    expect((await staffNow.get(`/v1/staff/numbers/${encodeURIComponent(dora.number)}`)).state).toBe('quarantined');
    await Promise.all(two.map((who) => who.signIn()));
    const code = (who: Customer) =>
      who.request('get', `/v1/contracts/${who.contractId}/numbers/${encodeURIComponent(who.number)}/migration-code`);
    const {
      body: { migrationCode, portableUntil },
    } = await code(dora);
    expect(portableUntil).toBe('2028-02-05');
    expect((await mailTo(system, dora.email, migrationCode)).text).toContain('5 February 2028');
    expect(await dora.get(`/v1/contracts/${dora.contractId}/numbers`)).toMatchObject({
      items: [],
      ended: [{ number: dora.number, portableUntil }],
    });
    expect(
      (
        await emma.request(
          'get',
          `/v1/contracts/${dora.contractId}/numbers/${encodeURIComponent(dora.number)}/migration-code`,
        )
      ).status,
    ).toBe(404);
    const ask = (reference: string, number: string, withCode: string) =>
      operator.post('/v1/carrier/port-outs', {
        reference,
        number,
        migrationCode: withCode,
        taxCode: MARIO.taxCode,
        recipient: 'Altro Operatore',
      });
    expect(await ask('PO-LATE', dora.number, migrationCode)).toMatchObject({ state: 'accepted' });
    const {
      body: { migrationCode: other },
    } = await code(emma);
    await goTo('2028-02-05T23:00:00Z');
    expect(await ask('PO-TOO-LATE', emma.number, other)).toMatchObject({
      state: 'objected',
      objection: 'number_not_here',
    });
    expect((await code(emma)).status).toBe(404);
    await goTo('2028-02-10T09:00:00Z');
    await eventually(
      'the number to have left',
      async () =>
        (await (await staff()).get(`/v1/staff/numbers/${encodeURIComponent(dora.number)}`)).state === 'ported_out',
    );
    await dora.signIn();
    expect(await dora.contract()).toMatchObject({
      state: 'cancelled',
      endReason: 'cancelled',
      endedAt: expect.stringMatching(/^2027-12-0[78]/),
    });
    expect(await dora.get('/v1/refunds')).toEqual(refunds);
  });

  it('R22: a number that is promised in three working days and comes four days later brings 20.00 € by itself, and the mail that says so', async () => {
    await goTo('2028-02-14T09:00:00Z');
    const { id, promisedOn } = await ada.post(
      `/v1/contracts/${ada.contractId}/port-ins`,
      details({ ranges: [{ from: '+390698765000', count: 1 }] }),
    );
    expect(promisedOn).toBeUndefined();
    for (const kind of ['letter_of_authority', 'identity'])
      await ada.request('post', `/v1/port-ins/${id}/documents`).field('kind', kind).attach('files', PDF, `${kind}.pdf`);
    expect(await ada.post(`/v1/port-ins/${id}/submissions`)).toMatchObject({
      state: 'submitted',
      promisedOn: '2028-02-17',
    });
    await (await staff()).post(`/v1/staff/port-ins/${id}/acceptances`, { cutOverOn: '2028-02-21' });
    await goTo('2028-02-21T09:00:00Z');
    const indemnity = await eventually('the indemnity', async () =>
      (await movements(ada)).find(({ cause }) => cause === 'late_port_indemnity'),
    );
    expect(indemnity).toMatchObject({ amountCents: 2_000, description: 'Indemnity for a late port (4 days)' });
    expect(await mailTo(system, ada.email, 'later than was promised')).toMatchObject({
      subject: 'Indemnity for a late port: €20.00',
      text: expect.stringContaining('4 days later'),
    });
    expect((await movements(ada)).filter(({ cause }) => cause === 'late_port_indemnity')).toHaveLength(1);
  });
});
