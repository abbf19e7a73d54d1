import 'reflect-metadata';
import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import type { Connection, Model } from 'mongoose';
import type { CallRecord } from '#libs/api/billing/traffic.js';
import { periodOf } from '#libs/italy/rome-time.js';
import { newId } from '#libs/platform/ids.js';
import { byIds } from '#libs/platform/mongo.js';
import { removeNamespace, testConfig } from '#libs/testing/environment.js';
import type { Account } from '../services/billing/src/account/account.schema.js';
import { startBillingProcess } from '../services/billing/src/process/billing.process.js';
import { CallIntake } from '../services/billing/src/calls/traffic/call-intake.service.js';
import { TrafficModule } from '../services/billing/src/calls/traffic/traffic.module.js';
import { databaseName, median, type Benchmark } from './benchmark.js';

const CONTRACTS = 500;
const BATCH = 1_000;
const RECORDS = 20_000;
const DAY_MS = 86_400_000;
const CALLED = ['+393351234567', '+390612345678', '+442079460000', '+390112345678'];

type Document = Record<string, unknown> & { _id: string };

/** Half of them metered, half FLAT. */
async function seed(accounts: Model<Account>): Promise<string[]> {
  const rows = Array.from({ length: CONTRACTS }, (_, index) => {
    const _id = newId('con');
    return {
      _id,
      customerId: newId('cus'),
      contractNumber: `C${String(index).padStart(8, '0')}`,
      paymentReference: _id,
      holder: { kind: 'private' as const, name: 'Mario Rossi', taxCode: 'RSSMRA80A01F205X' },
      state: 'active' as const,
      numbers: ['+390212345678'],
      services: [{ product: index % 2 === 0 ? 'traffic_metered' : 'traffic_flat', quantity: 1 }],
      chargedThrough: periodOf(new Date()),
      openedAt: new Date(),
      activatedAt: new Date(Date.now() - 40 * DAY_MS),
    };
  });
  await accounts.insertMany(rows);
  return rows.map(({ _id }) => _id);
}

/** Calls of the last hours, as a switch sends them: many contracts in one batch. */
const recordsOf = (contracts: readonly string[]): CallRecord[] =>
  Array.from({ length: BATCH }, (_, index) => ({
    callId: newId('call'),
    contractId: contracts[(index * 7) % contracts.length]!,
    from: '+390212345678',
    to: CALLED[index % CALLED.length]!,
    startedAt: new Date(Date.now() - (index % 3_600) * 1_000).toISOString(),
    seconds: 1 + ((index * 37) % 600),
  }));

/** Documents a batch left behind. */
interface Written {
  readonly calls: Document[];
  readonly days: Document[];
  readonly uses: Document[];
}

async function written(database: Connection, batch: readonly CallRecord[]): Promise<Written> {
  const of = (name: string, filter: object): Promise<Document[]> =>
    database.collection<Document>(name).find(filter).toArray();
  const contracts = [...new Set(batch.map(({ contractId }) => contractId))];
  const calls = await byIds(
    batch.map(({ callId }) => callId),
    (some) => of('calls', { _id: { $in: some } }),
  );
  const days = await byIds(contracts, (some) => of('traffic_days', { contractId: { $in: some } }));
  const uses = await byIds(
    contracts.map((id) => `${id}:${periodOf(new Date())}`),
    (some) => of('allowance_uses', { _id: { $in: some } }),
  );
  return { calls, days, uses };
}

const bare = (name: string): string => `bare_${name}`;

/** Collections of their own for the floor, with the indexes of ours: both grow alike. */
async function prepareBare(database: Connection): Promise<void> {
  for (const name of ['calls', 'traffic_days', 'allowance_uses']) {
    await database.createCollection(bare(name));
    const indexes = (await database.collection(name).indexes()).filter((index) => index.name !== '_id_');
    for (const { v: _v, key, ...options } of indexes) await database.collection(bare(name)).createIndex(key, options);
  }
}

/** One client that writes the same documents in unordered bulks: no rating, no transaction, nothing looked up. */
async function writeBare(database: Connection, { calls, days, uses }: Written): Promise<void> {
  const into = (name: string): Collection<Document> => database.collection<Document>(bare(name));
  const upserts = (rows: readonly Document[]) =>
    rows.map(({ _id, ...fields }) => ({ updateOne: { filter: { _id }, update: { $set: fields }, upsert: true } }));
  await into('calls').insertMany(calls, { ordered: false });
  await into('traffic_days').bulkWrite(upserts(days), { ordered: false });
  if (uses.length > 0) await into('allowance_uses').bulkWrite(upserts(uses), { ordered: false });
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const rateOf = (rounds: readonly number[]): number => BATCH / (median(rounds) / 1_000);

/** `cdr`: call records rated and persisted a second, against writing the same documents bare; batch by batch in turn, so that both meet the same machine. */
export const benchmark: Benchmark = async ({ count = RECORDS, progress }) => {
  const config = testConfig();
  const app = await startBillingProcess({ module: TrafficModule, config });
  const database = app.get<Connection>(getConnectionToken());
  const intake = app.get(CallIntake);
  const rounds: { ours: number; floor: number }[] = [];
  try {
    const contracts = await seed(app.get<Model<Account>>(getModelToken('Account')));
    await prepareBare(database);
    // The first warms both up.
    for (let round = 0; round <= Math.ceil(count / BATCH); round++) {
      const batch = recordsOf(contracts);
      const ours = await millisecondsOf(() => intake.record(batch));
      const documents = await written(database, batch);
      const floor = await millisecondsOf(() => writeBare(database, documents));
      if (round > 0) rounds.push({ ours, floor });
      progress(`${rateOf([ours]).toFixed(0)} CDR/s, bare ${rateOf([floor]).toFixed(0)}/s`);
    }
    const [ours, floor] = [rateOf(rounds.map((round) => round.ours)), rateOf(rounds.map((round) => round.floor))];
    const third = Math.ceil(rounds.length / 3);
    const flat = `first third ${rateOf(rounds.slice(0, third).map((round) => round.ours)).toFixed(0)}/s, last third ${rateOf(rounds.slice(-third).map((round) => round.ours)).toFixed(0)}/s`;
    return {
      unit: 'CDR/s',
      ours,
      floor,
      ratio: ours / floor,
      aim: '≥ 0.5',
      notes: [
        `${rounds.length} batches of ${BATCH.toLocaleString('en')}, ${CONTRACTS} contracts, half FLAT`,
        flat,
        await databaseName(database),
      ],
    };
  } finally {
    await app.close();
    await removeNamespace(config);
  }
};
