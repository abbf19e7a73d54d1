import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { databaseName as nameOf } from '#libs/platform/mongo.js';
import { customer } from '#libs/testing/people.js';
import { System } from '#libs/testing/system.js';
import { databaseName, endWithUs, median, type Benchmark } from './benchmark.js';
import { stock } from '#libs/testing/stock.js';

const CONNECTIONS = 32;
const ROUNDS = 3;

async function requestsPerSecond(url: string, seconds: number, headers: Record<string, string> = {}): Promise<number> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds, headers });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refusals and ${result.errors} errors`);
  return result.requests.average;
}

async function startFloor(system: System): Promise<{ url: string; stop(): void }> {
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as AddressInfo;
      server.close(() => resolve(free));
    });
  });
  const { OPENVOIP_NAMESPACE: namespace } = system.config;
  const env = { ...process.env, RABBITMQ_URL: system.env('RABBITMQ_URL'), MONGODB_URI: system.env('MONGODB_URI') };
  const start = async (...args: string[]): Promise<ChildProcess> => {
    const child = endWithUs(fork(join(import.meta.dirname, 'read-floor.js'), args, { env }));
    await once(child, 'message');
    return child;
  };
  const queues = [`${namespace}.floor.contracts`, `${namespace}.floor.credit`];
  const children = [
    await start('responder', queues[0]!, nameOf(namespace, 'accounts'), 'contracts'),
    await start('responder', queues[1]!, nameOf(namespace, 'billing'), 'accounts'),
    await start('gateway', String(port), ...queues),
  ];
  return { url: `http://127.0.0.1:${port}`, stop: () => children.forEach((child) => child.kill()) };
}

/**
 * GET of a contract with its credit: gateway, broker, two services, database. The floor is bare Fastify, amqplib with
 * direct reply-to and the mongodb driver, in as many processes, reading the same documents.
 */
export const benchmark: Benchmark = async ({ seconds, progress }) => {
  const system = await System.start({ processes: ['accounts', 'numbers', 'billing', 'gateway'], direct: true });
  try {
    progress('a customer becomes active');
    await stock(system, '02', 100);
    const ada = await customer(system).active();
    const floor = await startFloor(system);
    const ours = `${system.url}/v1/contracts/${ada.contractId}`;
    const bare = `${floor.url}/contracts/${ada.contractId}`;
    const headers = { authorization: `Bearer ${ada.token}` };
    progress('warming up');
    await requestsPerSecond(ours, 3, headers);
    await requestsPerSecond(bare, 3);
    const rounds: { ours: number; floor: number }[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      rounds.push({
        floor: await requestsPerSecond(bare, seconds),
        ours: await requestsPerSecond(ours, seconds, headers),
      });
      progress(
        `round ${round} of ${ROUNDS}: ${rounds.at(-1)!.ours.toFixed(0)} against ${rounds.at(-1)!.floor.toFixed(0)} requests/s`,
      );
    }
    floor.stop();
    const ratio = median(rounds.map((round) => round.ours / round.floor));
    return {
      unit: 'requests/s',
      ours: median(rounds.map((round) => round.ours)),
      floor: median(rounds.map((round) => round.floor)),
      ratio,
      aim: '≥ 0.85',
      notes: [`${CONNECTIONS} connections`, await databaseName(system.database('accounts'))],
    };
  } finally {
    await system.stop();
  }
};
