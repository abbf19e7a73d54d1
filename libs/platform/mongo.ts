import { Module, type DynamicModule } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import mongoose, { type Model } from 'mongoose';
import { ConfigError, type PlatformConfig } from './config.js';

// Every mongoose operation inside connection.transaction() joins it by itself: forgetting a session is not possible.
mongoose.set('transactionAsyncLocalStorage', true);
mongoose.set('strictQuery', 'throw');

/** The connection to a service's own database, `<namespace>_<service>`. */
@Module({})
export class MongoModule {
  static forService(service: string, config: PlatformConfig): DynamicModule {
    if (!config.MONGODB_URI) throw new ConfigError(['MONGODB_URI is required']);
    return MongooseModule.forRoot(config.MONGODB_URI, {
      dbName: databaseName(config.OPENVOIP_NAMESPACE, service),
      autoIndex: true,
      maxPoolSize: 20,
      serverSelectionTimeoutMS: 3_000,
      retryWrites: true,
      lazyConnection: false,
      retryAttempts: 60,
      retryDelay: 1_000,
    });
  }
}

/** A collection to whoever only looks at it: the documents have one writer, a store. */
export type ReadModel<T> = Pick<
  Model<T>,
  'find' | 'findOne' | 'findById' | 'exists' | 'countDocuments' | 'distinct' | 'aggregate' | 'db'
>;

/** A collection to read, in whatever way it was injected. */
export type Readable<T> = Model<T> | ReadModel<T>;

export const databaseName = (namespace: string, service: string): string => `${namespace}_${service}`;

/** Whether an error says that a unique index refused a write. */
export const isDuplicateKey = (error: unknown): boolean => (error as { code?: number } | null)?.code === 11000;

const {
  MongoNetworkError,
  MongoServerSelectionError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
  MongoExpiredSessionError,
  MongoClientClosedError,
} = mongoose.mongo;
const AWAY = [
  MongoNetworkError,
  MongoServerSelectionError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
  MongoExpiredSessionError,
  MongoClientClosedError,
];
/** A server that shuts down, or whose replica set has another primary now. */
const AWAY_CODES = new Set<number | string | undefined>([91, 189, 10058, 10107, 11600, 11602, 13435, 13436]);
/** What the driver passes on of a socket as it came. */
const SOCKET_CODES = new Set<number | string | undefined>([
  'EPIPE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ETIMEDOUT',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

/** Whether an error says that the database could not be asked, rather than what it answered: the same request may do well in a moment. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, cause, message } = (error ?? {}) as { code?: number | string; cause?: unknown; message?: string };
  if (AWAY.some((kind) => error instanceof kind) || AWAY_CODES.has(code) || SOCKET_CODES.has(code)) return true;
  // Of no class that can be imported: waiting for a connection was given up.
  return (
    /buffering timed out|Timed out while checking out a connection/.test(message ?? '') ||
    (cause !== undefined && isDatabaseAway(cause))
  );
}

const IDS_AT_ONCE = 100;

/** Ids in lists of a hundred: the embedded database takes the square of an `$in` list's length. */
export function* idLists(ids: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) yield ids.slice(from, from + IDS_AT_ONCE);
}

/** Documents by their ids, list by list and one after the other: a transaction allows no two reads at once. */
export async function byIds<T>(
  ids: readonly string[],
  find: (some: readonly string[]) => PromiseLike<readonly T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (const some of idLists(ids)) found.push(...(await find(some)));
  return found;
}
