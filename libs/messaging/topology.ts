import type { Channel } from 'amqplib';
import { SERVICES, type ServiceName } from '#libs/api/kernel/definition.js';

/** Waits between attempts at one message; after the last it goes to the dead-letter queue. */
export const RETRY_DELAYS_MS = [250, 1_000, 5_000, 30_000, 120_000, 600_000] as const;

const MAX_QUEUE_LENGTH = 1_000_000;
const MAX_REDELIVERIES = 20;
/** To look at a dead letter is to give it back, which the broker counts: RabbitMQ 4 would drop it after 20 times if nothing else is said. */
const MAX_LOOKS = 2_000_000_000;

/** Every broker object's name, derived from the namespace: nothing else in the code spells one. */
export const names = (namespace: string) => ({
  events: `${namespace}.events`,
  dead: `${namespace}.dead`,
  clock: `${namespace}.clock`,
  queue: (service: ServiceName) => `${namespace}.${service}`,
  /** The one way to services' RPC queues, by their names: whoever may only call them may write to nothing else. */
  rpcs: `${namespace}.rpc`,
  rpc: (service: ServiceName) => `${namespace}.${service}.rpc`,
  renewals: `${namespace}.billing.renewals`,
  retry: (delayMs: number) => `${namespace}.retry.${delayMs}`,
});
export type Names = ReturnType<typeof names>;

const QUORUM = {
  'x-queue-type': 'quorum',
  'x-max-length': MAX_QUEUE_LENGTH,
  // A full queue refuses the publisher, who then keeps the message: nothing is dropped from the head.
  'x-overflow': 'reject-publish',
  'x-delivery-limit': MAX_REDELIVERIES,
};

/**
 * Declares the whole topology, whichever service asks: a service that has never run yet already has its queue, so that
 * no message sent to it is lost. Safe to repeat.
 */
export async function declareTopology(channel: Channel, namespace: string): Promise<void> {
  const n = names(namespace);
  await channel.assertExchange(n.events, 'topic', { durable: true });
  await channel.assertExchange(n.rpcs, 'direct', { durable: true });
  await channel.assertQueue(n.dead, {
    durable: true,
    arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': MAX_LOOKS },
  });
  for (const delay of RETRY_DELAYS_MS) await declareRetry(channel, n, delay);
  for (const service of SERVICES) {
    await channel.assertQueue(n.queue(service), {
      durable: true,
      arguments: { ...QUORUM, 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': n.dead },
    });
    await channel.assertQueue(n.rpc(service), {
      durable: true,
      arguments: { 'x-max-length': 10_000, 'x-overflow': 'reject-publish' },
    });
    await channel.bindQueue(n.rpc(service), n.rpcs, service);
  }
  // Without dead letters: what this queue loses, the database still has.
  await channel.assertQueue(n.renewals, { durable: true, arguments: QUORUM });
}

/** Makes sure that all of it is there: throws, and the broker closes the channel, at the first part that is not. */
export async function checkTopology(channel: Channel, namespace: string): Promise<void> {
  const n = names(namespace);
  await checkExchanges(channel, namespace);
  for (const queue of queuesOf(n)) await channel.checkQueue(queue);
  for (const delay of RETRY_DELAYS_MS) await channel.bindQueue(n.retry(delay), n.retry(delay), '');
  for (const service of SERVICES) await channel.bindQueue(n.rpc(service), n.rpcs, service);
}

/** What a process may look at that may declare nothing: throws, and the broker closes the channel, unless services have declared it. */
export async function checkExchanges(channel: Channel, namespace: string): Promise<void> {
  for (const exchange of exchangesOf(names(namespace))) await channel.checkExchange(exchange);
}

const exchangesOf = (n: Names): string[] => [n.events, n.rpcs, ...RETRY_DELAYS_MS.map(n.retry)];

const queuesOf = (n: Names): string[] => [
  n.dead,
  n.renewals,
  ...RETRY_DELAYS_MS.map(n.retry),
  ...SERVICES.flatMap((service) => [n.queue(service), n.rpc(service)]),
];

/** A message waits here for its delay, then returns to the queue that its routing key names. */
async function declareRetry(channel: Channel, n: Names, delay: number): Promise<void> {
  await channel.assertExchange(n.retry(delay), 'fanout', { durable: true });
  await channel.assertQueue(n.retry(delay), {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-message-ttl': delay,
      'x-dead-letter-exchange': '',
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    },
  });
  await channel.bindQueue(n.retry(delay), n.retry(delay), '');
}

/** Removes everything of a namespace: tests clean up with it. */
export async function deleteTopology(channel: Channel, namespace: string): Promise<void> {
  const n = names(namespace);
  for (const queue of queuesOf(n)) await channel.deleteQueue(queue);
  for (const exchange of exchangesOf(n)) await channel.deleteExchange(exchange);
}
