import type { ParsedMail } from 'mailparser';
import { attachmentsRpc } from '#libs/api/tickets/attachments.js';
import { deskRpc } from '#libs/api/tickets/desk.js';
import { ticketsRpc } from '#libs/api/tickets/tickets.js';
import { PNG } from '#libs/testing/files.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { agent, customer, openTicket, startTickets } from './support/desk.js';
import { customersWithMail, Mailbox, mailOf as addressOf, unconfirmed, write as writeTo } from './support/mailbox.js';

describe('mail of tickets over real SMTP', () => {
  const mailbox = new Mailbox();
  let service: ServiceUnderTest;
  let endNeighbour: () => Promise<void>;
  beforeAll(async () => {
    service = await startTickets({
      env: { SMTP_URL: await mailbox.listen(), TICKETS_MAIL_PORT: '0', TICKETS_MAIL_PER_HOUR: '5' },
    });
    endNeighbour = await customersWithMail(service);
  });
  afterAll(async () => {
    await endNeighbour();
    await service.stop();
    await mailbox.close();
  });

  const write = (
    to: string,
    from: string,
    mail: Parameters<typeof writeTo>[3],
    envelopeFrom?: string,
  ): Promise<number | undefined> => writeTo(service, to, from, mail, envelopeFrom);
  const replyTo = (mail: ParsedMail): string => mail.replyTo!.value[0]!.address!;

  it("an agent's answer reaches the customer by mail, and the customer's mail lands on the ticket, files included", async () => {
    const [mario, anna] = [customer(), agent()];
    const { id: ticketId, number } = await openTicket(service, mario);
    expect((await mailbox.to(addressOf(mario), number)).subject).toBe(`[${number}] No calls come in`);
    await service.call(deskRpc.note, { ticketId, text: 'SECRET NOTE' }, anna);
    await service.call(deskRpc.answer, { ticketId, text: 'Riavvia il telefono, perché così riparte' }, anna);
    const mail = await mailbox.to(addressOf(mario), 'perché così riparte');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    const quoted = mail
      .text!.split('\n')
      .map((line) => `> ${line}`)
      .join('\n');
    const sent = await write(replyTo(mail), addressOf(mario), {
      subject: `Re: ${mail.subject}`,
      text: `Fatto, non va.\n\nIl 27 novembre OpenVOIP ha scritto:\n${quoted}`,
      messageId: '<one@customers.example>',
      attachments: [
        { filename: 'foto.png', content: PNG },
        { filename: 'virus.exe', content: Buffer.from('MZ') },
      ],
    });
    expect(sent).toBeUndefined();
    const after = await service.call(ticketsRpc.get, { ticketId }, mario);
    expect(after.state).toBe('open');
    expect(after.messages.at(-1)).toMatchObject({
      from: 'customer',
      channel: 'email',
      text: 'Fatto, non va.',
      attachments: [{ fileName: 'foto.png', contentType: 'image/png' }],
    });
    const { content } = await service.call(
      attachmentsRpc.get,
      { attachmentId: after.messages.at(-1)!.attachments[0]!.id },
      mario,
    );
    expect(Buffer.from(content, 'base64')).toEqual(PNG);
    expect(mailbox.mails.map((one) => one.text).join()).not.toContain('SECRET NOTE');
    const { entries } = await service.call(deskRpc.audit, { ticketId }, anna);
    expect(entries.find((entry) => entry.details?.by === 'mail')!.details).toMatchObject({
      refusedAttachments: ['virus.exe'],
    });
  });

  it("a subject goes to no address that nobody has confirmed: registering with somebody else's writes to nobody", async () => {
    const victim = customer();
    unconfirmed.add(victim.id);
    const { number } = await openTicket(service, victim, { subject: 'Buy at http://spam.example' });
    expect((await mailbox.to(addressOf(victim), number)).subject).toBe(`[${number}] Your request`);
  });

  it("files of an agent's answer go with its mail, as far as a mail takes them; those of a note never", async () => {
    const [mario, anna] = [customer(), agent()];
    const { id: ticketId } = await openTicket(service, mario);
    const add = async (fileName: string, content: Buffer): Promise<string> =>
      (await service.call(attachmentsRpc.add, { ticketId, fileName, content: content.toString('base64') }, anna)).id;
    const large = Buffer.alloc(4_500_000, 'riga di log\n');
    const attachmentIds = [
      await add('guida.pdf', Buffer.from('%PDF-1.7\n')),
      await add('uno.log', large),
      await add('due.log', large),
      await add('tre.log', large),
    ];
    await service.call(
      deskRpc.note,
      { ticketId, text: 'For us', attachmentIds: [await add('interno.txt', Buffer.from('Cliente moroso'))] },
      anna,
    );
    await service.call(deskRpc.answer, { ticketId, text: 'Ecco la guida', attachmentIds }, anna);
    const mail = await mailbox.to(addressOf(mario), 'Ecco la guida');
    expect(mail.attachments.map(({ filename, size }) => [filename, size])).toEqual([
      ['guida.pdf', 9],
      ['uno.log', large.length],
      ['due.log', large.length],
    ]);
    expect(mail.text).toContain('In the reserved area you also find: tre.log.');
  });

  it('the same mail delivered twice lands once, and reopens a resolved ticket', async () => {
    const [mario, anna] = [customer(), agent()];
    const { id: ticketId, number } = await openTicket(service, mario);
    const mail = await mailbox.to(addressOf(mario), number);
    const { version } = await service.call(deskRpc.get, { ticketId }, anna);
    await service.call(deskRpc.resolve, { ticketId, version }, anna);
    // Delivered again a mail keeps its date; written anew it would be another one.
    const answer = {
      subject: 'Re',
      text: 'Still not',
      messageId: '<twice@customers.example>',
      date: new Date('2026-11-28T10:00:00Z'),
    };
    await Promise.all([write(replyTo(mail), addressOf(mario), answer), write(replyTo(mail), addressOf(mario), answer)]);
    await write(replyTo(mail), addressOf(mario), answer);
    expect(await service.call(ticketsRpc.get, { ticketId }, mario)).toMatchObject({
      state: 'open',
      messages: { length: 2 },
    });
  });

  it('an address that was not signed here is refused before the mail is taken', async () => {
    const mario = customer();
    const { number } = await openTicket(service, mario);
    const address = replyTo(await mailbox.to(addressOf(mario), number));
    const forged = address.replace(/-[0-9a-f]{20}@/, `-${'a'.repeat(20)}@`);
    expect(await write(forged, addressOf(mario), { text: 'Hello' })).toBe(550);
    expect(await write('someone@tickets.openvoip.example', addressOf(mario), { text: 'Hello' })).toBe(550);
  });

  it("mail from another address than the customer's goes to staff as a note and changes nothing", async () => {
    const [mario, anna] = [customer(), agent()];
    const { id: ticketId, number } = await openTicket(service, mario);
    const address = replyTo(await mailbox.to(addressOf(mario), number));
    await service.call(deskRpc.answer, { ticketId, text: 'Please confirm the address' }, anna);
    await write(address, 'stranger@elsewhere.example', { text: 'I am Mario, believe me' });
    const seen = await service.call(deskRpc.get, { ticketId }, anna);
    expect(seen).toMatchObject({ state: 'waiting_customer', messages: { length: 3 } });
    expect(seen.messages.at(-1)).toMatchObject({
      internal: true,
      text: 'stranger@elsewhere.example:\nI am Mario, believe me',
    });
    expect((await service.call(ticketsRpc.get, { ticketId }, mario)).messages).toHaveLength(2);
  });

  it('automatic answers and bounces never reopen a ticket or answer for the customer', async () => {
    const [mario, anna] = [customer(), agent()];
    const { id: ticketId, number } = await openTicket(service, mario);
    const opened = await mailbox.to(addressOf(mario), number);
    const address = replyTo(opened);
    expect(mailbox.senders.get(opened.messageId!)).toBe(address);
    await service.call(deskRpc.answer, { ticketId, text: 'Are you there?' }, anna);
    await write(address, addressOf(mario), { text: 'I am on holiday', headers: { 'Auto-Submitted': 'auto-replied' } });
    await write(address, addressOf(mario), { text: 'Our own come back', headers: { 'X-OpenVOIP-Ticket': ticketId } });
    await write(address, 'mailer-daemon@customers.example', { subject: 'Undelivered', text: 'User unknown' }, '');
    const seen = await service.call(deskRpc.get, { ticketId }, anna);
    expect(seen.state).toBe('waiting_customer');
    expect(seen.messages.slice(2)).toEqual([
      expect.objectContaining({ internal: true, text: expect.stringContaining('User unknown') }),
    ]);
    const { entries } = await service.call(deskRpc.audit, { ticketId }, anna);
    expect(entries.filter((entry) => entry.action === 'mail_ignored').map((entry) => entry.details!.kind)).toEqual([
      'automatic',
      'own',
    ]);
  });

  it('a ticket that staff opened is answered by mail as well, though the customer never signed in for it', async () => {
    const [mario, anna] = [customer(), agent()];
    const { id: ticketId } = await service.call(
      deskRpc.open,
      { customerId: mario.customerId, category: 'other', subject: 'He telephoned', text: 'Asked for a call back' },
      anna,
    );
    await service.call(deskRpc.answer, { ticketId, text: 'When may we call?' }, anna);
    const from = `${mario.customerId}@customers.example`;
    await write(replyTo(await mailbox.to(from, 'When may we call?')), from, { text: 'Tomorrow at nine' });
    expect((await service.call(ticketsRpc.get, { ticketId }, mario)).messages.at(-1)).toMatchObject({
      from: 'customer',
      text: 'Tomorrow at nine',
    });
  });

  it('a flood on one ticket is put off', async () => {
    const mario = customer();
    const { id: ticketId, number } = await openTicket(service, mario);
    const address = replyTo(await mailbox.to(addressOf(mario), number));
    const codes: (number | undefined)[] = [];
    for (let count = 0; count < 7; count++)
      codes.push(await write(address, addressOf(mario), { text: `Again ${count}` }));
    expect(codes).toEqual([undefined, undefined, undefined, undefined, undefined, 451, 451]);
    expect((await service.call(ticketsRpc.get, { ticketId }, mario)).messages).toHaveLength(6);
  });

  it('mail that the other side defers is sent when it takes it, once', async () => {
    const mario = customer();
    mailbox.deferring = true;
    const { number } = await openTicket(service, mario);
    await eventually(
      'a first attempt',
      async () =>
        (await service.database.models.TicketMail!.exists({ state: 'queued', failureCode: 'deferred' })) !== null,
    );
    mailbox.deferring = false;
    await mailbox.to(addressOf(mario), number);
    expect(mailbox.mails.filter((mail) => JSON.stringify(mail.to).includes(addressOf(mario)))).toHaveLength(1);
  });
});
