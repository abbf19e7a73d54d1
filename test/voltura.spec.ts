import type { MonthStatement } from '#libs/api/billing/documents.js';
import type { CreditView, StatementEntry } from '#libs/api/billing/credit.js';
import type { HolderAnswer } from '#libs/api/numbers/register.js';
import type { TicketDetail } from '#libs/api/tickets/tickets.js';
import type { VolturaView } from '#libs/api/tickets/voltura.js';
import { answerMail, mailTo, withMailIntake } from '#libs/testing/mail.js';
import { admin, COMPANY_HOLDER, customer, type Customer, type Person } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';

const PDF = Buffer.from('%PDF-1.7\n');
const BOSS = 'amministrazione@esempio.example';
const PASSWORD = 'parola d’ordine della società';
const REASON = 'Decreto 1234/2027 della Procura di Milano';

/** One change of holder from the first mail to the next renewal: each `it` goes on where the one before stopped. */
describe('R16, case 5: Mario Rossi’s contract becomes that of Esempio S.r.l.', () => {
  let system: System;
  let mario: Customer;
  let company: Customer;
  let voltura: VolturaView;
  let numbers: string[];
  let creditBefore: number;
  beforeAll(async () => {
    system = await System.start({
      at: '2027-10-20T09:00:00Z',
      env: withMailIntake(),
      processes: ['accounts', 'numbers', 'billing', 'jobs', 'tickets', 'gateway'],
    });
    await stock(system, '02', 100);
    mario = await customer(system).active({ creditCents: 20_000 });
    company = Object.assign(customer(system, BOSS), {
      password: PASSWORD,
      contractId: mario.contractId,
      number: mario.number,
    });
  }, 180_000);
  afterAll(() => system.stop());

  const staff = (): Promise<Person> => admin(system, { fresh: true });
  const seen = async (): Promise<VolturaView> => (await staff()).get<VolturaView>(`/v1/staff/volture/${voltura.id}`);
  const refusal = async (as: Person, path: string, body: object = {}): Promise<[number, string]> => {
    const answer = await as.request('post', path, body);
    return [answer.status, answer.body.code as string];
  };
  const heldBy = async (number: string, at: string): Promise<string | undefined> => {
    const { holding } = await (await staff()).post<HolderAnswer>(
      `/v1/staff/numbers/${encodeURIComponent(number)}/holder-inquiries`,
      { at, reason: REASON },
    );
    return holding?.holder?.name;
  };
  const justBefore = (instant: string): string => new Date(Date.parse(instant) - 1).toISOString();
  const creditOf = (person: Customer): Promise<CreditView> =>
    person.get<CreditView>(`/v1/contracts/${person.contractId}/credit`);

  it('has two numbers, services and credit that are to carry on', async () => {
    const quote = await mario.post(`/v1/contracts/${mario.contractId}/changes`, {
      services: [
        { product: 'geographic_number', quantity: 2 },
        { product: 'extension', quantity: 2 },
      ],
    });
    await mario.post(`/v1/contracts/${mario.contractId}/changes/${quote.changeId}/confirm`);
    numbers = await eventually('the second number', async () => {
      const { items } = await mario.get<{ items: { number: string; state: string }[] }>(
        `/v1/contracts/${mario.contractId}/numbers`,
      );
      const assigned = items.filter(({ state }) => state === 'assigned').map(({ number }) => number);
      return assigned.length === 2 ? assigned : undefined;
    });
    creditBefore = await mario.balance();
  });

  it('is refused at once for an identity that cannot be, and by staff with a reason that Mario reads by mail', async () => {
    const path = `/v1/contracts/${mario.contractId}/volture`;
    const wrong = await mario.request('post', path, {
      newHolder: { ...COMPANY_HOLDER, address: { ...COMPANY_HOLDER.address, province: 'RM' } },
      newHolderEmail: BOSS,
      agreed: true,
    });
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'newHolder.address.cap']);
    const first = await mario.post<VolturaView>(path, {
      newHolder: COMPANY_HOLDER,
      newHolderEmail: BOSS,
      agreed: true,
    });
    expect(await refusal(mario, path, { newHolder: COMPANY_HOLDER, newHolderEmail: BOSS, agreed: true })).toEqual([
      409,
      'voltura_pending',
    ]);
    await (await staff()).post(`/v1/staff/volture/${first.id}/refuse`, {
      reason: 'The company register shows another legal address',
    });
    await mailTo(system, mario.email, 'another legal address');
    expect(await mario.get(`/v1/tickets/${first.ticketId}`)).toMatchObject({ state: 'resolved' });
    expect(await mario.contract()).toMatchObject({ state: 'active', holder: { kind: 'private' } });
  });

  it('is asked by ticket; the documents come by mail, and staff say what they prove', async () => {
    voltura = await mario.post<VolturaView>(`/v1/contracts/${mario.contractId}/volture`, {
      newHolder: COMPANY_HOLDER,
      newHolderEmail: BOSS,
      agreed: true,
      text: 'My firm takes the line over',
    });
    const desk = await staff();
    await desk.post(`/v1/staff/tickets/${voltura.ticketId}/claim`);
    await desk.post(`/v1/staff/tickets/${voltura.ticketId}/answers`, {
      text: 'Please send an identity document and the company register',
    });
    const asked = await mailTo(system, mario.email, 'Please send an identity document');
    await answerMail(
      system,
      asked,
      mario.email,
      'Here they are',
      ['carta-identita.pdf', 'visura.pdf'].map((filename) => ({ filename, content: PDF })),
    );
    const ticket = await mario.get<TicketDetail>(`/v1/tickets/${voltura.ticketId}`);
    expect(ticket).toMatchObject({ state: 'open', category: 'voltura' });
    const files = ticket.messages.at(-1)!.attachments;
    expect(files.map(({ fileName }) => fileName)).toEqual(['carta-identita.pdf', 'visura.pdf']);
    expect((await seen()).missing).toEqual(['new_holder_agreement', 'identity', 'company_register']);
    for (const [index, documentKind] of ['identity', 'company_register'].entries())
      await desk.request('patch', `/v1/staff/attachments/${files[index]!.id}`, { documentKind }).expect(200);
    expect((await seen()).missing).toEqual(['new_holder_agreement']);
  });

  it('is not approved before the new holder agreed, with the link that was mailed', async () => {
    expect(await refusal(await staff(), `/v1/staff/volture/${voltura.id}/approve`)).toEqual([
      409,
      'voltura_incomplete',
    ]);
    const { number } = await mario.get<TicketDetail>(`/v1/tickets/${voltura.ticketId}`);
    const invitation = await mailTo(system, BOSS, `(request ${number})`);
    await company.post('/v1/voltura-agreements', { token: /token=(\S+)/.exec(invitation.text!)![1] });
    expect((await seen()).missing).toEqual([]);
  });

  it('case 5: with billing dead when it is half done, and then no broker at all, it completes once both are back', async () => {
    await system.kill('billing');
    await (await staff()).post(`/v1/staff/volture/${voltura.id}/approve`);
    const sagas = system.database('accounts').collection('sagas');
    await eventually('the register to be changed and billing to be missed', () =>
      sagas.findOne({ kind: 'voltura', stepName: 'change billing identity', attempts: { $gt: 0 } }),
    );
    expect(
      await system
        .database('accounts')
        .collection('contracts')
        .findOne({ _id: mario.contractId as never }),
    ).toMatchObject({ customerId: voltura.customerId, process: { kind: 'voltura' } });
    system.cutBroker();
    await eventually(
      'the outage to be told',
      async () => (await mario.request('get', `/v1/contracts/${mario.contractId}`)).status === 503,
    );
    await new Promise((done) => setTimeout(done, 2_000));
    system.healBroker();
    await system.startProcess('billing');
    voltura = await eventually(
      'the voltura to be carried out',
      async () => {
        const now = await seen();
        return now.state === 'completed' ? now : Promise.reject(new Error(now.state));
      },
      90_000,
    );
    expect(await mario.get(`/v1/tickets/${voltura.ticketId}`)).toMatchObject({ state: 'resolved' });
  });

  it('the former holder sees that it is gone; the new one is invited, chooses a password and has the contract', async () => {
    await mario.signIn();
    expect(await mario.get(`/v1/contracts/${mario.contractId}`)).toMatchObject({
      state: 'transferred',
      holder: { kind: 'private', familyName: 'Rossi' },
      endedAt: voltura.effectiveAt,
    });
    expect(await refusal(mario, `/v1/contracts/${mario.contractId}/cancellation`)).toEqual([404, 'not_found']);
    expect((await mario.request('get', `/v1/contracts/${mario.contractId}/credit`)).status).toBe(404);
    const invitation = await mailTo(system, BOSS, 'reset-password');
    await company.post('/v1/auth/reset-password', {
      token: /token=(\S+)/.exec(invitation.text!)![1],
      password: PASSWORD,
    });
    await company.signIn();
    expect(await company.contract()).toMatchObject({
      state: 'active',
      number: mario.number,
      holder: { kind: 'company', companyName: 'Esempio S.r.l.', partitaIva: COMPANY_HOLDER.partitaIva },
    });
  });

  it('the register knows for every number the old holder until the instant and the new one from it on', async () => {
    const instant = voltura.effectiveAt!;
    for (const number of numbers) {
      expect([number, await heldBy(number, justBefore(instant)), await heldBy(number, instant)]).toEqual([
        number,
        'Mario Rossi',
        'Esempio S.r.l.',
      ]);
    }
    expect(JSON.parse(await system.cli('numbers', 'register', 'verify', '--json'))).toMatchObject({ problems: [] });
  });

  it('services and credit carry on, and the statement of the month is split at the instant', async () => {
    const credit = await creditOf(company);
    expect(credit).toMatchObject({ balanceCents: creditBefore, state: 'active' });
    expect(credit.services).toEqual(
      expect.arrayContaining([
        { product: 'geographic_number', quantity: 2 },
        { product: 'extension', quantity: 2 },
      ]),
    );
    expect([...credit.numbers].sort()).toEqual([...numbers].sort());
    const path = `/v1/contracts/${mario.contractId}/statements/2027-10`;
    const [his, theirs] = [await mario.get<MonthStatement>(path), await company.get<MonthStatement>(path)];
    expect(his).toMatchObject({
      holderName: 'Mario Rossi',
      until: voltura.effectiveAt,
      closingCents: creditBefore,
      openingCents: 0,
      part: 1,
      parts: 2,
    });
    expect(theirs).toMatchObject({
      holderName: 'Esempio S.r.l.',
      holderTaxCode: COMPANY_HOLDER.partitaIva,
      from: voltura.effectiveAt,
      openingCents: creditBefore,
      entries: [],
      part: 2,
    });
  });

  it('R06, R16: the next renewal is charged once, to the new holder', async () => {
    const { monthlyGrossCents } = await creditOf(company);
    await system.moveClock('2027-10-31T23:00:05Z');
    const renewals = async (): Promise<StatementEntry[]> => {
      await company.signIn();
      const { items } = await company.get<{ items: StatementEntry[] }>(`/v1/contracts/${mario.contractId}/movements`);
      return items.filter(({ cause }) => cause === 'renewal');
    };
    await eventually('the renewal', async () => (await renewals()).length > 0, 60_000);
    await system.cli('billing', 'renewals', 'run', '--period', '2027-11', '--json');
    expect(await renewals()).toMatchObject([
      { amountCents: -monthlyGrossCents, balanceCents: creditBefore - monthlyGrossCents },
    ]);
    expect(await company.get(`/v1/contracts/${mario.contractId}/statements/2027-11`)).toMatchObject({
      holderName: 'Esempio S.r.l.',
      chargedCents: monthlyGrossCents,
      parts: 1,
    });
    await mario.signIn();
    expect((await mario.request('get', `/v1/contracts/${mario.contractId}/statements/2027-11`)).status).toBe(404);
    expect(JSON.parse(await system.cli('billing', 'ledger', 'verify', '--json'))).toMatchObject({ problems: [] });
  });

  it('R16: a request that is open when its contract ends ends with it: the request, its link and its ticket say so', async () => {
    const { id, ticketId } = await company.post<VolturaView>(`/v1/contracts/${company.contractId}/volture`, {
      newHolder: { ...COMPANY_HOLDER, companyName: 'Verdi S.n.c.', partitaIva: '00743110157' },
      newHolderEmail: 'verdi@example.com',
      agreed: true,
    });
    const invitation = await mailTo(system, 'verdi@example.com', 'Verdi S.n.c.');
    expect(invitation.text).not.toContain('..');
    await company.post(`/v1/contracts/${company.contractId}/cancellation`, { when: 'now' });
    const ended = await eventually('the request to end', async () => {
      const now = await company.get<VolturaView>(`/v1/volture/${id}`);
      return now.state === 'lapsed' ? now : undefined;
    });
    expect(ended.reason).toContain('terminato il 1 novembre 2027');
    expect(
      await refusal(company, '/v1/voltura-agreements', { token: /token=(\S+)/.exec(invitation.text!)![1] }),
    ).toEqual([409, 'voltura_lapsed']);
    expect(await company.get<TicketDetail>(`/v1/tickets/${ticketId}`)).toMatchObject({ state: 'resolved' });
  });
});
