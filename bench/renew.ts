import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import mongoose, { type Connection } from 'mongoose';
import type { RenewalReport } from '#libs/api/billing/renewals.js';
import { periodOf, previousPeriod } from '#libs/italy/rome-time.js';
import { databaseName as databaseOf } from '#libs/platform/mongo.js';
import { newId } from '#libs/platform/ids.js';
import { removeNamespace, testConfig } from '#libs/testing/environment.js';
import { copyIndexes, databaseName, endWithUs, type Benchmark } from './benchmark.js';

const SIZES = [10_000, 100_000];
const BATCH = 1_000;
/** A worker's heap may not outgrow this, however many contracts there are: one that remembered them would die. */
const HEAP_MEGABYTES = 256;
const SERVICES = [
  ['geographic_number', 1],
  ['pbx_basic', 1],
  ['extension', 5],
  ['inbound_line', 2],
  ['traffic_flat', 1],
].map(([product, quantity]) => ({ product, quantity }));

interface Bench {
  readonly config: ReturnType<typeof testConfig>;
  readonly database: Connection;
}
interface Outcome {
  readonly rate: number;
  /** The most that any worker had in its first fifth, and in its last. */
  readonly megabytes: readonly [number, number];
}
type Document = Record<string, unknown> & { _id: string };

const namesOf = ({
  config: { OPENVOIP_NAMESPACE, RABBITMQ_URL, MONGODB_URI, SECRET_KEY },
}: Bench): NodeJS.ProcessEnv => ({
  ...process.env,
  OPENVOIP_NAMESPACE,
  RABBITMQ_URL,
  MONGODB_URI,
  SECRET_KEY,
  OPENVOIP_MODE: 'production',
  LOG_LEVEL: 'warn',
});

/** Contracts that are due this month, with five items each; one in ten has too little credit. */
async function seed({ database }: Bench, count: number): Promise<void> {
  const chargedThrough = previousPeriod(periodOf(new Date()));
  for (let done = 0; done < count; done += BATCH) {
    const accounts = Array.from({ length: Math.min(BATCH, count - done) }, (_, index): Document => {
      const _id = newId('con');
      return {
        _id,
        customerId: newId('cus'),
        contractNumber: `C${String(done + index).padStart(8, '0')}`,
        paymentReference: _id,
        holder: { kind: 'private', name: 'Mario Rossi', taxCode: 'RSSMRA80A01F205X' },
        state: 'active',
        numbers: ['+390212345678'],
        services: SERVICES,
        chargedThrough,
        servicesVersion: 1,
        openedAt: new Date(),
        balanceCents: index % 10 === 0 ? 0 : 10_000,
        entries: 0,
        lastHash: '',
        version: 1,
      };
    });
    await database.collection<Document>('accounts').insertMany(accounts, { ordered: false });
  }
}

const command = (bench: Bench, ...args: string[]): ChildProcess =>
  endWithUs(
    spawn(
      process.execPath,
      [`--max-old-space-size=${HEAP_MEGABYTES}`, resolve('dist/services/billing/src/cli.js'), ...args, '--json'],
      { env: namesOf(bench), stdio: ['ignore', 'pipe', 'inherit'] },
    ),
  );

async function outputOf(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  if (code !== 0) throw new Error(`renewals exited with ${code}: ${text}`);
  return text;
}

/** Resident memory of a process, where the system tells it. */
function memoryOf({ pid }: ChildProcess): number {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024);
  } catch {
    return 0;
  }
}

/** Renews all of them with so many worker processes, as `./openvoip renewals run` does; the run tells how long it took. */
async function renew(bench: Bench, count: number, workers: number): Promise<Outcome> {
  const children = Array.from({ length: workers }, () => command(bench, 'renewals', 'run'));
  const memory: number[] = [];
  const watch = setInterval(() => memory.push(Math.max(...children.map(memoryOf))), 250);
  const outputs = await Promise.all(children.map(outputOf));
  clearInterval(watch);
  const [report] = JSON.parse(outputs.find((text) => text.length > 3)!) as RenewalReport[];
  if (report!.charged !== count) throw new Error(`${report!.charged} of ${count} were charged`);
  return {
    rate: count / ((Date.parse(report!.completedAt!) - Date.parse(report!.startedAt!)) / 1_000),
    megabytes: [Math.max(...memory.slice(0, memory.length / 5)), Math.max(...memory.slice(-memory.length / 5))],
  };
}

/** One client that writes what renewal has written once more, in unordered bulks, without any logic or transaction. */
async function floorRate({ database }: Bench, count: number): Promise<number> {
  const [entries, accounts, copies, messages] = ['entries', 'accounts', 'floor_entries', 'floor_outbox'].map((name) =>
    database.collection<Document>(name),
  );
  await copyIndexes(entries!, copies!, { unique: true });
  const [charged, booked] = [inBatches(accounts!.find()), inBatches(entries!.find())];
  let milliseconds = 0;
  for (let done = 0; done < count; done += BATCH) {
    const [theirs, their] = [(await charged.next()).value!, (await booked.next()).value!];
    const [updates, sent] = [theirs.map(updateOf), their.map(messageOf)];
    const started = performance.now();
    await copies!.insertMany(their, { ordered: false });
    await accounts!.bulkWrite(updates, { ordered: false });
    await messages!.insertMany(sent, { ordered: false });
    milliseconds += performance.now() - started;
  }
  return count / (milliseconds / 1_000);
}

async function* inBatches(documents: AsyncIterable<Document>): AsyncGenerator<Document[], undefined> {
  let batch: Document[] = [];
  for await (const document of documents) {
    batch.push(document);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
  return undefined;
}

/** The same fields, changed once more. */
const updateOf = ({ _id, servicesVersion, balanceCents, entries, lastHash, version, debtSince }: Document) => ({
  updateOne: {
    filter: { _id },
    update: {
      $set: {
        chargedThrough: previousPeriod(periodOf(new Date())),
        servicesVersion,
        balanceCents: Number(balanceCents) - 1,
        entries,
        lastHash: `${String(lastHash)}.`,
        version: Number(version) + 1,
        debtSince,
      },
    },
  },
});

/** As large as the message that an entry causes, with its envelope. */
const messageOf = ({ contractId, balanceCents, creditCents, cause }: Document): Document => ({
  _id: newId('evt'),
  id: newId('evt'),
  type: 'billing.credit.changed.v1',
  source: '/openvoip/billing',
  subject: contractId,
  time: new Date(),
  context: { correlationId: newId('cor'), actor: { kind: 'system', id: 'cli', roles: [] }, locale: 'it' },
  trace: {},
  data: {
    contractId,
    customerId: newId('cus'),
    balanceCents,
    movements: [{ entryId: newId('ent'), cause, amountCents: creditCents }],
    at: new Date().toISOString(),
  },
});

const eachOf = (rate: number): string => `${(1_000 / rate).toFixed(2)} ms a contract`;
const line = (count: number, workers: number, { rate, megabytes: [first, last] }: Outcome): string =>
  `${count.toLocaleString('en')} contracts, ${workers} worker${workers > 1 ? 's' : ''}: ${rate.toFixed(0)}/s, ${eachOf(rate)}, ${first} MB in the first fifth, ${last} in the last`;

/** A billing database of its own with contracts that are due; nothing of it stays. */
async function withContracts<T>(
  count: number,
  progress: (text: string) => void,
  work: (bench: Bench) => Promise<T>,
): Promise<T> {
  const config = testConfig();
  const database = await mongoose
    .createConnection(config.MONGODB_URI!, { dbName: databaseOf(config.OPENVOIP_NAMESPACE, 'billing') })
    .asPromise();
  const bench: Bench = { config, database };
  try {
    await outputOf(command(bench, 'renewals', 'status'));
    progress(`${count.toLocaleString('en')} contracts are made`);
    await seed(bench, count);
    return await work(bench);
  } finally {
    await database.close();
    await removeNamespace(config);
  }
}

/** Contracts renewed per second, each with its own charge, chain link and message, against writing the same documents bare. */
export const benchmark: Benchmark = async ({ count, progress }) => {
  const notes: string[] = [];
  const note = (text: string): void => {
    progress(text);
    notes.push(text);
  };
  const rates: { ours: number; floor: number }[] = [];
  let database = '';
  for (const size of count ? [count] : SIZES) {
    await withContracts(size, progress, async (bench) => {
      const one = await renew(bench, size, 1);
      note(line(size, 1, one));
      const floor = await floorRate(bench, size);
      note(`${size.toLocaleString('en')} bare: ${floor.toFixed(0)}/s, ratio ${(one.rate / floor).toFixed(2)}`);
      rates.push({ ours: one.rate, floor });
      database = await databaseName(bench.database);
    });
    note(line(size, 2, await withContracts(size, progress, (bench) => renew(bench, size, 2))));
  }
  const { ours, floor } = rates.at(-1)!;
  if (rates.length > 1) notes.push(`linear: ${eachOf(rates[0]!.ours)} of few, ${eachOf(ours)} of ten times as many`);
  return {
    unit: 'contracts/s',
    ours,
    floor,
    ratio: ours / floor,
    aim: '≥ 0.5, linear in contracts, memory flat',
    notes: [...notes, `5 items each; heaps of at most ${HEAP_MEGABYTES} MB`, database],
  };
};
