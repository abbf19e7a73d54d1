import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Counter } from './contract.schema.js';

const BLOCK = 100;

/**
 * Gives out contract numbers, C00000001 upwards. A process takes a block of them at a time, so that registrations do not
 * queue at one document; what is left of a block when the process stops stays unused.
 */
@Injectable()
export class ContractNumbers {
  private next = 0;
  private end = 0;
  private taking?: Promise<void>;

  constructor(@InjectModel('Counter') private readonly counters: Model<Counter>) {}

  async take(): Promise<string> {
    while (this.next >= this.end) await (this.taking ??= this.takeBlock().finally(() => (this.taking = undefined)));
    return `C${String(this.next++).padStart(8, '0')}`;
  }

  private async takeBlock(): Promise<void> {
    const { next } = await this.counters
      .findOneAndUpdate(
        { _id: 'contract' },
        { $inc: { next: BLOCK } },
        { upsert: true, returnDocument: 'after', lean: true },
      )
      .orFail();
    this.end = next + 1;
    this.next = this.end - BLOCK;
  }
}
