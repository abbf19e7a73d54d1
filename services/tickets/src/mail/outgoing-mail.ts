import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '#libs/platform/clock.js';
import { newId } from '#libs/platform/ids.js';
import type { TicketRow } from '../tickets/ticket.schema.js';
import type { TicketMailKind, TicketMailRow } from './mail.schema.js';

/** Puts mail to the customer in the queue, in the transaction of what it tells; the mailer sends it. */
@Injectable()
export class OutgoingMail {
  constructor(@InjectModel('TicketMail') private readonly mails: Model<TicketMailRow>, @Inject(Clock) private readonly clock: Clock) {}

  /** Nothing for a ticket that no customer has. */
  async queue(ticket: TicketRow, kind: TicketMailKind, aboutId?: string): Promise<void> {
    if (!ticket.customerId) return;
    await this.mails.create([{ _id: newId('mai'), ticketId: ticket._id, kind, aboutId, state: 'queued', attempts: 0, retryAt: new Date(), at: this.clock.now() }]);
  }
}
