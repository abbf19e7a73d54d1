import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { accountsRpc } from '#libs/api/accounts/accounts.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { ticketMoved, ticketsRpc } from '#libs/api/tickets/tickets.js';
import { deskRpc, slaBreached } from '#libs/api/tickets/desk.js';
import { romeInstant } from '#libs/italy/rome-time.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { addressOf, agent, answering, customer, openTicket, staffAnswers, startTickets } from './support/desk.js';

// 27 November 2026 is a Friday; a technical ticket of normal priority promises 240 and 1620 working minutes.
const FRIDAY_NOON = romeInstant('2026-11-27', '12:00');
const rome = (day: string, time: string): Date => romeInstant(day as '2026-11-27', time);

describe('promises of service with a moved clock', () => {
  let service: ServiceUnderTest;
  let folder: string;
  let endNeighbour: () => Promise<void>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sla-mail-'));
    delete process.env.SMTP_URL;
    service = await startTickets({ at: FRIDAY_NOON.toISOString(), env: { MAIL_FOLDER: folder } });
    endNeighbour = await answering(service, [
      staffAnswers,
      [
        accountsRpc.me,
        (_request, actor) => ({
          userId: actor.id,
          email: 'mario@customers.example',
          emailConfirmed: true,
          kind: 'customer',
          roles: ['customer'],
        }),
      ],
    ]);
  });
  afterAll(async () => {
    await endNeighbour();
    await service.stop();
  });
  beforeEach(() => service.clock.moveTo(FRIDAY_NOON));

  const mailsTo = async (address: string): Promise<ParsedMail[]> => {
    const mails = await Promise.all(
      (await readdir(folder))
        .filter((name) => name.endsWith('.eml'))
        .map(async (name) => simpleParser(await readFile(join(folder, name)))),
    );
    return mails.filter((mail) => JSON.stringify(mail.to).includes(address));
  };
  const breachesOf = (ticketId: string) => service.allSent(slaBreached, ticketId);

  it('a first answer that does not come breaks its promise once, at the working minute it was due, and is told', async () => {
    const anna = agent();
    const { id: ticketId } = await openTicket(service, customer());
    const { firstAnswer } = await service.call(deskRpc.get, { ticketId }, anna);
    expect(Date.parse(firstAnswer.dueAt!) - rome('2026-11-27', '16:00').getTime()).toBeLessThan(60_000);
    service.clock.moveTo(rome('2026-11-27', '16:05'));
    await eventually('the breach', async () => (await breachesOf(ticketId)).length > 0);
    service.clock.moveTo(rome('2026-11-27', '17:00'));
    const after = await service.call(deskRpc.answer, { ticketId, text: 'We are on it', next: 'keep_open' }, anna);
    expect(after.firstAnswer).toMatchObject({ breachedAt: firstAnswer.dueAt, metAt: expect.any(String) });
    expect(await breachesOf(ticketId)).toEqual([
      expect.objectContaining({ promise: 'first_answer', dueAt: firstAnswer.dueAt }),
    ]);
    const { items } = await service.call(deskRpc.queue, { breached: true }, anna);
    expect(items.map((item) => item.id)).toContain(ticketId);
  });

  it('R30: a complaint has a receipt at once, in the answer and by mail, ends only with a written answer, and is escalated after 45 days, once', async () => {
    const [mario, anna, chief] = [customer(), agent(), agent('supervisor')];
    const opened = await openTicket(service, mario, { category: 'complaint', subject: 'Three weeks without a line' });
    const { id: ticketId, number, complaint } = opened;
    expect(complaint).toMatchObject({
      receiptNumber: `REC-2026-${number.slice(1)}`,
      answerBy: '2027-01-11',
      late: false,
      conciliation: expect.stringContaining('ConciliaWeb'),
    });
    const mail = await eventually('the receipt', async () =>
      (await mailsTo('mario@customers.example')).find(({ subject }) => subject!.includes(complaint!.receiptNumber)),
    );
    expect(mail.text).toMatch(/answer in writing by 11 January 2027[^]*Co\.re\.com\.[^]*https:\/\/conciliaweb/);
    const { version } = await service.call(deskRpc.get, { ticketId }, anna);
    await expect(service.call(deskRpc.resolve, { ticketId, version }, anna)).rejects.toMatchObject({
      code: 'complaint_not_answered',
    });
    service.clock.moveTo(rome('2027-01-11', '23:59'));
    expect((await service.call(deskRpc.get, { ticketId }, anna)).complaint!.late).toBe(false);
    service.clock.moveTo(rome('2027-01-12', '00:00'));
    await eventually(
      'the escalation',
      async () => (await service.call(deskRpc.get, { ticketId }, anna)).complaint!.late,
    );
    service.clock.moveTo(rome('2027-01-13', '09:00'));
    const late = await service.call(
      deskRpc.answer,
      {
        ticketId,
        text: 'We are sorry',
        next: 'resolve',
        version: (await service.call(deskRpc.get, { ticketId }, anna)).version,
      },
      anna,
    );
    expect(late).toMatchObject({
      state: 'resolved',
      priority: 'urgent',
      complaint: { late: true, answeredAt: expect.any(String) },
    });
    const told = async (): Promise<ParsedMail[]> =>
      (await mailsTo(addressOf(chief))).filter(({ subject }) => subject!.includes(complaint!.receiptNumber));
    await eventually('the supervisors to be told', async () => (await told()).length > 0);
    const answer = await eventually('the answer', async () =>
      (await mailsTo('mario@customers.example')).find(({ text }) => text?.includes('We are sorry')),
    );
    expect(answer.text).toContain('ConciliaWeb');
    expect(await told()).toHaveLength(1);
    const { entries } = await service.call(deskRpc.audit, { ticketId }, anna);
    expect(entries.filter(({ action }) => action === 'complaint_late')).toHaveLength(1);
  });

  it('R30: a ticket that staff file as a complaint is one from then on, and cannot disappear into another', async () => {
    const [mario, anna] = [customer(), agent('supervisor')];
    const { id: ticketId } = await openTicket(service, mario);
    const other = await openTicket(service, mario);
    const filed = await service.call(deskRpc.classify, { ticketId, category: 'complaint' }, anna);
    expect(filed.complaint!.receiptNumber).toMatch(/^REC-2026-/);
    expect(
      (await service.call(deskRpc.classify, { ticketId, category: 'technical' }, anna)).complaint!.receiptNumber,
    ).toBe(filed.complaint!.receiptNumber);
    await expect(service.call(deskRpc.merge, { ticketId, intoTicketId: other.id }, anna)).rejects.toMatchObject({
      code: 'merge_not_possible',
    });
  });

  it('a breach that the sweeper did not see yet is told with the answer that came too late', async () => {
    const { id: ticketId } = await openTicket(service, customer());
    service.clock.moveTo(rome('2026-11-30', '09:00'));
    await service.call(deskRpc.answer, { ticketId, text: 'Sorry for the wait' }, agent());
    await eventually('the breach', async () => (await breachesOf(ticketId)).length === 1);
  });

  it('the resolution pauses while the customer is waited for, over days, and goes on where it was', async () => {
    const mario = customer();
    const { id: ticketId } = await openTicket(service, mario);
    // The clock runs on while the ticket is opened: some seconds more make the full hour certain.
    service.clock.moveTo(new Date(rome('2026-11-27', '13:00').getTime() + 20_000));
    const paused = await service.call(deskRpc.answer, { ticketId, text: 'Which telephone is it?' }, agent());
    expect(paused.resolution).toMatchObject({ usedMinutes: 60 });
    expect(paused.resolution.dueAt).toBeUndefined();
    service.clock.moveTo(rome('2026-12-10', '09:00'));
    await service.call(ticketsRpc.answer, { ticketId, text: 'The one in the hall' }, mario);
    expect(await breachesOf(ticketId)).toEqual([]);
    // 1560 working minutes are left from Thursday at nine: all of Thursday, Friday and 480 minutes of Monday.
    const { resolution } = await service.call(deskRpc.get, { ticketId }, agent());
    expect(Date.parse(resolution.dueAt!) - rome('2026-12-14', '17:00').getTime()).toBeLessThan(60_000);
    service.clock.moveTo(rome('2026-12-14', '17:10'));
    await eventually('the breach of the resolution', async () =>
      (await breachesOf(ticketId)).some((breach) => breach.promise === 'resolution'),
    );
  });

  it('another priority changes what is promised, with the minutes used', async () => {
    const { id: ticketId } = await openTicket(service, customer());
    service.clock.moveTo(rome('2026-11-27', '12:20'));
    const urgent = await service.call(deskRpc.classify, { ticketId, priority: 'urgent' }, agent());
    expect(urgent.firstAnswer.targetMinutes).toBe(30);
    expect(Date.parse(urgent.firstAnswer.dueAt!)).toBeLessThanOrEqual(rome('2026-11-27', '12:32').getTime());
  });

  it('a resolved ticket closes by itself after a week, and an answer still reopens it', async () => {
    const mario = customer();
    const { id: ticketId } = await openTicket(service, mario);
    const { version } = await service.call(deskRpc.get, { ticketId }, agent());
    await service.call(deskRpc.resolve, { ticketId, version }, agent());
    service.clock.moveTo(rome('2026-12-05', '12:00'));
    await eventually('the close', async () =>
      (await service.allSent(ticketMoved, ticketId)).some((moved) => moved.state === 'closed'),
    );
    expect((await service.call(ticketsRpc.answer, { ticketId, text: 'Once more' }, mario)).state).toBe('open');
  });

  it('a breach is mailed, once, to who has the ticket and who watches it; to the supervisors when nobody has it', async () => {
    const [anna, bruno, chief, mario] = [agent(), agent(), agent('supervisor'), customer()];
    const [{ id: ticketId, number }, nobodys] = [await openTicket(service, mario), await openTicket(service, mario)];
    await service.call(deskRpc.claim, { ticketId }, anna);
    for (const watcher of [bruno, anna]) await service.call(deskRpc.watch, { ticketId, watch: true }, watcher);
    service.clock.moveTo(rome('2026-11-27', '16:05'));
    const broken = async (who: Actor, what: string): Promise<ParsedMail[]> =>
      (await mailsTo(addressOf(who))).filter((mail) => mail.subject!.includes(what));
    const [mail] = await eventually('the mail to Anna', async () => {
      const found = await broken(anna, number);
      return found.length > 0 ? found : undefined;
    });
    expect([mail!.subject, mail!.text]).toEqual([
      `[${number}] A promise of service broke`,
      expect.stringContaining('first answer'),
    ]);
    expect(mail!.replyTo).toBeUndefined();
    await eventually(
      'the mail about the ticket that nobody has',
      async () => (await broken(chief, nobodys.number)).length > 0,
    );
    service.clock.moveTo(rome('2026-11-27', '16:30'));
    await service.call(ticketsRpc.answer, { ticketId, text: 'Anybody there?' }, mario);
    await eventually('the mail to the watchers', async () =>
      (await mailsTo(addressOf(bruno))).some((each) => each.text!.includes('Anybody there?')),
    );
    expect([
      (await broken(anna, 'promise')).length,
      (await broken(bruno, 'promise')).length,
      (await broken(chief, number)).length,
    ]).toEqual([1, 1, 0]);
  });
});
