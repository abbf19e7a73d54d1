import { join } from 'node:path';
import { find } from './install.ts';
import {
  accessTo,
  formReplicaSet,
  isPrimary,
  keyFile,
  makeUser,
  nowKnown,
  openUrl,
  urlOf,
  type MongoAccess,
} from './mongo-access.ts';
import { home } from './paths.ts';
import { anyFreePort, type PortBook } from './ports.ts';
import type { Program } from './processes.ts';
import { installPython, invocation, isInstalled, type PythonProgram } from './python.ts';
import type { Server } from './server.ts';
import type { Supervisor } from './supervisor.ts';

const STAND_IN: PythonProgram = {
  title: 'the stand-in database SecantusDB',
  package: 'secantusdb==0.7.0b3',
  folder: join(home, 'secantusdb'),
  command: 'secantusd-py',
  advice:
    'MongoDB is missing: install mongod, or Python 3.10 or newer with venv, or set MONGODB_URI to a replica set of yours',
};
/** Starts it with the faults mended that stop it for good. */
const STAND_IN_MENDED = join(import.meta.dirname, 'secantusdb.py');
const REPLICA_SET = 'openvoip';

export interface MongoOptions {
  /** Whether an acknowledged transaction outlives kill -9: yes for data that matters, no for the speed of tests. */
  sync: boolean;
}

/**
 * The database: MONGODB_URI where it is set, else a private `mongod` (a replica set of one), else the stand-in
 * SecantusDB, a separate process that speaks MongoDB's protocol. A private one asks for a password, which lives with its
 * data. Fails with what to do when none can be had.
 */
export async function mongo(folder: string, ports: PortBook, options: MongoOptions): Promise<Server> {
  if (process.env.MONGODB_URI) return { url: process.env.MONGODB_URI, programs: [] };
  const data = join(folder, 'mongodb');
  const access = accessTo(data);
  const mongod = find('mongod');
  if (!mongod) await installPython(STAND_IN);
  const port = await ports.take('mongodb');
  const common = { name: 'mongodb', log: join(folder, 'logs', 'mongodb.log'), port, graceMs: 20_000 };
  const program = { ...common, ...(mongod ? real(mongod, data, port, access) : standIn(data, port, access, options)) };
  const prepare =
    mongod || access.known ? undefined : (supervisor: Supervisor) => introduce(program, supervisor, data, access);
  return { url: urlOf(access, port), programs: [program], prepare };
}

/** Starts the stand-in once without asking for passwords, on another port, so that it can be told of its user. */
async function introduce(program: Program, supervisor: Supervisor, data: string, access: MongoAccess): Promise<void> {
  const port = await anyFreePort();
  await supervisor.during(
    {
      ...program,
      foundation: true,
      args: withoutAuth(program.args, port),
      port,
      ready: () => isPrimary(openUrl(port)),
    },
    () => makeUser(port, access),
  );
  nowKnown(data, access);
}

const withoutAuth = (args: readonly string[], port: number): string[] =>
  args.filter((arg) => arg !== '--auth').map((arg, at) => (args[at - 1] === '--port' ? String(port) : arg));

/** Whether the stand-in database is installed already. */
export const hasStandIn = (): boolean => isInstalled(STAND_IN);

/** What differs between MongoDB and its stand-in. */
type Special = Pick<Program, 'command' | 'args' | 'env' | 'ready'>;

/** Nothing of the caller's: neither its secrets nor the settings of a database of its own. */
const environment = (data: string): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: data });

/** The arguments of the stand-in. */
export function standIn(data: string, port: number, access: MongoAccess, { sync }: MongoOptions): Special {
  const [python] = invocation(STAND_IN);
  const args = [
    STAND_IN_MENDED,
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--storage-path',
    data,
    '--log-level',
    'WARNING',
    '--auth',
  ];
  return {
    command: python,
    args: sync ? [...args, '--sync-on-commit'] : args,
    env: { ...environment(data), PYTHONUNBUFFERED: '1' },
    ready: () => isPrimary(urlOf(access, port)),
  };
}

/** The arguments of MongoDB itself: a key file makes it ask for passwords too. */
export function real(mongod: string, data: string, port: number, access: MongoAccess): Special {
  return {
    command: mongod,
    args: [
      '--replSet',
      REPLICA_SET,
      '--bind_ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--dbpath',
      data,
      '--auth',
      '--keyFile',
      keyFile(data),
    ],
    env: environment(data),
    ready: async () =>
      (await isPrimary(urlOf(access, port)).catch(() => false)) || (await formReplicaSet(REPLICA_SET, port, access)),
  };
}
