import { NestFactory } from '@nestjs/core';
import type { Collection } from 'mongodb';
import { numbersRpc } from '#libs/api/numbers/numbers.js';
import { Broker } from '#libs/messaging/broker.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { newId } from '#libs/platform/ids.js';
import { PlatformModule } from '#libs/platform/platform.module.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';
import { databaseName, median, type Benchmark } from './benchmark.js';

const CLIENTS = 16;
const NUMBERS = 100_000;
const DISTRICT = '02';
/** Percent of the district that is taken already. */
const LEVELS = [10, 50, 99];
const BATCH = 1_000;
const EXPIRES_AT = '2099-01-01T00:00:00Z';
/** A bare search that takes longer is a scan: its rate is told of one, 16 at once would only queue. */
const SCAN_MS = 200;

interface Row {
  readonly _id: string;
  readonly state: string;
  readonly [field: string]: unknown;
}
type Numbers = Collection<Row>;
interface Rates {
  readonly percent: number;
  readonly ours: number;
  readonly byId: number;
  readonly search: number;
}

/** Asks the running service over the broker, as the gateway and the sagas do. */
async function client(system: System): Promise<{ rpc: RpcClient; close: () => Promise<void> }> {
  class Client {}
  const app = await NestFactory.createApplicationContext(
    { module: Client, imports: [PlatformModule.forProcess('accounts', system.config), MessagingModule.forClient()] },
    { logger: false },
  );
  await app.get(RpcClient).start();
  await app.get(Broker).start();
  await eventually('the broker', () => app.get(Broker).isConnected);
  return { rpc: app.get(RpcClient), close: () => app.close() };
}

/** How many a second 16 clients do, for some seconds, and at most so many. */
async function perSecond(seconds: number, atMost: number, work: (index: number) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  let done = 0;
  let begun = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (begun < atMost && performance.now() - started < seconds * 1_000) {
        await work(begun++);
        done++;
      }
    }),
  );
  return done / ((performance.now() - started) / 1_000);
}

const mark = (): { $set: Record<string, unknown> } => {
  const contractId = newId('con');
  return {
    $set: {
      state: 'reserved',
      claim: `${contractId}/first`,
      contractId,
      customerId: newId('cus'),
      dueAt: new Date(EXPIRES_AT),
    },
  };
};

/** The numbers of the district in random order, written by bulk; `taken` of them assigned. */
async function seed(numbers: Numbers, count: number, taken: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `+3902${55_000_000 + index}`)
    .map((id) => [Math.random(), id] as const)
    .sort(([a], [b]) => a - b)
    .map(([, id]) => id);
  for (let from = 0; from < count; from += BATCH) {
    await numbers.insertMany(
      ids.slice(from, from + BATCH).map(
        (_id, index): Row => ({
          _id,
          district: DISTRICT,
          state: from + index < taken ? 'assigned' : 'available',
          pick: Math.random(),
          score: 0,
          blockId: 'blk',
        }),
      ),
      { ordered: false },
    );
  }
  return ids;
}

async function setState(numbers: Numbers, ids: readonly string[], update: object): Promise<void> {
  for (let from = 0; from < ids.length; from += BATCH)
    await numbers.bulkWrite(
      ids.slice(from, from + BATCH).map((_id) => ({ updateOne: { filter: { _id }, update } })),
      { ordered: false },
    );
}

/** Gives back what a round has reserved. */
async function release(numbers: Numbers): Promise<void> {
  const reserved = await numbers.find({ district: DISTRICT, state: 'reserved' }, { projection: { _id: 1 } }).toArray();
  await setState(
    numbers,
    reserved.map(({ _id }) => _id),
    { $set: { state: 'available' }, $unset: { claim: 1, contractId: 1, customerId: 1, dueAt: 1, history: 1 } },
  );
}

/** One bare search-and-mark; where the database answers it with a scan, its time is the rate. */
async function searchRate(numbers: Numbers, seconds: number, atMost: number): Promise<number> {
  const bare = () => numbers.findOneAndUpdate({ district: DISTRICT, state: 'available' }, mark());
  const started = performance.now();
  await bare();
  const tookMs = performance.now() - started;
  return tookMs > SCAN_MS ? 1_000 / tookMs : perSecond(seconds, atMost, bare);
}

async function measure(
  numbers: Numbers,
  free: readonly string[],
  seconds: number,
  reserve: () => Promise<unknown>,
): Promise<Omit<Rates, 'percent'>> {
  const atMost = Math.floor(free.length / 2);
  const ours = await perSecond(seconds, atMost, reserve);
  await release(numbers);
  const byId = await perSecond(seconds, atMost, (index) =>
    numbers.updateOne({ _id: free[index]!, state: 'available' }, mark()),
  );
  await release(numbers);
  const search = await searchRate(numbers, seconds, atMost);
  await release(numbers);
  return { ours, byId, search };
}

const line = ({ percent, ours, byId, search }: Rates): string =>
  `${percent} % full: ${ours.toFixed(0)}/s; bare write of a number known to be free ${byId.toFixed(0)}/s, bare findOneAndUpdate ${search.toFixed(1)}/s`;

/** One level in a database of its own: what earlier levels wrote and gave back must not weigh on the next. */
async function atLevel(
  percent: number,
  count: number,
  seconds: number,
  progress: (text: string) => void,
): Promise<Rates & { readonly database: string }> {
  const system = await System.start({ processes: ['numbers'], direct: true, env: { NUMBERS_SWEEP_SECONDS: '3600' } });
  const { rpc, close } = await client(system);
  try {
    const numbers = system.database('numbers').collection('numbers') as unknown as Numbers;
    const reserve = () =>
      rpc.call(
        numbersRpc.reserve,
        { contractId: newId('con'), customerId: newId('cus'), district: DISTRICT, expiresAt: EXPIRES_AT },
        { deadlineMs: 60_000 },
      );
    const taken = Math.floor((count * percent) / 100);
    progress(`${count.toLocaleString('en')} numbers are written, ${percent} % of them taken`);
    const ids = await seed(numbers, count, taken);
    await perSecond(2, 200, reserve);
    await release(numbers);
    const rates = {
      percent,
      ...(await measure(numbers, ids.slice(taken), seconds, reserve)),
      database: await databaseName(system.database('numbers')),
    };
    progress(line(rates));
    return rates;
  } finally {
    await close();
    await system.stop();
  }
}

/**
 * Reservations a second of 16 clients in one district of 100,000 numbers, over the broker, as the district fills. The floor is
 * the better of a bare findOneAndUpdate over the district, and of a bare write of a number that is known to be free.
 */
export const benchmark: Benchmark = async ({ seconds, count = NUMBERS, progress }) => {
  const rates = [];
  for (const percent of LEVELS) rates.push(await atLevel(percent, count, seconds, progress));
  const floors = rates.map(({ byId, search }) => Math.max(byId, search));
  const ratio = median(rates.map(({ ours }, index) => ours / floors[index]!));
  const notes = [
    ...rates.map(line),
    `at 99 % ${(rates.at(-1)!.ours / rates[0]!.ours).toFixed(2)} of the rate at 10 %`,
    `${count.toLocaleString('en')} numbers, ${CLIENTS} clients`,
    rates[0]!.database,
  ];
  return {
    unit: 'reservations/s',
    ours: median(rates.map(({ ours }) => ours)),
    floor: median(floors),
    ratio,
    aim: '≥ 0.7, as fast at 99 % as at 10 %',
    notes,
  };
};
