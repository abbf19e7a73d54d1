import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { createTransport } from 'nodemailer';
import type { TicketDetail } from '#libs/contracts/tickets.js';
import type { DeskTicketDetail } from '#libs/contracts/tickets-desk.js';
import type { VolturaView } from '#libs/contracts/tickets-voltura.js';
import { admin, COMPANY_HOLDER, customer, type Customer, type Person } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';

const PDF = Buffer.from('%PDF-1.7\n');

/** Below the ports that the system hands out by itself, so that no other process of the test takes it. */
const mailPort = 20_000 + Math.floor(Math.random() * 8_000);

describe('tickets through the gateway', () => {
  let system: System;
  let mario: Customer;
  let staff: Person;
  beforeAll(async () => {
    system = await System.start({ env: { TICKETS_MAIL_PORT: String(mailPort) } });
    await stock(system, '02', 100);
    mario = await customer(system).active({ creditCents: 10_000 });
    staff = await admin(system);
  });
  afterAll(() => system.stop());

  /** The mail to someone, kept in the mail folder, whose text holds these words. */
  const mailTo = (address: string, words: string): Promise<ParsedMail> => eventually(`mail to ${address}: ${words}`, async () => {
    const folder = system.env('MAIL_FOLDER');
    const mails = await Promise.all((await readdir(folder)).filter((name) => name.endsWith('.eml')).map(async (name) => simpleParser(await readFile(join(folder, name)))));
    return mails.find((mail) => JSON.stringify(mail.to).includes(address) && mail.text?.includes(words));
  }, 30_000);

  const open = (): Promise<TicketDetail> => mario.post('/v1/tickets', { category: 'technical', subject: 'No calls', text: 'The line is dead', contractId: mario.contractId });
  const seenByStaff = (id: string): Promise<DeskTicketDetail> => staff.get(`/v1/staff/tickets/${id}`);

  it('R19: staff claim, note and answer; the customer answers by mail; staff resolve; a further answer reopens', async () => {
    const { id, number } = await open();
    await staff.post(`/v1/staff/tickets/${id}/claim`);
    await staff.post(`/v1/staff/tickets/${id}/notes`, { text: 'Check the SBC' });
    await staff.post(`/v1/staff/tickets/${id}/answers`, { text: 'Please restart the telephone' });
    const mail = await mailTo(mario.email, 'Please restart the telephone');
    const transport = createTransport({ host: '127.0.0.1', port: mailPort, ignoreTLS: true });
    await transport.sendMail({ from: mario.email, to: mail.replyTo!.value[0]!.address!, subject: `Re: [${number}]`, text: 'Restarted, still dead' });
    transport.close();
    const ticket = await mario.get<TicketDetail>(`/v1/tickets/${id}`);
    expect(ticket.messages.map((message) => message.text)).toEqual(['The line is dead', 'Please restart the telephone', 'Restarted, still dead']);
    const { version } = await seenByStaff(id);
    await staff.post(`/v1/staff/tickets/${id}/resolve`, { version });
    expect((await mario.post<TicketDetail>(`/v1/tickets/${id}/answers`, { text: 'Dead again' })).state).toBe('open');
  });

  it('case 12: staff close a ticket while the customer is answering: the answer is kept and the ticket is open', async () => {
    const { id } = await open();
    const { version } = await seenByStaff(id);
    const resolved = await staff.post<DeskTicketDetail>(`/v1/staff/tickets/${id}/resolve`, { version });
    const [closed] = await Promise.all([
      staff.request('post', `/v1/staff/tickets/${id}/close`, { version: resolved.version }),
      mario.post(`/v1/tickets/${id}/answers`, { text: 'Wait, it is not' }),
    ]);
    expect([200, 409]).toContain(closed.status);
    expect(await mario.get(`/v1/tickets/${id}`)).toMatchObject({ state: 'open', messages: [{}, { text: 'Wait, it is not' }] });
  });

  it('R16, case 5: a voltura by ticket and mail, with the broker away right after its approval, is carried out whole', async () => {
    const voltura = await mario.post<VolturaView>(`/v1/contracts/${mario.contractId}/volture`, { newHolder: COMPANY_HOLDER, newHolderEmail: 'amministrazione@esempio.example', agreed: true });
    for (const documentKind of ['identity', 'company_register']) {
      const { status } = await mario.request('post', `/v1/tickets/${voltura.ticketId}/attachments`).field('documentKind', documentKind).attach('files', PDF, `${documentKind}.pdf`);
      expect(status).toBe(201);
    }
    const refused = await staff.request('post', `/v1/staff/volture/${voltura.id}/approve`);
    expect([refused.status, refused.body.code]).toEqual([409, 'voltura_incomplete']);
    const invitation = await mailTo('amministrazione@esempio.example', 'token=');
    await customer(system).post('/v1/voltura-agreements', { token: /token=(\S+)/.exec(invitation.text!)![1] });
    await staff.post(`/v1/staff/volture/${voltura.id}/approve`);
    system.cutBroker();
    await new Promise((done) => setTimeout(done, 2_000));
    system.healBroker();
    await eventually('the voltura to be carried out', async () => (await staff.get<VolturaView>(`/v1/staff/volture/${voltura.id}`)).state === 'completed', 60_000);
    expect(await mario.contract()).toMatchObject({ state: 'transferred' });
    expect(await mario.get(`/v1/tickets/${voltura.ticketId}`)).toMatchObject({ state: 'resolved' });
  });
});
