import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import { isDuplicateKey } from '#libs/platform/mongo.js';

export interface NumberBlockRow {
  _id: string;
  next: number;
}
export const numberBlockSchema = new Schema<NumberBlockRow>(
  { _id: String, next: Number },
  { collection: 'number_blocks', versionKey: false },
);

const BLOCK = 50;

/**
 * Ticket numbers without a document that every ticket updates: a process takes a block at a time and hands it out from
 * memory. A process that dies leaves a gap; a number never comes twice.
 */
@Injectable()
export class NumberBlocks {
  private next = 0;
  private end = 0;
  private taking?: Promise<void>;

  constructor(@InjectModel('NumberBlock') private readonly blocks: Model<NumberBlockRow>) {}

  /** The next number, e.g. T00000042. Called outside of transactions. */
  async take(): Promise<string> {
    while (this.next >= this.end) await (this.taking ??= this.takeBlock().finally(() => (this.taking = undefined)));
    return `T${String(this.next++).padStart(8, '0')}`;
  }

  private async takeBlock(): Promise<void> {
    const row = await this.increment().catch((error: unknown) => {
      // Two processes made the counter at once: it is there now.
      if (isDuplicateKey(error)) return this.increment();
      throw error;
    });
    this.end = row.next + 1;
    this.next = this.end - BLOCK;
  }

  private increment(): Promise<NumberBlockRow> {
    return this.blocks
      .findOneAndUpdate(
        { _id: 'tickets' },
        { $inc: { next: BLOCK } },
        { upsert: true, returnDocument: 'after', lean: true },
      )
      .orFail()
      .exec();
  }
}
