import { Schema, type Model } from 'mongoose';
import { isDuplicateKey } from './mongo.js';

/** How far the numbers of a kind have been given out. */
export interface SerialCounter {
  readonly _id: string;
  readonly next: number;
}
/** In the collection that a service has for it. */
export const serialCounterSchema = (collection: string): Schema<SerialCounter> =>
  new Schema<SerialCounter>({ _id: String, next: Number }, { collection, versionKey: false });

export interface SerialNumbersOptions {
  /** The id of its counter. */
  readonly counter: string;
  readonly prefix: string;
  /** How many a process takes at a time. */
  readonly block: number;
}

/**
 * Numbers for people, e.g. T00000042, without a document that everything with a number updates: a process takes a block at
 * a time and hands it out from memory. A process that dies leaves a gap; a number never comes twice. Not for fiscal
 * numbers, which may have no gaps.
 */
export class SerialNumbers {
  private upcoming = 0;
  private end = 0;
  private reserving?: Promise<void>;

  constructor(
    private readonly counters: Model<SerialCounter>,
    private readonly options: SerialNumbersOptions,
  ) {}

  /** The next number. Called outside of transactions. */
  async next(): Promise<string> {
    while (this.upcoming >= this.end)
      await (this.reserving ??= this.reserveBlock().finally(() => (this.reserving = undefined)));
    return `${this.options.prefix}${String(this.upcoming++).padStart(8, '0')}`;
  }

  private async reserveBlock(): Promise<void> {
    const { next } = await this.increment().catch((error: unknown) => {
      // Two processes made the counter at once: it is there now.
      if (isDuplicateKey(error)) return this.increment();
      throw error;
    });
    this.end = next + 1;
    this.upcoming = this.end - this.options.block;
  }

  private increment(): Promise<SerialCounter> {
    const { counter, block } = this.options;
    return this.counters
      .findOneAndUpdate(
        { _id: counter },
        { $inc: { next: block } },
        { upsert: true, returnDocument: 'after', lean: true },
      )
      .orFail()
      .exec();
  }
}
