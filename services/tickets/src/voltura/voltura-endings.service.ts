import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { ContractEnded } from '#libs/api/accounts/accounts.js';
import { ContractNotActive } from '#libs/api/errors/accounts/contract.errors.js';
import { systemActor } from '#libs/api/kernel/actor.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { formatDay } from '#libs/italy/formats.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { CLOSE_AFTER_MS } from '../desk/desk.rules.js';
import { isEnded } from '../life/ticket.rules.js';
import { TicketStore } from '../tickets/ticket.store.js';
import { VolturaStore } from './voltura.store.js';

/** What tickets knows of a contract: enough to begin no change of holder after its end. */
export interface VolturaContractRow {
  _id: string;
  /** Grows with each request, so that a request and the end of the contract come one after the other. */
  requests: number;
  endedAt?: Date;
}
export const volturaContractSchema = new Schema<VolturaContractRow>(
  { _id: String, requests: Number, endedAt: Date },
  { collection: 'voltura_contracts', versionKey: false },
);

const BY = systemActor('voltura');
const ENDED = {
  it: (day: string) =>
    `Il contratto è terminato il ${formatDay(day, 'it')}: la richiesta di voltura è chiusa e il nuovo intestatario non deve confermare più nulla.`,
  en: (day: string) =>
    `The contract ended on ${formatDay(day, 'en')}: the request to change its holder is closed, and the new holder has nothing to confirm any more.`,
};

/** A change of holder ends with its contract, whatever ended that: a cancellation, a withdrawal, the port of its last number, a lapse. */
@Injectable()
export class VolturaEndings {
  constructor(
    @Inject(VolturaStore) private readonly requests: VolturaStore,
    @InjectModel('VolturaContract') private readonly contracts: Model<VolturaContractRow>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(TicketStore) private readonly store: TicketStore,
  ) {}

  /** Notes a request, in its transaction. @throws ContractNotActive when the contract has ended meanwhile */
  async begun(contractId: string): Promise<void> {
    const { endedAt } = await this.contracts
      .findByIdAndUpdate(contractId, { $inc: { requests: 1 } }, { upsert: true, returnDocument: 'after' })
      .lean<VolturaContractRow>()
      .orFail();
    if (endedAt) throw new ContractNotActive('voltura', 'cancelled');
  }

  /** Closes the open request, and says so on its ticket. One that was approved is carried out or undone by accounts, which tells. */
  async ended({ contractId, endedAt }: ContractEnded, delivery: Delivery): Promise<void> {
    const at = new Date(endedAt);
    const day = romeDate(at);
    await this.work.handle(delivery, async (tx) => {
      await this.contracts.updateOne({ _id: contractId }, { $set: { endedAt: at } }, { upsert: true });
      const which = { pendingContract: contractId };
      const row = await this.requests.moveIf(which, 'lapse', 'contract', { reason: ENDED.it(day), decidedAt: at });
      if (!row) return;
      await this.store.change(
        tx,
        row.ticketId,
        (ticket, now) => ({
          action: 'voltura_lapsed',
          details: { volturaId: row._id, contractId, endedAt },
          message: { text: ENDED[ticket.locale](day), channel: 'rule' },
          move: ['settle_voltura', 'voltura'],
          set: isEnded(ticket.state) ? {} : { closesAt: new Date(now.getTime() + CLOSE_AFTER_MS) },
        }),
        BY,
      );
    });
  }
}
