import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { PortInStore } from '../porting/port-in.store.js';
import type { PortInRow, PortOutRow } from '../porting/port.schema.js';
import type { Carrier, OutgoingMessage } from './carrier.port.js';

const BATCH = 200;

/**
 * What other operators are still to be told. It stands in the orders themselves, written with the change that it tells of; it
 * is taken out once it was handed over, unless something newer has come to be told.
 */
@Injectable()
export class CarrierOutbox {
  constructor(
    @Inject(PortInStore) private readonly portIns: PortInStore,
    @InjectModel('PortOut') private readonly portOuts: Model<PortOutRow>,
  ) {}

  /** @returns how many messages were handed over. */
  async send(carrier: Carrier): Promise<number> {
    let sent = 0;
    const orders = await this.portIns.orders
      .find({ 'untold.what': { $in: ['port_in_request', 'port_in_move', 'port_in_cancel'] } })
      .limit(BATCH)
      .lean();
    for (const row of orders) {
      await carrier.send(messageOf(row));
      await this.portIns.orders.updateOne({ _id: row._id, 'untold.seq': row.untold!.seq }, { $unset: { untold: 1 } });
      sent += 1;
    }
    const requests = await this.portOuts
      .find({ untold: { $gte: 1 } })
      .limit(BATCH)
      .lean();
    for (const row of requests) {
      await carrier.send(answerOf(row));
      await this.portOuts.updateOne({ _id: row._id, untold: row.untold! }, { $unset: { untold: 1 } });
      sent += 1;
    }
    return sent;
  }
}

function messageOf({
  _id,
  attempt,
  donor,
  numbers,
  migrationCode,
  holder,
  cutOverOn,
  untold,
}: PortInRow): OutgoingMessage {
  const { what: kind, seq } = untold!;
  const common = { id: `${_id}-${seq}`, kind, to: donor, order: _id, attempt, numbers };
  if (kind === 'port_in_request') return { ...common, migrationCode, holderName: holder.name, taxCode: holder.taxCode };
  return kind === 'port_in_move' ? { ...common, cutOverOn } : common;
}

const answerOf = ({
  _id,
  reference,
  recipient,
  number,
  state,
  objection,
  cutOverOn,
  untold,
}: PortOutRow): OutgoingMessage => ({
  id: `${_id}-${untold}`,
  kind: 'port_out_answer',
  to: recipient,
  order: _id,
  reference,
  numbers: [number],
  state,
  ...(objection ? { reason: objection } : {}),
  ...(cutOverOn ? { cutOverOn } : {}),
});
