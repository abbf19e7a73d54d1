import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { systemActor } from '#libs/api/kernel/actor.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { type ReadModel, isDuplicateKey } from '#libs/platform/mongo.js';
import { SerialNumbers } from '#libs/platform/serial-numbers.js';
import type { TicketRow } from '../tickets/ticket.schema.js';
import { TicketStore } from '../tickets/ticket.store.js';
import type { RaisedTicket, RaisingRule } from './raised-tickets.table.js';

/** Opens the tickets that rules ask for: one for each cause, whatever comes twice. */
@Injectable()
export class TicketRaiser {
  constructor(
    @InjectModel('Ticket') private readonly tickets: ReadModel<TicketRow>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(TicketStore) private readonly store: TicketStore,
    @Inject(SerialNumbers) private readonly numbers: SerialNumbers,
  ) {}

  async onEvent(rule: RaisingRule, body: unknown, delivery: Delivery): Promise<void> {
    const raised = rule.raise(body);
    if (!raised || (await this.isKnown(raised))) return;
    const number = await this.numbers.next();
    await this.work.handle(delivery, (tx) => this.open(tx, raised, number, delivery.type));
  }

  /** For causes that no event tells. */
  async onFinding(raised: RaisedTicket): Promise<void> {
    if (await this.isKnown(raised)) return;
    const number = await this.numbers.next();
    try {
      await this.work.run((tx) => this.open(tx, raised, number, 'finding'));
    } catch (error) {
      // Another replica found the same at the same time.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  private async isKnown({ cause }: RaisedTicket): Promise<boolean> {
    return (await this.tickets.exists({ causeKey: cause })) !== null;
  }

  private async open(
    tx: Tx,
    { cause, note, ...ticket }: RaisedTicket,
    number: string,
    raisedBy: string,
  ): Promise<void> {
    await this.store.open(
      tx,
      {
        ...ticket,
        number,
        channel: 'rule',
        hidden: true,
        causeKey: cause,
        locale: 'it',
        message: { text: note, internal: true, channel: 'rule' },
        details: { raisedBy, cause },
      },
      systemActor('ticket-rules'),
    );
  }
}
