import type { AddressInfo } from 'node:net';
import { contractActivated } from '#libs/api/accounts/accounts.js';
import { creditChanged } from '#libs/api/billing/billing.js';
import { fieldsOf } from '#libs/api/kernel/field.js';
import { ticketAnswered, ticketOpened, type TicketAnswered, type TicketFact } from '#libs/api/tickets/tickets.js';
import { newId } from '#libs/platform/ids.js';
import { eventually } from '#libs/testing/wait.js';
import { EventHub } from '../src/http/events/event-hub.service.js';
import { PUBLISHED_EVENTS } from '../src/http/events/published-events.table.js';
import { GatewayUnderTest, tokenFor } from './support/gateway.js';

/** A client of the stream over a real socket. */
class Listener {
  text = '';
  ended = false;
  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {}

  static async open(
    gateway: GatewayUnderTest,
    authorization: string,
    headers: Record<string, string> = {},
  ): Promise<Listener> {
    const { port } = gateway.app.getHttpServer().address() as AddressInfo;
    const abort = new AbortController();
    const response = await fetch(`http://127.0.0.1:${port}/v1/events`, {
      headers: { authorization, ...headers },
      signal: abort.signal,
    });
    const listener = new Listener(response, abort);
    void listener.read();
    return listener;
  }

  private async read(): Promise<void> {
    try {
      for await (const chunk of this.response.body!) this.text += Buffer.from(chunk).toString();
    } catch {
      // The client hung up.
    }
    this.ended = true;
  }

  get events(): { id?: string; event: string; data: any }[] {
    return this.text
      .split('\n\n')
      .filter((block) => block.includes('event: '))
      .map((block) => {
        const line = (name: string) =>
          block
            .split('\n')
            .find((each) => each.startsWith(`${name}: `))
            ?.slice(name.length + 2);
        return { id: line('id'), event: line('event')!, data: JSON.parse(line('data')!) };
      });
  }

  close(): void {
    this.abort.abort();
  }
}

const change = (customerId: string, balanceCents: number) => ({
  contractId: newId('con'),
  customerId,
  balanceCents,
  movements: [],
  at: '2026-11-25T10:00:00Z',
});

describe("a customer's event stream", () => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    gateway = await GatewayUnderTest.start({ EVENT_STREAMS_PER_CUSTOMER: '2' });
    await gateway.app.listen(0, '127.0.0.1');
  });
  afterAll(() => gateway.stop());
  const hub = (): EventHub => gateway.app.get(EventHub);

  it('tells the customer of its own events, and nobody of others', async () => {
    const [mine, other] = [await gateway.customer(), await gateway.customer()];
    const listener = await Listener.open(gateway, mine.authorization);
    expect([listener.response.status, listener.response.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream',
    ]);
    await gateway.publish(creditChanged, newId('con'), change(other.customerId, 1));
    const id = await gateway.publish(creditChanged, newId('con'), change(mine.customerId, 610));
    await eventually('the credit event', () => listener.events.length === 1);
    expect(listener.events[0]).toMatchObject({
      id,
      event: 'billing.credit.changed',
      data: { type: 'billing.credit.changed.v1', data: { balanceCents: 610 } },
    });
    const address = { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' };
    await gateway.publish(contractActivated, newId('con'), {
      contractId: newId('con'),
      customerId: mine.customerId,
      number: '+390212345678',
      holder: { kind: 'private', address },
      activatedAt: '2026-11-25T10:00:00Z',
    });
    await eventually('the activation', () =>
      listener.events.some(({ event }) => event === 'accounts.contract.activated'),
    );
    listener.close();
    await eventually('the stream to be forgotten', () => hub().size === 0);
  });

  it('keeps internal notes and what is the staff’s own inside', async () => {
    const { customerId, authorization } = await gateway.customer();
    const listener = await Listener.open(gateway, authorization);
    const opened: TicketFact = {
      ticketId: newId('tkt'),
      number: 'T-0',
      customerId,
      category: 'technical',
      priority: 'urgent',
      state: 'new',
      watchers: [newId('usr')],
      at: '2026-11-25T09:00:00Z',
    };
    await gateway.publish(ticketOpened, newId('tkt'), { ...opened, ticketId: newId('tkt'), hidden: true });
    await gateway.publish(ticketOpened, opened.ticketId, opened);
    const answer: TicketAnswered = {
      internal: false,
      ticketId: newId('tkt'),
      number: 'T-1',
      customerId,
      category: 'technical',
      priority: 'normal',
      state: 'open',
      assigneeId: newId('usr'),
      watchers: [newId('usr')],
      at: '2026-11-25T10:00:00Z',
      messageId: newId('msg'),
      by: 'staff',
    };
    await gateway.publish(ticketAnswered, answer.ticketId, { ...answer, internal: true });
    await gateway.publish(ticketAnswered, answer.ticketId, answer);
    await eventually('the public answer', () => listener.events.length > 1);
    expect(listener.events.map(({ data }) => data.data)).toEqual([
      { ticketId: opened.ticketId, number: 'T-0', state: 'new', at: opened.at },
      { ticketId: answer.ticketId, number: 'T-1', state: 'open', by: 'staff', at: answer.at },
    ]);
    listener.close();
  });

  it.each(PUBLISHED_EVENTS.map(({ definition }) => [definition.name, definition] as const))(
    '%s names its customer',
    (_, definition) => {
      expect(fieldsOf(definition.body).map(({ name }) => name)).toContain('customerId');
    },
  );

  it('asks a client that comes back to read again', async () => {
    const { authorization } = await gateway.customer();
    const listener = await Listener.open(gateway, authorization, { 'last-event-id': 'evt_whatever' });
    await eventually('resync', () => listener.events[0]?.event === 'resync');
    listener.close();
  });

  it('ends when the access token expires', async () => {
    const token = await tokenFor({ roles: ['customer'], customerId: newId('cus') }, Math.floor(Date.now() / 1000) + 2);
    const listener = await Listener.open(gateway, `Bearer ${token}`);
    await eventually('the end', () => listener.ended, 5_000);
    expect(listener.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'session_expired' } });
  });

  it('lets go of a client that does not read, and goes on serving the others', async () => {
    const { customerId } = await gateway.customer();
    const stuck = hub().open(customerId, Date.now() + 60_000, false);
    const reading = hub().open(customerId, Date.now() + 60_000, false);
    let seen = 0;
    reading.on('data', () => seen++);
    for (let sent = 0; sent < 500; sent++) await gateway.publish(creditChanged, newId('con'), change(customerId, sent));
    await eventually('all events to be read', () => seen > 500);
    expect([stuck.destroyed, reading.destroyed]).toEqual([true, false]);
    reading.destroy();
  });

  it('refuses more streams than one customer may have, and staff', async () => {
    const { authorization } = await gateway.customer();
    const open = [await Listener.open(gateway, authorization), await Listener.open(gateway, authorization)];
    expect((await gateway.http.get('/v1/events').set('Authorization', authorization)).status).toBe(429);
    open.forEach((listener) => listener.close());
    const staff = await gateway.http
      .get('/v1/events')
      .set('Authorization', `Bearer ${await tokenFor({ kind: 'staff', roles: ['admin'] })}`);
    expect(staff.status).toBe(403);
  });

  it('serves many clients, and ends them all when the gateway stops', async () => {
    const customers = await Promise.all(Array.from({ length: 150 }, () => gateway.customer()));
    const listeners = await Promise.all(customers.map(({ authorization }) => Listener.open(gateway, authorization)));
    for (const { customerId } of customers) await gateway.publish(creditChanged, newId('con'), change(customerId, 7));
    await eventually('everyone to hear', () => listeners.every(({ events }) => events.length === 1));
    hub().onModuleDestroy();
    await eventually('every stream to end', () => listeners.every(({ ended }) => ended));
    expect(listeners.every(({ events }) => events.at(-1)!.event === 'end')).toBe(true);
  });
});
