import type { TicketDetail } from '#libs/api/tickets/tickets.js';
import type { DeskPage, DeskTicketDetail } from '#libs/api/tickets/desk.js';
import type { CustomerOverview } from '../gateway/src/http/customer/customer-overview.service.js';
import type { ContractView } from '#libs/api/accounts/accounts.js';
import type { AdjustmentView } from '#libs/api/billing/adjustments.js';
import type { StatementEntry } from '#libs/api/billing/credit.js';
import type { DeskReport } from '#libs/api/tickets/reports.js';
import { answerMail, mailTo, withMailIntake } from '#libs/testing/mail.js';
import { admin, colleague, customer, type Customer, type Person } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';

const MINUTE = 60_000;

/** Friday noon in Rome. A technical ticket of normal priority promises a first answer in 240 working minutes and a resolution in 1620. */
const FRIDAY = '2027-10-22T10:00:00Z';

describe('R19: tickets through the gateway', () => {
  let system: System;
  let mario: Customer;
  let anna: Person;
  let bruno: Person;
  let annaId: string;
  beforeAll(async () => {
    system = await System.start({ at: FRIDAY, env: withMailIntake() });
    await stock(system, '02', 100);
    mario = await customer(system).active({ creditCents: 10_000 });
    anna = await colleague(system, { email: 'anna@openvoip.example', name: 'Anna Bianchi', roles: ['agent'] });
    bruno = await colleague(system, { email: 'bruno@openvoip.example', name: 'Bruno Neri', roles: ['supervisor'] });
    annaId = (await anna.get('/v1/auth/me')).userId;
  });
  afterAll(() => system.stop());

  const signInAgain = (): Promise<Person[]> => Promise.all([mario, anna, bruno].map((person) => person.signIn()));
  const goTo = async (instant: string): Promise<void> => {
    await system.moveClock(instant);
    await eventually('the new time to be told', signInAgain);
  };
  const open = (text = 'The line is dead'): Promise<TicketDetail> =>
    mario.post('/v1/tickets', { category: 'technical', subject: 'No calls', text, contractId: mario.contractId });
  const seenBy = (agent: Person, id: string): Promise<DeskTicketDetail> => agent.get(`/v1/staff/tickets/${id}`);

  it('staff claim, note and answer; the customer answers by mail; staff resolve; a further answer reopens', async () => {
    const { id } = await open();
    await anna.post(`/v1/staff/tickets/${id}/claim`);
    await anna.post(`/v1/staff/tickets/${id}/notes`, { text: 'Check the SBC' });
    await anna.post(`/v1/staff/tickets/${id}/answers`, { text: 'Please restart the telephone' });
    await answerMail(
      system,
      await mailTo(system, mario.email, 'Please restart the telephone'),
      mario.email,
      'Restarted, still dead',
    );
    const ticket = await mario.get<TicketDetail>(`/v1/tickets/${id}`);
    expect(ticket.messages.map((message) => message.text)).toEqual([
      'The line is dead',
      'Please restart the telephone',
      'Restarted, still dead',
    ]);
    const { version } = await seenBy(anna, id);
    await anna.post(`/v1/staff/tickets/${id}/resolve`, { version });
    expect((await mario.post<TicketDetail>(`/v1/tickets/${id}/answers`, { text: 'Dead again' })).state).toBe('open');
  });

  it('case 12: staff close a ticket while the customer is answering: the answer is kept and the ticket is open', async () => {
    const { id } = await open();
    const { version } = await seenBy(anna, id);
    const resolved = await anna.post<DeskTicketDetail>(`/v1/staff/tickets/${id}/resolve`, { version });
    const [closed] = await Promise.all([
      anna.request('post', `/v1/staff/tickets/${id}/close`, { version: resolved.version }),
      mario.post(`/v1/tickets/${id}/answers`, { text: 'Wait, it is not' }),
    ]);
    expect([200, 409]).toContain(closed.status);
    expect(await mario.get(`/v1/tickets/${id}`)).toMatchObject({
      state: 'open',
      messages: [{}, { text: 'Wait, it is not' }],
    });
  });

  it('R30: a complaint is told its receipt, its last day and the way to conciliation at once, and ends only with a written answer', async () => {
    const { id, complaint } = await mario.post<TicketDetail>('/v1/tickets', {
      category: 'complaint',
      subject: 'Three weeks without a line',
      text: 'Nobody came.',
    });
    expect(complaint).toMatchObject({
      receiptNumber: expect.stringMatching(/^REC-2027-\d{8}$/),
      answerBy: '2027-12-06',
      late: false,
      conciliation: expect.stringContaining('https://conciliaweb.agcom.it'),
    });
    const mail = await mailTo(system, mario.email, complaint!.receiptNumber);
    expect(mail.text).toContain('Co.re.com.');
    await answerMail(system, mail, mario.email, 'And nobody telephones.');
    const { version, messages } = await seenBy(anna, id);
    expect((await anna.request('post', `/v1/staff/tickets/${id}/resolve`, { version })).body).toMatchObject({
      status: 409,
      code: 'complaint_not_answered',
    });
    await anna.post(`/v1/staff/tickets/${id}/answers`, {
      text: 'We are sorry: it is mended.',
      next: 'resolve',
      version,
    });
    expect((await mario.get<TicketDetail>(`/v1/tickets/${id}`)).complaint!.answeredAt).toBeDefined();
    const original = messages.at(-1)!.attachments.find(({ contentType }) => contentType === 'message/rfc822')!;
    expect((await mario.request('get', `/v1/attachments/${original.id}`)).status).toBe(404);
    expect((await anna.request('get', `/v1/attachments/${original.id}`)).status).toBe(200);
  });

  describe('one ticket, two agents and three weeks', () => {
    let id: string;

    it('of two agents who claim it at once one gets it, and the other is told who', async () => {
      ({ id } = await open('The line in the hall is dead'));
      const answers = await Promise.all(
        [anna, bruno].map((agent) => agent.request('post', `/v1/staff/tickets/${id}/claim`)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const { assigneeId } = await seenBy(anna, id);
      expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
        code: 'ticket_claimed',
        details: { assigneeId },
      });
      if (assigneeId !== annaId)
        await bruno.post(`/v1/staff/tickets/${id}/transfer`, { assigneeId: annaId, reason: 'Telephones are yours' });
      expect((await seenBy(bruno, id)).assigneeId).toBe(annaId);
    });

    it('its promises run in working hours, and the resolution stands still while Mario is waited for', async () => {
      const before = await seenBy(anna, id);
      expect(Math.abs(Date.parse(before.firstAnswer.dueAt!) - Date.parse(before.openedAt) - 240 * MINUTE)).toBeLessThan(
        MINUTE,
      );
      await goTo('2027-10-22T11:00:30Z');
      await anna.post(`/v1/staff/tickets/${id}/answers`, { text: 'Which telephone is it, the white one?' });
      const paused = await seenBy(anna, id);
      expect(paused).toMatchObject({ state: 'waiting_customer', firstAnswer: { metAt: expect.any(String) } });
      expect(paused.resolution.dueAt).toBeUndefined();
      await goTo('2027-11-08T08:00:00Z');
      await answerMail(
        system,
        await mailTo(system, mario.email, 'the white one?'),
        mario.email,
        'The one in the hall, still dead',
      );
      const running = await seenBy(anna, id);
      expect(running.resolution).toMatchObject({ usedMinutes: paused.resolution.usedMinutes });
      expect(running.resolution.breachedAt).toBeUndefined();
      // From Monday at nine: nine hours on each of Monday and Tuesday, and the rest of 1620 minutes on Wednesday.
      const left = 1_620 - 2 * 540 - paused.resolution.usedMinutes;
      expect(
        Math.abs(Date.parse(running.resolution.dueAt!) - Date.parse('2027-11-10T08:00:00Z') - left * MINUTE),
      ).toBeLessThan(5 * MINUTE);
    });

    it('a promise that breaks is seen in the queue, once, and mailed to who has the ticket', async () => {
      await goTo('2027-11-10T16:55:00Z');
      const broken = await eventually('the breach', async () => {
        const { items } = await anna.get<DeskPage>('/v1/staff/tickets?breached=true');
        return items.find((item) => item.id === id);
      });
      expect(broken).toMatchObject({ state: 'open', resolution: { breachedAt: expect.any(String) } });
      const { entries } = await bruno.get<{ entries: { action: string }[] }>(`/v1/staff/tickets/${id}/audit`);
      expect(entries.filter(({ action }) => action === 'sla_breached')).toHaveLength(1);
      expect((await mailTo(system, anna.email, `broke on ticket ${broken.number}`)).text).toContain('resolution');
    });

    it('case 12: Mario’s mail comes while Anna closes: whatever comes first, his words are kept and the ticket is open', async () => {
      const { version } = await seenBy(anna, id);
      const answer = await anna.post<DeskTicketDetail>(`/v1/staff/tickets/${id}/answers`, {
        text: 'It was the fuse, done',
        next: 'resolve',
        version,
      });
      const mail = await mailTo(system, mario.email, 'It was the fuse');
      const [closed] = await Promise.all([
        anna.request('post', `/v1/staff/tickets/${id}/close`, { version: answer.version }),
        answerMail(system, mail, mario.email, 'No, it still is dead'),
      ]);
      expect([200, 409]).toContain(closed.status);
      if (closed.status === 409) expect(closed.body.code).toBe('ticket_changed');
      const ticket = await mario.get<TicketDetail>(`/v1/tickets/${id}`);
      expect([ticket.state, ticket.messages.at(-1)!.text]).toEqual(['open', 'No, it still is dead']);
    });

    it('the desk’s report and the queue are there for people and machines, by the API and on the command line', async () => {
      const period = { from: '2027-10-22', to: '2027-11-30' };
      const report = await bruno.get<DeskReport>('/v1/staff/reports/tickets?from=2027-10-22&to=2027-11-30');
      expect(report.rows.find(({ category }) => category === 'technical')).toMatchObject({
        opened: 3,
        resolutionBreaches: expect.any(Number),
      });
      const all = report.rows.find(({ category }) => category === 'all')!;
      expect(all.reopened).toBeGreaterThanOrEqual(3);
      expect(all.resolutionBreaches).toBeGreaterThanOrEqual(1);
      const csv = (await bruno.request('get', '/v1/staff/reports/tickets.csv').query(period)).text;
      const asked = ['tickets', 'report', '--from', period.from, '--to', period.to];
      expect(JSON.parse(await system.cli('tickets', ...asked, '--json'))).toEqual(report);
      expect(await system.cli('tickets', ...asked, '--csv')).toBe(csv);
      expect(csv.split('\n')[0]).toContain('category,opened,resolved,reopened,backlog');
      expect(await system.cli('tickets', ...asked)).toMatch(/category +opened/);
      const { number } = await seenBy(anna, id);
      const listed = JSON.parse(
        await system.cli('tickets', 'tickets', 'list', '--state', 'open', '--text', number, '--json'),
      ) as { id: string }[];
      expect(listed.map((row) => row.id)).toEqual([id]);
      expect(await system.cli('tickets', 'tickets', 'list', '--text', 'hall')).toContain(number);
    });
  });

  it('R18: staff correct credit with a reason, two of them above the threshold; the customer reads it, and staff see the customer whole', async () => {
    const root = await admin(system, { fresh: true });
    const before = await mario.balance();
    const asked = await bruno.post<AdjustmentView>('/v1/staff/adjustments', {
      contractId: mario.contractId,
      amountCents: 6_000,
      reason: 'Three weeks without the hall',
    });
    expect([asked.state, await mario.balance()]).toEqual(['waiting_approval', before]);
    expect((await bruno.request('post', `/v1/staff/adjustments/${asked.id}/approve`)).body.code).toBe(
      'second_person_needed',
    );
    expect((await anna.request('post', `/v1/staff/adjustments/${asked.id}/approve`)).status).toBe(403);
    const accomplice = await colleague(system, {
      email: 'made.since@openvoip.example',
      name: 'Made Since',
      roles: ['supervisor'],
    });
    expect((await accomplice.request('post', `/v1/staff/adjustments/${asked.id}/approve`)).body).toMatchObject({
      status: 409,
      code: 'approver_too_new',
      details: { requestedAt: asked.requestedAt },
    });
    expect(await mario.balance()).toBe(before);
    await root.post(`/v1/staff/adjustments/${asked.id}/approve`);
    expect(await mario.balance()).toBe(before + 6_000);
    const { items } = await mario.get<{ items: StatementEntry[] }>(`/v1/contracts/${mario.contractId}/movements`);
    expect(items[0]).toMatchObject({
      cause: 'adjustment',
      amountCents: 6_000,
      description: 'Adjustment: Three weeks without the hall',
    });
    await mailTo(system, mario.email, 'Three weeks without the hall');
    const { customerId } = (await mario.get<{ items: ContractView[] }>('/v1/contracts')).items[0]!;
    const whole = await anna.get<CustomerOverview>(`/v1/staff/customers/${customerId}`);
    expect(whole).toMatchObject({
      unavailable: [],
      adjustments: [{ id: asked.id, state: 'booked' }],
      contracts: [{ id: mario.contractId }],
      credits: [{ balanceCents: before + 6_000 }],
      numbers: [{ number: mario.number }],
    });
    expect(whole.movements).toMatchObject([
      {
        contractId: mario.contractId,
        entries: expect.arrayContaining([expect.objectContaining({ cause: 'adjustment' })]),
      },
    ]);
    for (const what of [
      'contract_activated',
      'credit_adjustment',
      'adjustment_booked',
      'ticket_opened',
      'ticket_email_sent',
    ])
      expect(whole.timeline.map((entry) => entry.what)).toContain(what);
    expect(whole.timeline.map(({ at }) => at)).toEqual(
      whole.timeline
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    expect(whole.tickets.some(({ subject }) => subject === 'An adjustment of credit waits for another person')).toBe(
      true,
    );
    expect(whole.sagas).toContainEqual(
      expect.objectContaining({ kind: 'activation', service: 'accounts', state: 'completed' }),
    );
  });
});
