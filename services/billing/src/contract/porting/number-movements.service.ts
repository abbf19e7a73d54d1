import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { NumberMovement } from './number-movement.schema.js';

const idOf = (contractId: string, number: string): string => `${contractId}/${number}`;

/** Remembers arrivals and departures of numbers; every method joins the caller's transaction. */
@Injectable()
export class NumberMovements {
  constructor(@InjectModel('NumberMovement') private readonly movements: Model<NumberMovement>) {}

  /** What is known of each of these numbers. */
  async of(contractId: string, numbers: readonly string[]): Promise<ReadonlyMap<string, NumberMovement>> {
    const rows = await this.movements
      .find({ _id: { $in: numbers.map((number) => idOf(contractId, number)) } })
      .lean<NumberMovement[]>();
    return new Map(rows.map((row) => [row._id.slice(contractId.length + 1), row]));
  }

  /** Keeps the later of the instants. */
  async keep(contractId: string, numbers: readonly string[], what: 'cameAt' | 'leftAt', at: Date): Promise<void> {
    if (numbers.length === 0) return;
    await this.movements.bulkWrite(
      numbers.map((number) => ({
        updateOne: { filter: { _id: idOf(contractId, number) }, update: { $max: { [what]: at } }, upsert: true },
      })),
    );
  }
}
