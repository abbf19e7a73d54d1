import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson, writeJson } from './files.ts';
import { type Identity, identify, lives } from './identity.ts';
import { mongo, type MongoOptions } from './mongo.ts';
import { PortBook } from './ports.ts';
import { stopGroup } from './processes.ts';
import { rabbit } from './rabbit.ts';
import { step } from './say.ts';
import type { Server } from './server.ts';
import { interruptible } from './signals.ts';
import { type Kept, Supervisor } from './supervisor.ts';

/** What the services need of a broker and a database. */
export interface Infrastructure {
  RABBITMQ_URL: string;
  /** With the user of the gateway alone. */
  GATEWAY_RABBITMQ_URL: string;
  MONGODB_URI: string;
}

/** Infrastructure on its way up. */
export interface StartingInfrastructure extends Infrastructure {
  database: Promise<void>;
  /** Broker and database. */
  all: Promise<unknown>;
}

/** Starts the broker and the database in `folder` (unless the caller has named its own) and hands them to the supervisor. */
export async function startInfrastructure(
  folder: string,
  ports: PortBook,
  supervisor: Supervisor,
  options: MongoOptions,
): Promise<StartingInfrastructure> {
  const servers = { database: await mongo(folder, ports, options), broker: await rabbit(folder, ports) };
  const database = keepAll(servers.database, supervisor);
  const all = step('starting the broker and the database', () =>
    Promise.all([database, keepAll(servers.broker, supervisor)]),
  );
  // Whoever waits for them hears of a failure; until then it must not end this process.
  for (const promise of [database, all]) promise.catch(() => undefined);
  const { url: RABBITMQ_URL, gatewayUrl: GATEWAY_RABBITMQ_URL } = servers.broker;
  return { RABBITMQ_URL, GATEWAY_RABBITMQ_URL, MONGODB_URI: servers.database.url, database, all };
}

async function keepAll(server: Server, supervisor: Supervisor): Promise<void> {
  await server.prepare?.(supervisor);
  for (const program of server.programs) await supervisor.keep({ ...program, foundation: true });
}

const PREFIX = 'openvoip-private-';

/** A broker and a database for one command alone. */
export interface PrivateInfrastructure extends Infrastructure {
  /** A folder that goes when they go. */
  folder: string;
}

interface Owner {
  owner: Identity | undefined;
  processes: Kept[];
}

/** Gives `work` a fresh broker and database in a temporary folder; stops and removes them whatever happens. */
export async function withPrivateInfrastructure<T>(
  work: (infrastructure: PrivateInfrastructure) => Promise<T>,
): Promise<T> {
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  const record = (processes: Kept[]) =>
    writeJson(join(folder, 'owner.json'), { owner: identify(process.pid), processes } satisfies Owner);
  record([]);
  const supervisor = new Supervisor(record);
  try {
    const start = async () => {
      const ports = new PortBook(join(folder, 'ports.json'));
      const {
        database: _database,
        all,
        ...addresses
      } = await startInfrastructure(folder, ports, supervisor, {
        sync: false,
      });
      await all;
      return { ...addresses, folder };
    };
    // Servers that still start know of no signal: who waited for them would be killed before it could stop them.
    const infrastructure = await interruptible(start, { tidies: false });
    return await interruptible(() => work(infrastructure));
  } finally {
    await supervisor.stop({ atOnce: true });
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Removes what a command that was killed outright could not remove itself. */
async function sweep(): Promise<void> {
  mkdirSync(tmpdir(), { recursive: true });
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const left = readJson<Owner>(join(folder, 'owner.json'));
    if (!left || lives(left.owner)) continue;
    await stopLeftovers(left.processes);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Stops recorded processes whose supervisor has gone. */
export async function stopLeftovers(processes: Kept[]): Promise<void> {
  await Promise.all(processes.map(async ({ process: left }) => left && lives(left) && stopGroup(left.pid)));
}
