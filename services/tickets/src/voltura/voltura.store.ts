import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { PENDING, volturaLife, type VolturaMove, type VolturaMover } from './voltura-life.rules.js';
import type { VolturaRow } from './voltura.schema.js';

type Change = Partial<Omit<VolturaRow, '_id' | 'state' | 'pendingContract'>>;

/** The only writer of voltura requests. */
@Injectable()
export class VolturaStore {
  constructor(@InjectModel('Voltura') private readonly volturas: Model<VolturaRow>) {}

  /** Stores a new request. A duplicate key says that its contract has one under way. */
  async open(row: Omit<VolturaRow, 'state' | 'pendingContract'>): Promise<void> {
    await this.volturas.create([{ ...row, state: volturaLife.table.begins[0]!, pendingContract: row.contractId }]);
  }

  /** Moves a request as it was read. @throws VolturaDecided where it is past that, or somebody else was first */
  async move(
    { _id, state }: Pick<VolturaRow, '_id' | 'state'>,
    move: VolturaMove,
    by: VolturaMover,
    set: Change,
  ): Promise<void> {
    if (!(await this.moveIf({ _id }, move, by, set))) throw volturaLife.refusal(move, state);
  }

  /** Moves the request that matches, if its state allows it. @returns it as it then is, if it was moved */
  async moveIf(
    which: QueryFilter<VolturaRow>,
    move: VolturaMove,
    by: VolturaMover,
    set: Change,
  ): Promise<VolturaRow | null> {
    const step = volturaLife.step(move, by);
    const isPending = PENDING.some((state) => state === step.set.state);
    return this.volturas
      .findOneAndUpdate(
        { ...which, ...step.where },
        { $set: { ...set, ...step.set }, ...(isPending ? {} : { $unset: { pendingContract: 1 } }) },
        { returnDocument: 'after' },
      )
      .lean<VolturaRow>();
  }
}
