import { ticketAnswered, ticketMoved, ticketOpened, ticketsRpc } from '#libs/api/tickets/tickets.js';
import { deskRpc } from '#libs/api/tickets/desk.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { agent, customer, openTicket, startTickets } from './support/desk.js';

describe('tickets on the real broker and database', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => (service = await startTickets()));
  afterAll(() => service.stop());

  it('R19: a customer opens a ticket, staff claim, note, answer and resolve it, and the customer sees the public part only', async () => {
    const [mario, anna] = [customer(), agent()];
    const { id: ticketId, number, state } = await openTicket(service, mario);
    expect({ number, state }).toEqual({ number: expect.stringMatching(/^T\d{8}$/), state: 'new' });
    await service.sent(ticketOpened, ticketId);
    await service.call(deskRpc.claim, { ticketId }, anna);
    await service.call(deskRpc.note, { ticketId, text: 'The SBC shows 486: a fork loop.' }, anna);
    const answered = await service.call(deskRpc.answer, { ticketId, text: 'Please restart the telephone.' }, anna);
    expect(answered).toMatchObject({ state: 'waiting_customer', assigneeId: anna.id });
    expect(answered.messages.map((message) => message.internal)).toEqual([false, true, false]);
    const seen = await service.call(ticketsRpc.get, { ticketId }, mario);
    expect(seen.messages.map((message) => [message.from, message.text])).toEqual([
      ['customer', 'Callers hear the engaged tone.'],
      ['staff', 'Please restart the telephone.'],
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/486|assignee|watchers|authorId|priority/);
    const resolved = await service.call(deskRpc.resolve, { ticketId, version: answered.version }, anna);
    expect(resolved.state).toBe('resolved');
    expect(await service.sent(ticketAnswered, ticketId)).toMatchObject({ internal: true });
    expect((await service.sent(ticketMoved, ticketId)).from).toBe('new');
  });

  it("R19: a customer's answer reopens a ticket that was resolved, or closed", async () => {
    const [mario, anna] = [customer(), agent()];
    const { id: ticketId } = await openTicket(service, mario);
    const { version } = await service.call(deskRpc.get, { ticketId }, anna);
    await service.call(deskRpc.resolve, { ticketId, version }, anna);
    expect((await service.call(ticketsRpc.answer, { ticketId, text: 'Still broken' }, mario)).state).toBe('open');
    const again = await service.call(deskRpc.get, { ticketId }, anna);
    const resolved = await service.call(deskRpc.resolve, { ticketId, version: again.version }, anna);
    await service.call(deskRpc.close, { ticketId, version: resolved.version }, anna);
    expect(await service.call(ticketsRpc.answer, { ticketId, text: 'And again' }, mario)).toMatchObject({
      state: 'open',
      messages: { length: 3 },
    });
  });

  it('R19: of many agents who claim a ticket at once one gets it, the others a clear refusal', async () => {
    const { id: ticketId } = await openTicket(service, customer());
    const agents = Array.from({ length: 6 }, () => agent());
    const outcomes = await Promise.allSettled(agents.map((one) => service.call(deskRpc.claim, { ticketId }, one)));
    const winners = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    const { assigneeId } = winners[0]!.value;
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'ticket_claimed', status: 409, details: { assigneeId } });
    expect(
      (
        await service.call(
          deskRpc.claim,
          { ticketId },
          agents.find((one) => one.id === assigneeId),
        )
      ).assigneeId,
    ).toBe(assigneeId);
  });

  it('case 12: staff close a ticket while the customer is answering: the answer is kept and the ticket is open', async () => {
    const [mario, anna] = [customer(), agent()];
    for (let round = 0; round < 8; round++) {
      const { id: ticketId } = await openTicket(service, mario);
      const { version } = await service.call(deskRpc.answer, { ticketId, text: 'Does it work now?' }, anna);
      const [ended] = await Promise.allSettled([
        service.call(deskRpc.resolve, { ticketId, version }, anna),
        service.call(ticketsRpc.answer, { ticketId, text: 'No, it does not.' }, mario),
      ]);
      if (ended.status === 'rejected') expect(ended.reason).toMatchObject({ code: 'ticket_changed', status: 409 });
      const after = await service.call(deskRpc.get, { ticketId }, anna);
      expect(after.state).toBe('open');
      expect(after.messages.at(-1)).toMatchObject({ from: 'customer', text: 'No, it does not.' });
    }
  });

  it("case 13: another customer's ticket is not there: not to read, not to answer, not in the list", async () => {
    const [mario, mallory] = [customer(), customer()];
    const { id: ticketId } = await openTicket(service, mario);
    const missing = { code: 'not_found', status: 404 };
    await expect(service.call(ticketsRpc.get, { ticketId }, mallory)).rejects.toMatchObject(missing);
    await expect(service.call(ticketsRpc.answer, { ticketId, text: 'Hello' }, mallory)).rejects.toMatchObject(missing);
    await expect(service.call(ticketsRpc.get, { ticketId: newId('tic') }, mallory)).rejects.toMatchObject(missing);
    expect((await service.call(ticketsRpc.list, {}, mallory)).items).toEqual([]);
    await expect(service.call(deskRpc.get, { ticketId }, mario)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it("lists a customer's tickets, newest first, page by page", async () => {
    const mario = customer();
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.push((await openTicket(service, mario)).id);
    const first = await service.call(ticketsRpc.list, { limit: 3 }, mario);
    const second = await service.call(ticketsRpc.list, { limit: 3, cursor: first.nextCursor! }, mario);
    expect([...first.items, ...second.items].map((ticket) => ticket.id)).toEqual(ids.toReversed());
    expect(second.nextCursor).toBeUndefined();
  });

  it('opens one ticket for a request that is sent again with its key, and another number for each ticket', async () => {
    const mario = customer();
    const ask = () =>
      service.call(
        ticketsRpc.open,
        { category: 'other', subject: 'Once', text: 'Only once' },
        { actor: mario, idempotencyKey: 'the-same' },
      );
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    const others = await Promise.all(Array.from({ length: 60 }, () => openTicket(service, mario)));
    expect(new Set(others.map((other) => other.number)).size).toBe(60);
  });
});
