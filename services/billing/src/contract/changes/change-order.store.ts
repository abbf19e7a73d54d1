import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { changeOrderLife, type ChangeOrderMove, type ChangeOrderMover } from './change-order-life.rules.js';
import type { ChangeOrderRow } from './change-order.schema.js';

type Change = Partial<Pick<ChangeOrderRow, 'appliedAt' | 'addedNumbers' | 'refusal'>>;

/** The only writer of change orders. */
@Injectable()
export class ChangeOrderStore {
  constructor(@InjectModel('ChangeOrder') private readonly orders: Model<ChangeOrderRow>) {}

  async quote(order: Omit<ChangeOrderRow, 'state'>): Promise<ChangeOrderRow> {
    const quoted = { ...order, state: changeOrderLife.table.begins[0]! };
    await this.orders.create([quoted]);
    return quoted;
  }

  /** Moves an order as it was read. @returns it as it then is @throws MoveNotPossible, also when somebody else was first */
  async move(
    order: ChangeOrderRow,
    move: ChangeOrderMove,
    by: ChangeOrderMover,
    change: Change = {},
  ): Promise<ChangeOrderRow> {
    const state = changeOrderLife.move(order.state, move, by);
    if (!(await this.moveIf(order._id, move, by, change))) throw changeOrderLife.refusal(move, order.state);
    return { ...order, ...change, state };
  }

  /** Moves an order if its state allows it. @returns whether it did */
  async moveIf(orderId: string, move: ChangeOrderMove, by: ChangeOrderMover, change: Change): Promise<boolean> {
    const { where, set } = changeOrderLife.step(move, by);
    const { matchedCount } = await this.orders.updateOne({ _id: orderId, ...where }, { $set: { ...change, ...set } });
    return matchedCount > 0;
  }
}
