import { mock } from 'node:test';
import { pino } from 'pino';
import { BrokerUnavailable, type Broker } from '#libs/messaging/broker.js';
import { ShardQueue } from './shard-queue.service.js';

const silent = new Promise<never>(() => undefined);
const queueOn = (broker: Partial<Broker>): ShardQueue =>
  new ShardQueue(
    { names: { renewals: 'r' }, connected: async () => true, ...broker } as Broker,
    pino({ level: 'silent' }),
  );

/** Whether work ends once these seconds have passed. */
async function endsWithin(seconds: number, work: () => Promise<unknown>): Promise<unknown> {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const outcome = work();
    for (let second = 0; second < seconds; second++) {
      await new Promise(setImmediate);
      mock.timers.tick(1_000);
    }
    return await outcome;
  } finally {
    mock.timers.reset();
  }
}

describe('R20: renewal does not wait for a broker', () => {
  it('that is connected and says nothing, as one whose disk is full does', async () => {
    const queue = queueOn({ openChannel: () => silent, publish: () => silent });
    await endsWithin(6, () => queue.announce(['shd_1']));
    expect(await endsWithin(6, () => queue.next())).toBeUndefined();
  });

  it('and gives back what the broker hands over too late', async () => {
    const nack = mock.fn();
    const message = { content: Buffer.from('shd_1'), fields: { redelivered: false } };
    let answer: (late: unknown) => void = () => undefined;
    const channel = { on: () => channel, nack, get: () => new Promise((resolve) => (answer = resolve)) };
    const queue = queueOn({ openChannel: async () => channel as never });
    expect(await endsWithin(6, async () => [await queue.next(), await queue.next()])).toEqual([undefined, undefined]);
    answer(message);
    await new Promise(setImmediate);
    expect(nack.mock.calls.map((call) => call.arguments)).toEqual([[message, false, true]]);
  });

  it('that is not there', async () => {
    const queue = queueOn({
      openChannel: async () => undefined,
      publish: async () => Promise.reject(new BrokerUnavailable()),
    });
    await queue.announce(['shd_1', 'shd_2']);
    expect(await queue.next()).toBeUndefined();
  });

  it('that goes away while it is asked', async () => {
    const queue = queueOn({ openChannel: async () => Promise.reject(new Error('Connection closed')) });
    expect(await queue.next()).toBeUndefined();
  });
});
