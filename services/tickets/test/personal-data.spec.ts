import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { handBookingUnproven } from '#libs/api/billing/payments.js';
import { refundChanged } from '#libs/api/billing/refunds.js';
import { attachmentsRpc } from '#libs/api/tickets/attachments.js';
import { deskRpc } from '#libs/api/tickets/desk.js';
import { ticketsRpc } from '#libs/api/tickets/tickets.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { ticketsPersonalDataRpc } from '#libs/api/kernel/personal-data.js';
import { newId } from '#libs/platform/ids.js';
import { removeOrphans } from '#libs/platform/orphan-files.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { AttachmentFiles, sha256Of } from '../src/attachments/attachment-files.service.js';
import { agent, customer, openTicket, startTickets } from './support/desk.js';

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64');

describe('R29: what tickets keep of a customer', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => (service = await startTickets({ at: '2027-04-01T10:00:00Z' })));
  afterAll(() => service.stop());

  const attach = (ticketId: string, as: Actor) =>
    service.call(attachmentsRpc.add, { ticketId, fileName: 'phone.pdf', content: PDF }, as);
  async function resolve(ticketId: string): Promise<void> {
    const anna = agent();
    const { version } = await service.call(deskRpc.get, { ticketId }, anna);
    await service.call(deskRpc.resolve, { ticketId, version }, anna);
  }

  it('the copy holds what passed between them, with files, and no note of the staff', async () => {
    const mario = customer();
    const { id: ticketId } = await openTicket(service, mario, { text: 'I hear nothing' });
    await service.call(deskRpc.note, { ticketId, text: 'Seems a difficult one' }, agent());
    await attach(ticketId, mario);
    const names: string[] = [];
    let all = '';
    for (let cursor: string | undefined, more = true; more; ) {
      const { part, nextCursor } = await service.call(
        ticketsPersonalDataRpc.read,
        { customerId: mario.customerId, ...(cursor ? { cursor } : {}) },
        mario,
      );
      if (part) names.push(part.name);
      all += part?.content ?? '';
      [cursor, more] = [nextCursor, nextCursor !== undefined];
    }
    expect(names).toEqual([
      'tickets.json',
      'messages.json',
      'attachments.json',
      expect.stringMatching(/^attachments\/.+phone\.pdf$/),
    ]);
    expect([all.includes('I hear nothing'), all.includes(PDF), all.includes('difficult')]).toEqual([true, true, false]);
  });

  it('the copy holds the mails that a customer wrote, as they came, and none that others wrote', async () => {
    const mario = customer();
    const {
      id: ticketId,
      messages: [own],
    } = await openTicket(service, mario);
    const { id } = await attach(ticketId, mario);
    const { id: other } = await attach(ticketId, mario);
    const mailOf = (_id: string, messageId: string) =>
      service.database
        .collection('attachments')
        .updateOne(
          { _id: _id as never },
          { $set: { contentType: 'message/rfc822', fileName: `${messageId}.eml`, internal: true, messageId } },
        );
    await mailOf(id, own!.id);
    await mailOf(other, 'msg_of_somebody_else');
    const { part } = await service.call(
      ticketsPersonalDataRpc.read,
      { customerId: mario.customerId, cursor: '2|' },
      mario,
    );
    expect((JSON.parse(part!.content) as { _id: string }[]).map(({ _id }) => _id)).toEqual([id]);
  });

  it('what is open stands in the way; what is over loses words and files, and another’s equal file stays', async () => {
    const [mario, anna] = [customer(), customer()];
    const [{ id: ticketId }, { id: others }] = [await openTicket(service, mario), await openTicket(service, anna)];
    await attach(ticketId, mario);
    const { id: attachmentId } = await attach(others, anna);
    const of = { customerId: mario.customerId };
    expect(await service.call(ticketsPersonalDataRpc.obstacles, of)).toEqual({
      items: [{ code: 'ticket_open', about: ticketId }],
    });
    await resolve(ticketId);
    expect(await service.call(ticketsPersonalDataRpc.erase, of)).toMatchObject({
      erased: [
        { what: 'tickets', count: 1 },
        { what: 'messages', count: 1 },
        { what: 'attachments', count: 1 },
      ],
      kept: [],
    });
    expect(await service.call(ticketsPersonalDataRpc.erase, of)).toEqual({ erased: [], kept: [] });
    expect(await service.call(ticketsRpc.get, { ticketId }, mario)).toMatchObject({ subject: '—', messages: [] });
    expect((await service.call(attachmentsRpc.get, { attachmentId }, anna)).content).toBe(PDF);
    await service.call(ticketsPersonalDataRpc.obstacles, { customerId: anna.customerId });
  });

  it('what only the staff see of a customer, or of its contract, stands in the way while it is open, and is erased too', async () => {
    const mario = customer();
    const contractId = newId('con');
    const at = '2027-04-01T10:00:00.000Z';
    const refund = { refundId: newId('ref'), contractId, customerId: mario.customerId, amountCents: 1_000, at };
    const booking = { entryId: newId('ent'), contractId, amountCents: 1_000, bankReference: 'R1', bookedBy: 'usr_1' };
    const rejected = { ...refund, state: 'rejected', rejectionReason: 'Mario Rossi has no such account' };
    await service.publish(refundChanged, refund.refundId, rejected);
    await service.publish(handBookingUnproven, contractId, { ...booking, bookedAt: at });
    const of = { customerId: mario.customerId, contractIds: [contractId] };
    const open = await eventually('both tickets', async () => {
      const { items } = await service.call(ticketsPersonalDataRpc.obstacles, of);
      return items.length === 2 ? items : undefined;
    });
    expect(open.map(({ code }) => code)).toEqual(['check_open', 'check_open']);
    for (const { about } of open) await resolve(about);
    expect(await service.call(ticketsPersonalDataRpc.obstacles, of)).toEqual({ items: [] });
    expect((await service.call(ticketsPersonalDataRpc.erase, of)).erased[0]).toEqual({ what: 'tickets', count: 2 });
    await service.publish(refundChanged, refund.refundId, rejected);
    const later = { ...booking, entryId: newId('ent'), contractId: newId('con'), bookedAt: at };
    await service.publish(handBookingUnproven, later.contractId, later);
    await eventually('what came after it to be heard', () =>
      service.database.collection('tickets').findOne({ contractId: later.contractId }),
    );
    const kept = JSON.stringify(
      await Promise.all(
        ['tickets', 'messages', 'audit'].map((name) => service.database.collection(name).find().toArray()),
      ),
    );
    expect(kept).not.toContain('Mario Rossi');
  });

  it('a file whose process died before its transaction is removed, one that a ticket has stays', async () => {
    const mario = customer();
    const { id: ticketId } = await openTicket(service, mario);
    const { id: attachmentId } = await attach(ticketId, mario);
    const files = service.get(AttachmentFiles);
    const content = Buffer.from('%PDF-1.4 of nobody');
    const orphan = { fileName: 'a.pdf', contentType: 'application/pdf', size: content.length, content };
    // The work that would record it never ends, as if its process had died.
    void files.during([{ ...orphan, sha256: sha256Of(content) }], () => new Promise(() => undefined));
    const stored = () =>
      readdirSync(files.folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
        .map(({ parentPath, name }) => join(parentPath, name));
    await eventually('the file to be written', () => stored().some((path) => path.endsWith(sha256Of(content))));
    const longAgo = new Date(Date.now() - 7_200_000);
    for (const path of stored()) utimesSync(path, longAgo, longAgo);
    expect(await removeOrphans(files.folder, (sha256) => files.isRecorded(sha256))).toBe(1);
    expect((await service.call(attachmentsRpc.get, { attachmentId }, mario)).content).toBe(PDF);
  });

  it('what proves a change of holder stays for ten years', async () => {
    const mario = customer();
    const { id: ticketId } = await openTicket(service, mario, { category: 'voltura' });
    await resolve(ticketId);
    const of = { customerId: mario.customerId };
    expect(await service.call(ticketsPersonalDataRpc.erase, of)).toEqual({
      erased: [],
      kept: [{ what: 'volture', count: 1, until: '2037-04-02' }],
    });
    service.clock.moveTo(new Date('2037-04-03T10:00:00Z'));
    expect(await service.call(ticketsPersonalDataRpc.erase, of)).toMatchObject({
      erased: [
        { what: 'tickets', count: 1 },
        { what: 'messages', count: 1 },
      ],
      kept: [],
    });
  });
});
