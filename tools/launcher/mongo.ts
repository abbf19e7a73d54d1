import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, find, run } from './install.ts';
import { home } from './paths.ts';
import type { PortBook } from './ports.ts';
import type { Program } from './processes.ts';
import { Failure, step } from './say.ts';
import type { Server } from './server.ts';

const STAND_IN = 'secantusdb==0.7.0b3';
const STAND_IN_FOLDER = join(home, 'secantusdb');
const STAND_IN_COMMAND = join(STAND_IN_FOLDER, 'bin', 'secantusd-py');
const ADVICE = 'MongoDB is missing: install mongod, or Python 3.10 or newer with venv, or set MONGODB_URI to a replica set of yours';
const REPLICA_SET = 'openvoip';

export interface MongoOptions {
  /** Whether an acknowledged transaction outlives kill -9: yes for data that matters, no for the speed of tests. */
  sync: boolean;
}

/**
 * The database: MONGODB_URI where it is set, else a private `mongod` (a replica set of one), else the stand-in
 * SecantusDB, a separate process that speaks MongoDB's protocol. Fails with what to do when none can be had.
 */
export async function mongo(folder: string, ports: PortBook, options: MongoOptions): Promise<Server> {
  if (process.env.MONGODB_URI) return { url: process.env.MONGODB_URI, programs: [] };
  const data = join(folder, 'mongodb');
  mkdirSync(data, { recursive: true });
  const mongod = find('mongod');
  if (!mongod) await installStandIn();
  const port = await ports.take('mongodb');
  const url = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  const common = { name: 'mongodb', log: join(folder, 'logs', 'mongodb.log'), port, graceMs: 20_000 };
  return { url, programs: [{ ...common, ...(mongod ? real(mongod, data, port, url) : standIn(data, port, url, options)) }] };
}

/** What differs between MongoDB and its stand-in. */
type Special = Pick<Program, 'command' | 'args' | 'env' | 'ready'>;

/** Whether the stand-in database is installed already. */
export function hasStandIn(): boolean {
  return existsSync(STAND_IN_COMMAND);
}

async function installStandIn(): Promise<void> {
  if (hasStandIn()) return;
  const python = await pythonWithVenv();
  await step('installing the stand-in database SecantusDB', async () => {
    await run(python, ['-m', 'venv', '--clear', STAND_IN_FOLDER]);
    await run(join(STAND_IN_FOLDER, 'bin', 'pip'), ['install', '--quiet', STAND_IN]);
  });
}

async function pythonWithVenv(): Promise<string> {
  const python = find('python3');
  if (python && (await hasVenv(python))) return python;
  await aptInstall(['python3', 'python3-venv'], ADVICE);
  const installed = find('python3');
  if (!installed) throw new Failure(ADVICE);
  return installed;
}

function hasVenv(python: string): Promise<boolean> {
  return run(python, ['-c', 'import venv, ensurepip']).then(() => true, () => false);
}

function standIn(data: string, port: number, url: string, { sync }: MongoOptions): Special {
  const args = ['--host', '127.0.0.1', '--port', String(port), '--storage-path', data, '--log-level', 'WARNING'];
  return {
    command: STAND_IN_COMMAND,
    args: sync ? [...args, '--sync-on-commit'] : args,
    env: { ...process.env, PYTHONUNBUFFERED: '1' },
    ready: () => isPrimary(url),
  };
}

function real(mongod: string, data: string, port: number, url: string): Special {
  return {
    command: mongod,
    args: ['--replSet', REPLICA_SET, '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', data],
    env: process.env,
    ready: async () => (await isPrimary(url)) || (await formReplicaSet(url, port)),
  };
}

/** Runs one command on the server's admin database. */
async function command(url: string, document: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { MongoClient } = await import('mongodb');
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 1_500, connectTimeoutMS: 1_500, retryReads: false });
  try {
    return await client.db('admin').command(document);
  } finally {
    await client.close();
  }
}

async function isPrimary(url: string): Promise<boolean> {
  return (await command(url, { hello: 1 })).isWritablePrimary === true;
}

/** Makes (or, when its port has changed, corrects) the replica set of one. Never ready itself: the election follows. */
async function formReplicaSet(url: string, port: number): Promise<boolean> {
  const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
  const current = await command(url, { replSetGetConfig: 1 }).catch(() => undefined);
  if (!current) await command(url, { replSetInitiate: { _id: REPLICA_SET, members } });
  const config = current?.config as { version: number; members: { host: string }[] } | undefined;
  if (config && config.members[0]?.host !== members[0]?.host) {
    await command(url, { replSetReconfig: { ...config, version: config.version + 1, members }, force: true });
  }
  return false;
}
