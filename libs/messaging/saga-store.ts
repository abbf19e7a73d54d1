import type { Connection, Model } from 'mongoose';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { sagaModel, type SagaRow } from './saga.schema.js';
import type { Tx } from './unit-of-work.js';
import { SAGA_ENDED } from './saga-life.rules.js';

export type AnySaga = SagaRow<any>;

/** How long a process may work on a saga before others take it for dead. */
export const LOCK_MS = 15_000;
const BATCH = 100;

/** Somebody else wrote to the saga since it was read; nothing was written now. */
export class SagaMoved extends Error {}

export const isOver = ({ state }: AnySaga): boolean => SAGA_ENDED.some((ended) => ended === state);
export const isAtWork = ({ state }: AnySaga): boolean => state === 'running' || state === 'compensating';

/**
 * Sagas as they are kept. What moves one is bound to the version it was decided on, or to its lock. Found by id and changed by version: the
 * embedded database answers findOneAndUpdate and `$or` with a scan of the whole collection.
 */
export class SagaStore {
  private readonly rows: Model<SagaRow>;

  constructor(connection: Connection) {
    this.rows = sagaModel(connection);
  }

  /** @throws NotFound */
  async get(id: string): Promise<AnySaga> {
    return (await this.rows
      .findById(id)
      .lean()
      .orFail(() => new NotFound('saga'))) as AnySaga;
  }

  find(id: string, tx: Tx): Promise<AnySaga | null> {
    return this.rows.findById(id).session(tx.session).lean().exec() as Promise<AnySaga | null>;
  }

  async insert(saga: AnySaga, tx: Tx): Promise<void> {
    await this.rows.create([saga as SagaRow], { session: tx.session });
  }

  /** Takes a saga that nobody is at, in the same write as what is changed of it: no other replica comes in between. */
  lock(id: string, isRight: (saga: AnySaga) => boolean, fields: Partial<AnySaga> = {}): Promise<AnySaga | undefined> {
    const now = new Date();
    const isFree = (saga: AnySaga): boolean => !(saga.lockedUntil && saga.lockedUntil > now) && isRight(saga);
    return this.change(id, isFree, { ...fields, lockedUntil: new Date(now.getTime() + LOCK_MS) });
  }

  /**
   * Changes a saga if it is as it should be, whatever else is written meanwhile.
   * @returns it as it is then, or undefined when nothing was changed.
   */
  async change(
    id: string,
    isRight: (saga: AnySaga) => boolean,
    fields: Partial<AnySaga>,
  ): Promise<AnySaga | undefined> {
    for (;;) {
      const saga = (await this.rows.findById(id).lean()) as AnySaga | null;
      if (!saga || !isRight(saga)) return undefined;
      const { modifiedCount } = await this.rows.updateOne(
        { _id: id, version: saga.version },
        { ...setOrUnset(fields), $inc: { version: 1 } },
      );
      if (modifiedCount > 0) return { ...saga, ...fields, version: saga.version + 1 };
    }
  }

  /** Writes how a saga goes on, with a line of its history. @returns it as stored. @throws SagaMoved */
  async write(saga: AnySaga, fields: Partial<AnySaga>, happened: AnySaga['history'][number], tx: Tx): Promise<AnySaga> {
    const { matchedCount } = await this.rows.updateOne(
      { _id: saga._id, version: saga.version },
      { ...setOrUnset(fields), $push: { history: happened }, $inc: { version: 1 } },
      { session: tx.session },
    );
    if (matchedCount === 0) throw new SagaMoved();
    return { ...saga, ...fields, history: [...saga.history, happened], version: saga.version + 1 };
  }

  /** A signal that came before its step: kept. */
  async keepSignal(id: string, name: string, data: Record<string, unknown>, tx: Tx): Promise<void> {
    await this.rows.updateOne(
      { _id: id },
      { $set: { [`signals.${name}`]: data }, $inc: { version: 1 } },
      { session: tx.session },
    );
  }

  /** Gives a locked saga back after a failure; nothing when the lock was lost. */
  async release({ _id, lockedUntil }: AnySaga, fields: Partial<AnySaga>): Promise<void> {
    await this.rows.updateOne(
      { _id, lockedUntil },
      { ...setOrUnset({ ...fields, lockedUntil: undefined }), $inc: { version: 1 } },
    );
  }

  /** Some whose step should go on by now. */
  async stalled(now: Date): Promise<string[]> {
    return this.ids({ state: { $in: ['running', 'compensating'] }, retryAt: { $lte: now } });
  }

  /** Some that have waited long enough, by the clock's time. */
  async overdue(clockNow: Date, now: Date): Promise<string[]> {
    return this.ids({ state: 'waiting', wakeAt: { $lte: clockNow }, retryAt: { $lte: now } });
  }

  private async ids(filter: object): Promise<string[]> {
    return (await this.rows.find(filter, { _id: 1 }).limit(BATCH).lean()).map(({ _id }) => _id);
  }
}

/** Fields without a value are removed. */
function setOrUnset(fields: Record<string, unknown>): { $set: Record<string, unknown>; $unset: Record<string, 1> } {
  const entries = Object.entries(fields);
  return {
    $set: Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
    $unset: Object.fromEntries(entries.filter(([, value]) => value === undefined).map(([key]) => [key, 1])),
  };
}
