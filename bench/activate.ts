import { connect } from 'amqplib';
import { contractActivated } from '#libs/api/accounts/accounts.js';
import { names } from '#libs/messaging/topology.js';
import { inParallel } from '#libs/testing/parallel.js';
import { customer, type Customer } from '#libs/testing/people.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';
import { ActivateFloor } from './activate-floor.js';
import { databaseName, type Benchmark } from './benchmark.js';
import { stock } from '#libs/testing/stock.js';

const LANES = 8;
const DEFAULT_COUNT = 100;
const SERVICES = ['accounts', 'numbers', 'billing'] as const;

interface Counts {
  readonly transactions: number;
  readonly messages: number;
}

/** Committed transactions, and messages on the broker: confirmed ones, and RPC requests with their replies. */
async function counts(system: System): Promise<Counts> {
  const sum = async (
    processes: readonly ('accounts' | 'numbers' | 'billing' | 'gateway')[],
    metric: string,
  ): Promise<number> =>
    (await Promise.all(processes.map((name) => system.metric(name, metric)))).reduce(
      (total, value) => total + value,
      0,
    );
  return {
    transactions: await sum(SERVICES, 'openvoip_transactions_total'),
    messages:
      (await sum(SERVICES, 'openvoip_messages_published_total')) +
      2 * (await sum([...SERVICES, 'gateway'], 'openvoip_rpc_calls_total')),
  };
}

/** Counts contracts that become active, as their events say. */
async function watchActivations(system: System): Promise<{ active(): number; stop(): Promise<void> }> {
  const broker = await connect(system.config.RABBITMQ_URL);
  const channel = await broker.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, names(system.config.OPENVOIP_NAMESPACE).events, contractActivated.name);
  let active = 0;
  await channel.consume(queue, () => void active++, { noAck: true });
  return { active: () => active, stop: () => broker.close() };
}

async function activations(system: System, count: number): Promise<number> {
  const watch = await watchActivations(system);
  const people = Array.from({ length: count }, () => customer(system));
  const started = performance.now();
  await inParallel(people, LANES, async (person: Customer) => {
    const { body } = await person.registering();
    person.contractId = body.contract.id;
    await person.topUp(body.amountDueCents);
  });
  await eventually('all to be active', () => watch.active() === count, 300_000);
  const seconds = (performance.now() - started) / 1000;
  await watch.stop();
  return count / seconds;
}

/** Registration to active, per second, against as many bare transactions of the same documents and confirmed messages. */
export const benchmark: Benchmark = async ({ count = DEFAULT_COUNT, progress }) => {
  const system = await System.start({ processes: ['accounts', 'numbers', 'billing', 'gateway'], direct: true });
  try {
    await stock(system, '02', 10_000);
    progress('warming up');
    await activations(system, 10);
    const before = await counts(system);
    const ours = await activations(system, count);
    const after = await counts(system);
    const each: Counts = {
      transactions: (after.transactions - before.transactions) / count,
      messages: (after.messages - before.messages) / count,
    };
    progress(
      `${ours.toFixed(1)} activations/s; each ${each.transactions.toFixed(1)} transactions and ${each.messages.toFixed(1)} messages`,
    );
    const floors = await ActivateFloor.prepared(system, LANES, Math.round(each.messages));
    const [floor, thin] = [await floors.rate(count, 'same documents'), await floors.rate(count, 'two writes')];
    await floors.close();
    return {
      unit: 'activations/s',
      ours,
      floor,
      ratio: ours / floor,
      aim: '≥ 0.5, ≤ 8 transactions, ≤ 12 messages',
      notes: [
        `each ${each.transactions.toFixed(2)} transactions and ${each.messages.toFixed(2)} messages`,
        `bare transactions of two writes without an index each: ${thin.toFixed(1)}/s, ratio ${(ours / thin).toFixed(2)}`,
        `${LANES} at a time`,
        await databaseName(system.database('accounts')),
      ],
    };
  } finally {
    await system.stop();
  }
};
