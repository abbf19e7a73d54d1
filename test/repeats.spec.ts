import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'supertest';
import type { StatementEntry } from '#libs/api/billing/credit.js';
import { mailTo } from '#libs/testing/mail.js';
import {
  acceptInvitation,
  admin,
  COMPANY_HOLDER,
  customer,
  PASSWORD,
  Person,
  USUAL_SERVICES,
  type Customer,
} from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';
import { EXEMPT, POSTS, repeating } from './support/repeating.js';

const START = '2027-10-04T08:00:00Z';
const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');
const MARIO = { kind: 'private', name: 'Mario Rossi', taxCode: 'RSSMRA85T10A562S' };
const OURS = 'IT60X0542811101000000123456';
const SWITCH = { email: 'switch@openvoip.example', password: randomBytes(16).toString('hex') };
const REASON = 'Decreto 1234/2027 della Procura di Milano';

type Service = Parameters<System['database']>[0];

const transferOf = (
  text: string,
  amount: string,
  reference: string,
): string => `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
  <BookgDt><Dt>2027-10-04</Dt></BookgDt><AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
const statement = (
  ...entries: string[]
): string => `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
  <Id>S</Id><Acct><Id><IBAN>${OURS}</IBAN></Id></Acct>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`;
const actionsOf = ({ entries }: { entries: { action: string }[] }): string[] => entries.map(({ action }) => action);

/** Every POST of the permission table, sent twice with one key: each `it` goes on where the one before stopped. */
describe('case 4: a POST repeated with its Idempotency-Key is done once and answered the same', () => {
  const { repeat, walked } = repeating();
  const exchange = mkdtempSync(join(tmpdir(), 'repeats-'));
  let system: System;
  let anyone: Person;
  let root: Person;
  let boss: Person;
  let bossId: string;
  let anna: Person;
  let operator: Person;
  let machine: Person;
  let ada: Customer;
  let customerId: string;

  beforeAll(async () => {
    system = await System.start({
      at: START,
      env: {
        SWITCH_EMAIL: SWITCH.email,
        SWITCH_PASSWORD: SWITCH.password,
        CARRIER_FOLDER: exchange,
        NUMBERS_SWEEP_SECONDS: '3600',
      },
    });
    await stock(system, '02', 100);
    root = await admin(system);
    anyone = new Person(system, 'nobody@example.com', PASSWORD);
    boss = new Person(system, 'boss@openvoip.example', PASSWORD);
    anna = new Person(system, 'anna@openvoip.example', PASSWORD);
    machine = new Person(system, SWITCH.email, SWITCH.password);
  });
  afterAll(async () => {
    await system.stop();
    rmSync(exchange, { recursive: true });
  });

  /** How many records there are of something. */
  const count = (service: Service, collection: string, filter: object): Promise<number> =>
    system.database(service).collection(collection).countDocuments(filter);
  /** The amounts of a contract's movements with this cause, newest first. */
  const movements = async (of: Customer, cause: string): Promise<number[]> => {
    const { items } = await of.get<{ items: StatementEntry[] }>(`/v1/contracts/${of.contractId}/movements?limit=200`);
    return items.filter((each) => each.cause === cause).map(({ amountCents }) => amountCents);
  };
  const token = async (to: string, words: string): Promise<string> =>
    /token=(\S+)/.exec((await mailTo(system, to, words)).text!)![1]!;
  const upload =
    (person: Person, path: string, fields: Record<string, string> = {}) =>
    (): Test =>
      person.request('post', path).field(fields).attach('files', PDF, 'document.pdf');

  it('sign-ins of staff and machines', async () => {
    for (const [person, roles] of [
      [boss, ['supervisor', 'billing_operator']],
      [anna, ['agent']],
    ] as const) {
      const user = { email: person.email, name: 'A Colleague', roles };
      await repeat(root, '/v1/staff/users', user, { ...user, name: 'Someone else' });
      await acceptInvitation(person, system);
    }
    const carrier = await repeat(root, '/v1/staff/users', {
      email: 'porting@altro.example',
      name: 'Altro Operatore',
      roles: ['carrier'],
      operator: 'Altro Operatore',
    });
    operator = new Person(system, carrier.email, (await repeat(root, `/v1/staff/users/${carrier.id}/secrets`)).secret);
    const invited = await repeat(root, '/v1/staff/users', {
      email: 'gone@openvoip.example',
      name: 'Gone',
      roles: ['agent'],
    });
    expect(await count('accounts', 'emails', { template: 'invitation', to: 'gone@openvoip.example' })).toBe(1);
    await repeat(root, `/v1/staff/users/${invited.id}/invitations`);
    expect(await count('accounts', 'emails', { template: 'invitation', to: 'gone@openvoip.example' })).toBe(2);
    await repeat(
      root,
      `/v1/staff/users/${invited.id}/disable`,
      { disabled: true, reason: 'Left' },
      { disabled: false, reason: 'Is back' },
    );
    await Promise.all([boss, anna, operator, machine].map((person) => person.signIn()));
    bossId = (await boss.get('/v1/auth/me')).userId;
  });

  it('a registration, its email address and its password', async () => {
    ada = customer(system);
    const { contract, amountDueCents } = await repeat(ada, '/v1/registrations', () => ada.registering());
    Object.assign(ada, {
      contractId: contract.id,
      number: contract.number,
      amountDueCents,
      paymentReference: contract.paymentReference,
    });
    customerId = contract.customerId;
    await repeat(
      boss,
      `/v1/staff/customers/${customerId}/resend-confirmation`,
      { reason: 'Lost' },
      { reason: 'Lost again' },
    );
    expect(await count('accounts', 'emails', { template: 'confirmEmail', to: ada.email })).toBe(1);
    await repeat(anyone, '/v1/auth/confirm-email', { token: await token(ada.email, '\nconfirm your email address') });
    await repeat(anyone, '/v1/auth/forgot-password', { email: ada.email }, { email: boss.email });
    // It is written after the answer, which takes the same time for whoever asks.
    await repeat(anyone, '/v1/auth/reset-password', {
      token: await token(ada.email, 'choose a new password'),
      password: PASSWORD,
    });
    expect(await count('accounts', 'emails', { template: 'resetPassword', to: ada.email })).toBe(1);
    expect(await count('accounts', 'emails', { template: 'passwordChanged', to: ada.email })).toBe(1);
    for (const blocked of [true, false])
      await repeat(boss, `/v1/staff/customers/${customerId}/block-sign-in`, { blocked, reason: 'Asked by telephone' });
    expect(await count('accounts', 'staff_actions', { customerId })).toBe(3);
    const { refreshToken } = await anyone.post('/v1/auth/sign-in', { email: ada.email, password: PASSWORD });
    await repeat(anyone, '/v1/auth/sign-out', { refreshToken });
    const path = '/v1/auth/browser/sign-out';
    await repeat(anyone, path, () => anyone.request('post', path).set('x-requested-with', 'test'));
    await ada.signIn();
  });

  it('money that comes in', async () => {
    await repeat(anyone, '/v1/quotes', { services: USUAL_SERVICES });
    const path = `/v1/contracts/${ada.contractId}/card-top-ups`;
    const { paymentId } = await repeat(ada, path, { amountCents: 50_000 }, { amountCents: 60_000 });
    await repeat(ada, `/v1/simulator/payments/${paymentId}/pay`);
    await ada.becomes('active');
    const transfer = { contractId: ada.contractId, amountCents: 100, bankReference: 'CRO-1', receivedOn: '2027-10-04' };
    await repeat(boss, '/v1/staff/top-ups', transfer, { ...transfer, amountCents: 200, bankReference: 'CRO-2' });
    const content = statement(
      transferOf(ada.paymentReference, '10.00', 'CRO-3'),
      transferOf('For my friend', '5.00', 'CRO-4'),
      transferOf('Interests', '0.07', 'CRO-5'),
    );
    const { transfers } = await repeat(boss, '/v1/staff/bank-statements', { content }, { content: statement() });
    expect(transfers.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['booked', 'unmatched', 'unmatched']);
    const {
      items: [interests, unmatched],
    } = await boss.get('/v1/staff/unmatched-transfers');
    await repeat(boss, `/v1/staff/unmatched-transfers/${unmatched.id}/assign`, { contractId: ada.contractId });
    const dismissed = await repeat(
      boss,
      `/v1/staff/unmatched-transfers/${interests.id}/dismiss`,
      { reason: 'Interests of the bank' },
      { reason: 'Somebody’s' },
    );
    expect(dismissed).toMatchObject({ dismissed: true, dismissedBy: bossId, dismissal: 'Interests of the bank' });
    expect(await movements(ada, 'top_up')).toEqual([500, 1_000, 100, 50_000]);
  });

  it('corrections of credit', async () => {
    const adjust = (amountCents: number) => ({
      contractId: ada.contractId,
      amountCents,
      reason: 'Two days without a line',
    });
    await repeat(boss, '/v1/staff/adjustments', adjust(700), adjust(701));
    const approved = await repeat(boss, '/v1/staff/adjustments', adjust(9_000));
    await repeat(root, `/v1/staff/adjustments/${approved.id}/approve`);
    const refused = await repeat(boss, '/v1/staff/adjustments', adjust(8_000));
    await repeat(
      root,
      `/v1/staff/adjustments/${refused.id}/refuse`,
      { reason: 'It was one day' },
      { reason: 'It was two days' },
    );
    expect(await movements(ada, 'adjustment')).toEqual([9_000, 700]);
  });

  it('a change of services that takes one more number', async () => {
    const path = `/v1/contracts/${ada.contractId}/changes`;
    const { changeId } = await repeat(
      ada,
      path,
      { services: [{ product: 'geographic_number', quantity: 2 }] },
      { services: [{ product: 'extension', quantity: 3 }] },
    );
    await repeat(ada, `${path}/${changeId}/confirm`);
    expect(await movements(ada, 'upgrade')).toHaveLength(1);
    await eventually(
      'the second number',
      async () => (await ada.get(`/v1/contracts/${ada.contractId}/numbers`)).items.length === 2,
    );
  });

  it('one more contract, whose activation staff try again and then stop', async () => {
    const wish = { district: '02', services: USUAL_SERVICES, termsAccepted: true };
    const { contract } = await repeat(ada, '/v1/contracts', wish, { ...wish, services: [] });
    await repeat(
      boss,
      `/v1/staff/sagas/${contract.id}/resume`,
      { reason: 'Have a look' },
      { reason: 'Have another look' },
    );
    const { history } = await repeat(boss, `/v1/staff/sagas/${contract.id}/compensate`, {
      reason: 'Registered by mistake',
    });
    const steps = history.map(({ what }: { what: string }) => what).filter((what: string) => / by /.test(what));
    expect(steps).toEqual([
      `resumed by ${bossId}: Have a look`,
      `compensation asked by ${bossId}: Registered by mistake`,
    ]);
  });

  it('calls', async () => {
    const call = { callId: 'call-1', contractId: ada.contractId };
    await repeat(
      machine,
      '/v1/switch/authorisations',
      { ...call, to: '+390112345678' },
      { ...call, to: '+390112345679' },
    );
    await repeat(machine, '/v1/switch/releases', call, { ...call, callId: 'call-2' });
    const records = [{ ...call, from: ada.number, to: '+390112345678', startedAt: START, seconds: 60 }];
    expect(
      await repeat(machine, '/v1/switch/call-records', { records }, { records: [{ ...records[0], callId: 'call-2' }] }),
    ).toEqual({ rated: 1, repeated: 0, rejects: [] });
    expect((await ada.get(`/v1/contracts/${ada.contractId}/calls`)).items).toHaveLength(1);
    await machine.post('/v1/switch/call-records', { records: [59, 58].map((seconds) => ({ ...records[0], seconds })) });
    const {
      items: [one, other],
    } = await root.get('/v1/staff/call-rejects');
    const reason = 'The switch wrote it twice';
    await repeat(root, `/v1/staff/call-rejects/${one.id}/accept`, { reason }, { reason: 'Another reason' });
    await repeat(root, `/v1/staff/call-rejects/${other.id}/dismiss`, { reason }, { reason: 'Another reason' });
    expect((await ada.get(`/v1/contracts/${ada.contractId}/calls`)).items).toMatchObject([{ seconds: one.seconds }]);
  });

  it('the inventory and the holder register', async () => {
    await repeat(
      root,
      '/v1/staff/number-blocks',
      { district: '06', from: '0655500000', count: 100 },
      { district: '06', from: '0655600000', count: 100 },
    );
    const number = `/v1/staff/numbers/${encodeURIComponent(ada.number)}`;
    const questions = [
      [`${number}/holder-inquiries`, { at: START }],
      [`${number}/holdings-inquiries`, {}],
      ['/v1/staff/register-exports', {}],
      ['/v1/staff/identity-erasures', { customerId }],
    ] as const;
    for (const [path, question] of questions)
      await repeat(root, path, { ...question, reason: `${REASON} ${path}` }, { ...question, reason: REASON });
    for (const [path] of questions)
      expect([path, await count('numbers', 'register_inquiries', { reason: `${REASON} ${path}` })]).toEqual([path, 1]);
  });

  it('numbers that come', async () => {
    const details = {
      ranges: [{ from: '+390612345678', count: 1 }],
      donor: 'Altro Operatore',
      migrationCode: 'ABC0612345678999K',
      holder: MARIO,
      keepFirstNumber: true,
    };
    const { id } = await repeat(ada, `/v1/contracts/${ada.contractId}/port-ins`, details, {
      ...details,
      keepFirstNumber: false,
    });
    const [own, desk] = [`/v1/port-ins/${id}`, `/v1/staff/port-ins/${id}`];
    for (const kind of ['letter_of_authority', 'identity'])
      await repeat(ada, `${own}/documents`, upload(ada, `${own}/documents`, { kind }));
    await repeat(ada, `${own}/submissions`);
    await repeat(anna, `${desk}/rejections`, { reason: 'migration_code_wrong' }, { reason: 'holder_mismatch' });
    await repeat(ada, `${own}/comments`, { text: 'It is on the bill' }, { text: 'It is not' });
    await repeat(anna, `${desk}/comments`, { text: 'Thank you' });
    await repeat(ada, `${own}/amendments`, { ...details, migrationCode: 'ABC0612345678999Z' });
    await repeat(ada, `${own}/submissions`);
    expect(await repeat(boss, '/v1/staff/carrier-exchanges')).toEqual({ sent: 1, taken: 0, refused: 0 });
    await repeat(anna, `${desk}/verifications`);
    await repeat(anna, `${desk}/acceptances`, { cutOverOn: '2027-10-13' });
    await repeat(ada, `${own}/moves`, { cutOverOn: '2027-10-14' }, { cutOverOn: '2027-10-15' });
    const order = await repeat(ada, `${own}/cancellations`);
    expect(order.history.map(({ action }: { action: string }) => action)).toEqual([
      'request',
      'submit',
      'reject',
      'amend',
      'submit',
      'verify',
      'accept',
      'move',
      'cancel',
    ]);
    expect([order.comments.length, order.documents.length]).toEqual([2, 2]);
  });

  it('a ticket', async () => {
    const wish = { category: 'technical', subject: 'No calls', text: 'The line is dead', contractId: ada.contractId };
    const { id } = await repeat(ada, '/v1/tickets', wish, { ...wish, text: 'The telephone is dead' });
    const [own, desk] = [`/v1/tickets/${id}`, `/v1/staff/tickets/${id}`];
    await repeat(ada, `${own}/answers`, { text: 'It still is' }, { text: 'It no longer is' });
    await repeat(ada, `${own}/attachments`, upload(ada, `${own}/attachments`));
    await repeat(anna, `${desk}/claim`);
    await repeat(anna, `${desk}/notes`, { text: 'Look at the SBC' }, { text: 'Look at the PBX' });
    await repeat(anna, `${desk}/answers`, { text: 'Please restart it' });
    await repeat(anna, `${desk}/watch`, { watch: true }, { watch: false });
    const macro = { name: 'Restart', textIt: 'Riavvia', textEn: 'Restart', next: 'keep_open' };
    await repeat(anna, `${desk}/macros`, {
      macroId: (await repeat(boss, '/v1/staff/ticket-macros', macro, { ...macro, next: 'wait' })).id,
    });
    await repeat(boss, `${desk}/assign`, { assigneeId: bossId });
    await repeat(boss, `${desk}/transfer`, { reason: 'Back to the queue' }, { reason: 'Not mine' });
    const { version, messages } = await anna.get(desk);
    const resolved = await repeat(anna, `${desk}/resolve`, { version });
    await repeat(anna, `${desk}/close`, { version: resolved.version });
    await repeat(anna, `${desk}/reopen`);
    const other = await repeat(
      anna,
      '/v1/staff/tickets',
      { ...wish, customerId },
      { ...wish, customerId, subject: 'No sound' },
    );
    await repeat(anna, `${desk}/links`, { otherTicketId: other.id, kind: 'related' });
    await repeat(anna, `${desk}/split`, { messageIds: [messages[1].id], subject: 'Another matter', category: 'other' });
    await repeat(anna, `/v1/staff/tickets/${other.id}/merge`, { intoTicketId: id });
    await repeat(
      anna,
      '/v1/staff/ticket-views',
      { name: 'Mine', shared: false, filter: { assignee: 'me' } },
      { name: 'Mine', shared: true, filter: {} },
    );
    expect(actionsOf(await anna.get(`${desk}/audit`))).toEqual([
      'opened',
      'answered',
      'attached',
      'claimed',
      'noted',
      'answered',
      'watched',
      'answered',
      'assigned',
      'transferred',
      'resolved',
      'closed',
      'reopened',
      'linked',
      'split',
      'merged_from',
    ]);
    expect((await anna.get(desk)).messages).toHaveLength(messages.length);
  });

  it('a change of holder', async () => {
    const bea = await customer(system).active();
    const path = `/v1/contracts/${bea.contractId}/volture`;
    const wish = { newHolder: COMPANY_HOLDER, newHolderEmail: 'amministrazione@esempio.example', agreed: true };
    const withdrawn = await repeat(bea, path, wish, { ...wish, newHolderEmail: 'another@esempio.example' });
    await repeat(bea, `/v1/volture/${withdrawn.id}/withdraw`);
    const refused = await repeat(bea, path, wish);
    await repeat(
      boss,
      `/v1/staff/volture/${refused.id}/refuse`,
      { reason: 'Another address' },
      { reason: 'Another name' },
    );
    const { id, ticketId } = await repeat(bea, path, wish);
    const files = `/v1/tickets/${ticketId}/attachments`;
    for (const documentKind of ['identity', 'company_register'])
      await repeat(bea, files, upload(bea, files, { documentKind }));
    const { number } = await bea.get(`/v1/tickets/${ticketId}`);
    await repeat(anyone, '/v1/voltura-agreements', { token: await token(wish.newHolderEmail, `(request ${number})`) });
    await repeat(boss, `/v1/staff/volture/${id}/approve`);
    await eventually(
      'the change of holder',
      async () => (await boss.get(`/v1/staff/volture/${id}`)).state === 'completed',
    );
    expect(actionsOf(await boss.get(`/v1/staff/tickets/${ticketId}/audit`))).toEqual([
      'opened',
      'attached',
      'attached',
      'voltura_agreed',
      'voltura_approved',
      'voltura_completed',
    ]);
  });

  it('a cancellation and its refunds', async () => {
    const carla = await customer(system).active({ creditCents: 5_000 });
    const path = `/v1/contracts/${carla.contractId}/cancellation`;
    await repeat(carla, path, { when: 'end_of_month' }, { when: 'now' });
    await repeat(carla, `${path}/withdraw`);
    await repeat(carla, path, { when: 'now', iban: OURS, accountHolder: 'Mario Rossi' });
    await carla.becomes('cancelled');
    await carla.topUp(1_000);
    await repeat(carla, `/v1/contracts/${carla.contractId}/refunds`, { iban: OURS, accountHolder: 'Mario Rossi' }, {});
    expect(await movements(carla, 'refund')).toEqual([-1_000, -5_000]);
    const { items } = await boss.get<{ items: { id: string }[] }>('/v1/staff/refunds');
    for (const { id } of items) await repeat(root, `/v1/staff/refunds/${id}/approve`, { iban: OURS });
    expect(await repeat(boss, '/v1/staff/refund-batches')).toMatchObject({ transfers: 2, totalCents: 6_000 });
    const paid = await Promise.all(items.map(({ id }) => boss.get<{ endToEndId: string }>(`/v1/staff/refunds/${id}`)));
    const content = ['end_to_end_id,status,reason', ...paid.map(({ endToEndId }) => `${endToEndId},ACSC,`)].join('\n');
    const { rows } = await repeat(boss, '/v1/staff/refund-statuses', { content });
    expect(rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['executed', 'executed']);
    expect(JSON.parse(await system.cli('billing', 'ledger', 'verify', '--json'))).toMatchObject({ problems: [] });
  });

  it('a withdrawal', async () => {
    const dora = await customer(system).active();
    await repeat(dora, `/v1/contracts/${dora.contractId}/withdrawal`, { iban: OURS, accountHolder: 'Mario Rossi' }, {});
    await dora.becomes('cancelled');
    expect(await movements(dora, 'refund')).toEqual([-dora.amountDueCents]);
  });

  it('a copy of one’s data, and its erasure', async () => {
    const emma = await customer(system).active();
    const { customerId: id } = await emma.contract();
    await repeat(emma, '/v1/data-exports');
    await repeat(anna, `/v1/staff/customers/${id}/data-exports`, { reason: REASON }, { reason: 'Another reason' });
    await emma.post(`/v1/contracts/${emma.contractId}/cancellation`);
    await emma.becomes('cancelled');
    await eventually('the copies to be ready', async () =>
      (await emma.get<{ items: { state: string }[] }>('/v1/data-exports')).items.every(
        ({ state }) => state === 'ready',
      ),
    );
    await repeat(emma, '/v1/erasures');
    const finn = await customer(system).registered();
    const { customerId: other } = await finn.contract();
    await system
      .database('accounts')
      .collection('contracts')
      .updateOne({ _id: finn.contractId as never }, { $set: { state: 'lapsed' } });
    await repeat(boss, `/v1/staff/customers/${other}/erasures`, { reason: REASON }, { reason: 'Another reason' });
    expect(await count('accounts', 'erasures', { customerId: { $in: [id, other] } })).toBe(2);
  });

  it('a number that leaves, and comes back', async () => {
    const { items } = await ada.get<{ items: { number: string }[] }>(`/v1/contracts/${ada.contractId}/numbers`);
    const { number } = items.find((each) => each.number !== ada.number)!;
    const { migrationCode } = await ada.get(
      `/v1/contracts/${ada.contractId}/numbers/${encodeURIComponent(number)}/migration-code`,
    );
    const wish = (reference: string) => ({
      reference,
      number,
      migrationCode,
      taxCode: MARIO.taxCode,
      recipient: 'Altro Operatore',
    });
    const byCarrier = await repeat(operator, '/v1/carrier/port-outs', wish('PO-1'));
    await repeat(operator, `/v1/carrier/port-outs/${byCarrier.id}/cancellations`);
    const byStaff = await repeat(anna, '/v1/staff/port-outs', wish('PO-2'));
    await repeat(anna, `/v1/staff/port-outs/${byStaff.id}/cancellations`);
    const { id, cutOverOn } = await repeat(operator, '/v1/carrier/port-outs', wish('PO-3'));
    expect(await count('numbers', 'port_outs', { number })).toBe(3);
    await system.moveClock(`${cutOverOn}T08:00:00Z`);
    await eventually(
      'the number to have left',
      async () => (await (await operator.signIn()).get(`/v1/carrier/port-outs/${id}`)).state === 'cut_over',
    );
    await boss.signIn();
    const path = `/v1/staff/numbers/${encodeURIComponent(number)}`;
    await repeat(boss, `${path}/take-backs`, { reason: 'Told by the recipient' }, { reason: 'Told by the donor' });
    const { history } = await boss.get<{ history: { cause: string }[] }>(path);
    expect(history.filter(({ cause }) => cause === 'come_back')).toHaveLength(1);
  });

  it('nothing else is posted: each route of the permission table was walked, or is exempt for a reason', () => {
    expect([...walked, ...Object.keys(EXEMPT)].toSorted()).toEqual(POSTS.toSorted());
  });
});
