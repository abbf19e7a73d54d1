import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '#libs/api/kernel/actor.js';
import { attachmentsRpc } from '#libs/api/tickets/attachments.js';
import { deskRpc, type DeskMessage } from '#libs/api/tickets/desk.js';
import { ticketsRpc, type MessageView } from '#libs/api/tickets/tickets.js';
import { PNG } from '#libs/testing/files.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { bounceAddress, replyAddress } from '../src/mail/reply-address.rules.js';
import { agent, customer, openTicket, startTickets } from './support/desk.js';
import { customersWithMail, mailOf, write } from './support/mailbox.js';

const FIXTURES = join(import.meta.dirname, 'fixtures');

describe('R19: what a customer writes by mail is never thrown away', () => {
  let service: ServiceUnderTest;
  let endNeighbour: () => Promise<void>;
  beforeAll(async () => {
    service = await startTickets({
      env: { TICKETS_MAIL_PORT: '0', TICKETS_MAIL_PER_HOUR: '20', TICKETS_ATTACHMENTS_PER_TICKET: '3' },
    });
    endNeighbour = await customersWithMail(service);
  });
  afterAll(async () => {
    delete process.env.TICKETS_ATTACHMENTS_PER_TICKET;
    await endNeighbour();
    await service.stop();
  });

  const anna = agent();
  const domain = 'tickets.openvoip.example';
  const ticketOf = async (mario: Actor): Promise<{ ticketId: string; to: string; bounces: string }> => {
    const { id: ticketId } = await openTicket(service, mario);
    return {
      ticketId,
      to: replyAddress(ticketId, domain, service.config.SECRET_KEY),
      bounces: bounceAddress(ticketId, domain, service.config.SECRET_KEY),
    };
  };
  const fixture = async (folder: string, name: string, mario: Actor): Promise<string> =>
    (await readFile(join(FIXTURES, folder, name), 'utf8')).replace('mario1@example.com', mailOf(mario));
  const last = async (ticketId: string, mario: Actor): Promise<MessageView> =>
    (await service.call(ticketsRpc.get, { ticketId }, mario)).messages.at(-1)!;
  const messages = async (ticketId: string): Promise<DeskMessage[]> =>
    (await service.call(deskRpc.get, { ticketId }, anna)).messages.slice(1);
  const filesOnDisk = async (): Promise<string[]> =>
    (
      await readdir(join(process.env.DOCUMENTS_FOLDER!, 'tickets'), { recursive: true, withFileTypes: true }).catch(
        () => [],
      )
    )
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .toSorted();

  it('01-mail-reply-below-quote: words below and between quoted lines are on the ticket', async () => {
    const mario = customer();
    const { ticketId, to } = await ticketOf(mario);
    const received = async (name: string): Promise<MessageView> => {
      expect(
        await write(service, to, mailOf(mario), { raw: await fixture('01-mail-reply-below-quote', name, mario) }),
      ).toBeUndefined();
      return last(ticketId, mario);
    };
    expect(await received('bottom.eml')).toMatchObject({
      from: 'customer',
      text: 'Ho riavviato il router ma non funziona ancora.\nMario',
      quoted: expect.stringContaining('> Buongiorno, riavvii il router.'),
    });
    const inline = await received('inline.eml');
    expect(inline.text).toMatch(/Buongiorno,[^]*Quale modello[^]*Yealink T31P[^]*Da quando[^]*Da stamattina alle 9\./);
    expect(inline.quoted).toBeUndefined();
    expect((await received('sentence.eml')).text).toMatch(/ha scritto:\nriavvii il router[^]*richiamatemi\.$/);
    expect((await received('sentence-en.eml')).text).toMatch(
      /you wrote:\nactivation takes one hour\. It has been three days, please help\.$/,
    );
    expect((await received('greater-than.eml')).text).toBe('> 5 telefoni non funzionano');
    expect((await received('roundcube.eml')).text).toContain('Grazie, ho risolto cambiando il cavo.');
  });

  it('02-mail-html-only-multipart: a mail whose text is only HTML is read, and one with a subject alone too', async () => {
    const mario = customer();
    const { ticketId, to } = await ticketOf(mario);
    for (const name of [
      'alternative-empty-plain.eml',
      'alternative-html-only.eml',
      'mixed-html-and-photo.eml',
      'related-html.eml',
    ]) {
      await write(service, to, mailOf(mario), { raw: await fixture('02-mail-html-only-multipart', name, mario) });
      expect((await last(ticketId, mario)).text).toBe('Il telefono squilla ma non si sente nulla.');
    }
    await write(service, to, mailOf(mario), { subject: 'Re: [T00000001] Quando arriva il tecnico?', text: '\n' });
    expect((await last(ticketId, mario)).text).toBe('Quando arriva il tecnico?');
    await write(service, to, mailOf(mario), { subject: 'Ora manca anche il fax', text: 'Grazie' });
    expect(await last(ticketId, mario)).toMatchObject({ text: 'Grazie', subject: 'Ora manca anche il fax' });
    await write(service, to, mailOf(mario), { subject: 'Re: No calls come in', text: '' });
    expect((await last(ticketId, mario)).text).toBe('(no text)');
    const { items } = await service.call(ticketsRpc.list, { text: 'squilla fax' }, mario);
    expect(items.map(({ id }) => id)).toEqual([ticketId]);
  });

  it('13-mail-same-message-id: another mail with a Message-ID seen before is kept, the same mail again changes nothing', async () => {
    const mario = customer();
    const { ticketId, to } = await ticketOf(mario);
    const mail = (id: string, text: string, day = 28): string =>
      `From: ${mailOf(mario)}\r\nTo: x\r\nDate: ${day} Nov 2026 10:00:00 +0100\r\nMessage-ID: ${id}\r\n\r\n${text}\r\n`;
    for (const id of ['<>', '<scanner@localhost>', '']) {
      for (const text of ['One', 'Two', 'One']) await write(service, to, mailOf(mario), { raw: mail(id, text) });
      await write(service, to, mailOf(mario), { raw: mail(id, 'One', 29) });
    }
    expect((await messages(ticketId)).map(({ text }) => text)).toEqual([
      'One',
      'Two',
      'One',
      'One',
      'Two',
      'One',
      'One',
      'Two',
      'One',
    ]);
  });

  it('14-mail-read-receipt-not-a-bounce: of reports only a failed delivery is noted', async () => {
    const mario = customer();
    const { ticketId, to } = await ticketOf(mario);
    const report = (type: string, part: string): string =>
      [
        `From: ${mailOf(mario)}`,
        'To: x',
        `Content-Type: multipart/report; report-type=${type};`,
        '\tboundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'About your mail',
        '--b',
        `Content-Type: message/${type}`,
        '',
        part,
        '--b--',
        '',
      ].join('\r\n');
    await write(
      service,
      to,
      '',
      { raw: report('disposition-notification', 'Disposition: manual-action/MDN-sent-manually; displayed') },
      '',
    );
    for (const action of ['delivered', 'delayed', 'relayed'])
      await write(
        service,
        to,
        'mailer-daemon@mx.example',
        {
          raw: report(
            'delivery-status',
            `Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@example.com\r\nAction: ${action}\r\nStatus: 4.0.0`,
          ),
        },
        '',
      );
    expect(await messages(ticketId)).toEqual([]);
    await write(
      service,
      to,
      'mailer-daemon@mx.example',
      {
        raw: report(
          'delivery-status',
          'Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 user unknown',
        ),
      },
      '',
    );
    expect(await messages(ticketId)).toEqual([
      expect.objectContaining({
        internal: true,
        text: expect.stringMatching(/was not delivered[^]*About your mail[^]*550 user unknown/),
      }),
    ]);
    const { entries } = await service.call(deskRpc.audit, { ticketId }, anna);
    expect(entries.filter(({ action }) => action === 'mail_ignored').map(({ details }) => details!.kind)).toEqual(
      Array(4).fill('report'),
    );
  });

  it('is kept as it came: staff open it, which is in the audit; the customer sees nothing of it', async () => {
    const mario = customer();
    const { ticketId, to } = await ticketOf(mario);
    const raw = `From: ${mailOf(mario)}\r\nTo: x\r\nX-Odd: yes\r\n\r\nHello\r\n`;
    await write(service, to, mailOf(mario), { raw });
    expect((await last(ticketId, mario)).attachments).toEqual([]);
    const [message] = await messages(ticketId);
    const original = message!.attachments[0]!;
    expect(original).toMatchObject({ fileName: 'mail.eml', contentType: 'message/rfc822' });
    await expect(service.call(attachmentsRpc.get, { attachmentId: original.id }, mario)).rejects.toMatchObject({
      code: 'not_found',
    });
    const { content, size } = await service.call(attachmentsRpc.get, { attachmentId: original.id }, anna);
    expect(Buffer.from(content, 'base64').toString()).toContain('X-Odd: yes');
    expect(
      Buffer.from(
        (await service.call(attachmentsRpc.get, { attachmentId: original.id, offset: size - 4 }, anna)).content,
        'base64',
      ),
    ).toHaveLength(4);
    const { entries } = await service.call(deskRpc.audit, { ticketId }, anna);
    expect(entries.filter(({ action }) => action === 'original_mail_opened')).toMatchObject([
      { actorId: anna.id, details: { attachmentId: original.id } },
    ]);
  });

  it("is the customer's word only from one mailbox: several, a list or two From fields are a note", async () => {
    const mario = customer();
    const { ticketId, to } = await ticketOf(mario);
    const from = mailOf(mario);
    for (const head of [
      `From: ${from}, eve@example.com`,
      `From: eve@example.com, ${from}`,
      `From: Friends: ${from};`,
      `From: ${from}\r\nFrom: eve@example.com`,
    ]) {
      await write(service, to, from, { raw: `${head}\r\nTo: x\r\n\r\nClose my contract\r\n` });
    }
    const seen = await messages(ticketId);
    expect(seen.map(({ internal }) => internal)).toEqual([true, true, true, true]);
    expect((await service.call(ticketsRpc.get, { ticketId }, mario)).messages).toHaveLength(1);
  });

  it('comes only to the address for answers: that for news of delivery takes no other', async () => {
    const mario = customer();
    const { ticketId, bounces } = await ticketOf(mario);
    expect(await write(service, bounces, mailOf(mario), { text: 'I am the new holder' })).toBe(550);
    await write(service, bounces, 'mailer-daemon@mx.example', { text: 'No such user' }, '');
    expect(await messages(ticketId)).toMatchObject([{ internal: true, text: expect.stringContaining('No such user') }]);
  });

  it('is refused for good when it has too many parts, and leaves nothing', async () => {
    const mario = customer();
    const { ticketId, to } = await ticketOf(mario);
    const before = await filesOnDisk();
    const parts = (count: number): string =>
      Array.from(
        { length: count },
        (_none, at) =>
          `--b\r\nContent-Type: text/plain; name=${at}.txt\r\nContent-Disposition: attachment; filename=${at}.txt\r\n\r\nfile ${at} of many\r\n`,
      ).join('');
    const nested = (depth: number): string =>
      Array.from(
        { length: depth },
        (_none, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
      ).join('');
    for (const raw of [
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts(101)}--b--`,
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts(3_000)}--b--`,
      `${nested(3_000)}Content-Type: text/plain\r\n\r\ndeep`,
    ]) {
      expect(await write(service, to, mailOf(mario), { raw: `From: ${mailOf(mario)}\r\nTo: x\r\n${raw}\r\n` })).toBe(
        554,
      );
    }
    expect(await messages(ticketId)).toEqual([]);
    expect(await filesOnDisk()).toEqual(before);
  });

  it('lands when its files are more than a ticket takes; what is refused leaves nothing on disk, by mail and in the panel', async () => {
    const mario = customer();
    const { ticketId, to } = await ticketOf(mario);
    const files = Array.from({ length: 5 }, (_none, at) => ({
      filename: `${at}.png`,
      content: Buffer.concat([PNG, Buffer.from([7, 7, at])]),
    }));
    const before = await filesOnDisk();
    expect(await write(service, to, mailOf(mario), { text: 'Five photos', attachments: files })).toBeUndefined();
    expect(await last(ticketId, mario)).toMatchObject({ text: 'Five photos', attachments: { length: 3 } });
    const { entries } = await service.call(deskRpc.audit, { ticketId }, anna);
    expect(entries.find(({ action }) => action === 'answered')!.details).toMatchObject({
      refusedAttachments: ['3.png', '4.png'],
    });
    const after = await filesOnDisk();
    expect(after).toHaveLength(before.length + 4);
    const content = Buffer.concat([PNG, Buffer.from([9])]).toString('base64');
    await expect(
      service.call(attachmentsRpc.add, { ticketId, fileName: 'six.png', content }, mario),
    ).rejects.toMatchObject({ code: 'too_many_attachments' });
    await expect(
      service.call(attachmentsRpc.add, { ticketId, fileName: 'six.exe', content }, mario),
    ).rejects.toMatchObject({ code: 'attachment_type' });
    await expect(
      service.call(
        attachmentsRpc.add,
        { ticketId: 'tic_00000000000000000000000000', fileName: 'six.png', content },
        mario,
      ),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await filesOnDisk()).toEqual(after);
  });
});
