import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { MongoClient } from 'mongodb';
import { makePrivate, readJson, writeJson, writePrivate } from './files.ts';

/** Who may use a private database. Made at its first start; it lives with the data, wherever the folder is moved. */
export interface MongoAccess {
  user: string;
  password: string;
  /** Whether the database knows this user: one of before there were users, or a new one, does not yet. */
  known: boolean;
}

const AUTHENTICATION_FAILED = 18;
const ALREADY_INITIALISED = 23;
/** A user of this name is there, with a password that was lost with its file. */
const USER_EXISTS = 51_003;
const KEY_BYTES = 756;

const accessFile = (data: string): string => join(data, 'access.json');

/** The access kept in a data folder, made at random where there is none; the folder is its owner's alone. */
export function accessTo(data: string): MongoAccess {
  makePrivate(data);
  const known = readJson<MongoAccess>(accessFile(data));
  if (known) return known;
  const made = { user: 'openvoip', password: randomBytes(24).toString('hex'), known: false };
  writeJson(accessFile(data), made);
  return made;
}

/** Says in the data folder that the database knows the user from now on. */
export function nowKnown(data: string, access: MongoAccess): void {
  writeJson(accessFile(data), { ...access, known: true });
}

/** The key with which members of a replica set know each other; its one member asks for one before it takes users. */
export function keyFile(data: string): string {
  const file = join(data, 'keyfile');
  writePrivate(file, randomBytes(KEY_BYTES).toString('base64'));
  chmodSync(file, 0o400);
  return file;
}

export const openUrl = (port: number): string => `mongodb://127.0.0.1:${port}/?directConnection=true`;
export const urlOf = ({ user, password }: MongoAccess, port: number): string =>
  `mongodb://${user}:${password}@127.0.0.1:${port}/?directConnection=true&authSource=admin`;

/** Runs one command on the server's admin database. */
export async function command(url: string, document: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { MongoClient: Client } = await import('mongodb');
  const client: MongoClient = new Client(url, {
    serverSelectionTimeoutMS: 1_500,
    connectTimeoutMS: 1_500,
    retryReads: false,
  });
  try {
    return await client.db('admin').command(document);
  } finally {
    await client.close();
  }
}

export async function isPrimary(url: string): Promise<boolean> {
  return (await command(url, { hello: 1 })).isWritablePrimary === true;
}

/** Makes the user, on a server that asks nobody who they are: the stand-in without `--auth`, or a mongod that has no user yet and is asked from its own machine. */
export async function makeUser(port: number, { user, password }: MongoAccess): Promise<void> {
  const roles = [{ role: 'root', db: 'admin' }];
  await command(openUrl(port), { createUser: user, pwd: password, roles }).catch((error: { code?: number }) => {
    if (error.code !== USER_EXISTS) throw error;
    return command(openUrl(port), { updateUser: user, pwd: password, roles });
  });
}

/**
 * One step towards a replica set of one whose user may sign in: forms it, makes the user (MongoDB lets the machine itself do
 * both while there is no user), or corrects its address when the port has changed. Never ready itself: an election follows.
 */
export async function formReplicaSet(name: string, port: number, access: MongoAccess): Promise<boolean> {
  const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
  const current = await command(urlOf(access, port), { replSetGetConfig: 1 }).catch((error: { code?: number }) => {
    if (error.code !== AUTHENTICATION_FAILED) throw error;
  });
  if (current) await correct(current.config as ReplicaSet, members, urlOf(access, port));
  else if (await isPrimary(openUrl(port))) await makeUser(port, access);
  else
    await command(openUrl(port), { replSetInitiate: { _id: name, members } }).catch((error: { code?: number }) => {
      if (error.code !== ALREADY_INITIALISED) throw error;
    });
  return false;
}

interface ReplicaSet {
  version: number;
  members: { host: string }[];
}

async function correct(config: ReplicaSet, members: { host: string }[], url: string): Promise<void> {
  if (config.members[0]?.host === members[0]?.host) return;
  await command(url, { replSetReconfig: { ...config, version: config.version + 1, members }, force: true });
}
