import { attachmentsRpc } from '#libs/api/tickets/attachments.js';
import { ticketsRpc } from '#libs/api/tickets/tickets.js';
import { deskRpc } from '#libs/api/tickets/desk.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { agent, answering, customer, openTicket, staffAnswers, startTickets } from './support/desk.js';

const PDF = Buffer.from('%PDF-1.7\n%âãÏÓ\n').toString('base64');

describe('R19: tickets that become one, or two', () => {
  let service: ServiceUnderTest;
  let endNeighbour: () => Promise<void>;
  beforeAll(async () => {
    service = await startTickets();
    endNeighbour = await answering(service, [staffAnswers]);
  });
  afterAll(async () => {
    await endNeighbour();
    await service.stop();
  });

  it('merges two tickets of one customer: the conversation goes on in one, answers to the other land there', async () => {
    const [anna, mario] = [agent(), customer()];
    const one = await openTicket(service, mario, { text: 'First report' });
    const two = await openTicket(service, mario, { text: 'Same again, parola' });
    const merged = await service.call(deskRpc.merge, { ticketId: two.id, intoTicketId: one.id }, anna);
    expect(merged.messages.map((message) => message.text)).toEqual(['First report', 'Same again, parola']);
    expect(await service.call(ticketsRpc.get, { ticketId: two.id }, mario)).toMatchObject({
      state: 'closed',
      mergedInto: one.id,
    });
    expect(await service.call(ticketsRpc.answer, { ticketId: two.id, text: 'Late answer' }, mario)).toMatchObject({
      id: one.id,
      messages: { length: 3 },
    });
    expect(
      (
        await service.call(
          deskRpc.queue,
          { text: 'parola', customerId: mario.customerId, states: ['new', 'open'] },
          anna,
        )
      ).items.map((item) => item.id),
    ).toEqual([one.id]);
    await expect(service.call(deskRpc.claim, { ticketId: two.id }, anna)).rejects.toMatchObject({
      code: 'ticket_merged',
      details: { mergedInto: one.id },
    });
    expect(
      (await service.call(deskRpc.queue, { text: 'parola', customerId: mario.customerId, states: ['closed'] }, anna))
        .items,
    ).toEqual([]);
    const stranger = await openTicket(service, customer());
    await expect(
      service.call(deskRpc.merge, { ticketId: stranger.id, intoTicketId: one.id }, anna),
    ).rejects.toMatchObject({ code: 'merge_not_possible' });
    await expect(service.call(deskRpc.merge, { ticketId: one.id, intoTicketId: one.id }, anna)).rejects.toMatchObject({
      code: 'merge_not_possible',
    });
  });

  it('a merge opens a ticket that had come to its end again, and whoever has it in hand must see what came', async () => {
    const [anna, mario] = [agent(), customer()];
    const [one, two] = [await openTicket(service, mario), await openTicket(service, mario)];
    const { version } = await service.call(deskRpc.get, { ticketId: one.id }, anna);
    const resolved = await service.call(deskRpc.resolve, { ticketId: one.id, version }, anna);
    expect((await service.call(deskRpc.merge, { ticketId: two.id, intoTicketId: one.id }, anna)).state).toBe('open');
    await expect(
      service.call(deskRpc.resolve, { ticketId: one.id, version: resolved.version }, agent()),
    ).rejects.toMatchObject({ code: 'ticket_changed' });
    const three = await openTicket(service, mario);
    await service.call(
      deskRpc.resolve,
      { ticketId: three.id, version: (await service.call(deskRpc.get, { ticketId: three.id }, anna)).version },
      anna,
    );
    const again = await service.call(deskRpc.get, { ticketId: one.id }, anna);
    await service.call(deskRpc.resolve, { ticketId: one.id, version: again.version }, anna);
    expect((await service.call(deskRpc.merge, { ticketId: three.id, intoTicketId: one.id }, anna)).state).toBe(
      'resolved',
    );
  });

  it('case 12: an answer or a file that comes while staff merge the ticket is in the other one', async () => {
    const [anna, mario] = [agent(), customer()];
    for (let round = 0; round < 6; round++) {
      const [one, two] = [await openTicket(service, mario), await openTicket(service, mario)];
      const [, , merged] = await Promise.allSettled([
        service.call(ticketsRpc.answer, { ticketId: two.id, text: 'While you merge' }, mario),
        service.call(attachmentsRpc.add, { ticketId: two.id, fileName: 'foto.pdf', content: PDF }, mario),
        service.call(deskRpc.merge, { ticketId: two.id, intoTicketId: one.id }, anna),
      ]);
      expect(merged.status).toBe('fulfilled');
      const [source, target] = await Promise.all(
        [two, one].map(({ id }) => service.call(deskRpc.get, { ticketId: id }, anna)),
      );
      expect([source!.state, source!.messages, source!.attachments, target!.attachments.length]).toEqual([
        'closed',
        [],
        [],
        1,
      ]);
      expect(target!.messages.map(({ text }) => text)).toContain('While you merge');
    }
  });

  it('splits messages off into a ticket of their own, and links tickets both ways', async () => {
    const [anna, mario] = [agent(), customer()];
    const { id: ticketId } = await openTicket(service, mario);
    const { messages } = await service.call(ticketsRpc.answer, { ticketId, text: 'And my invoice is wrong' }, mario);
    const split = await service.call(
      deskRpc.split,
      { ticketId, messageIds: [messages[1]!.id], subject: 'Wrong invoice', category: 'billing' },
      anna,
    );
    expect(split).toMatchObject({
      category: 'billing',
      customerId: mario.customerId,
      links: [{ ticketId, kind: 'split_from' }],
      messages: [{ text: 'And my invoice is wrong' }],
    });
    expect(await service.call(deskRpc.get, { ticketId }, anna)).toMatchObject({
      messages: { length: 1 },
      links: [{ ticketId: split.id, kind: 'split_into' }],
    });
    await service.call(deskRpc.link, { ticketId, otherTicketId: split.id, kind: 'related' }, anna);
    expect((await service.call(deskRpc.get, { ticketId: split.id }, anna)).links).toContainEqual({
      ticketId,
      kind: 'related',
    });
    await expect(
      service.call(
        deskRpc.split,
        { ticketId, messageIds: [messages[1]!.id], subject: 'Again', category: 'billing' },
        anna,
      ),
    ).rejects.toMatchObject({ code: 'not_found' });
    const found = async (text: string): Promise<string[]> =>
      (await service.call(deskRpc.queue, { text, customerId: mario.customerId }, anna)).items.map(({ id }) => id);
    expect([await found('invoice'), await found('engaged')]).toEqual([[split.id], [ticketId]]);
    await service.call(deskRpc.classify, { ticketId: split.id, subject: 'Doppio addebito' }, anna);
    expect([await found('wrong'), await found('addebito'), await found('subject')]).toEqual([
      [split.id],
      [split.id],
      [],
    ]);
    await service.call(deskRpc.classify, { ticketId, subject: 'Centralino' }, anna);
    expect([await found('calls'), await found('centralino')]).toEqual([[], [ticketId]]);
  });
});
