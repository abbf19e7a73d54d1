import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { TicketEmail } from '#libs/api/tickets/desk.js';
import { Clock } from '#libs/platform/clock.js';
import { newId } from '#libs/platform/ids.js';
import type { TicketRow } from '../tickets/ticket.schema.js';
import type { CustomerMailKind, StaffMailKind, TicketMailRow } from './mail.schema.js';

const LAST = 100;

/** Puts mail to customers and staff in the queue, in the transaction of what it tells; the mailer sends it. */
@Injectable()
export class OutgoingMail {
  constructor(
    @InjectModel('TicketMail') private readonly mails: Model<TicketMailRow>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** To people of the staff, each of them once; to the supervisors when nobody is named. */
  async queueForStaff(
    ticket: TicketRow,
    kind: StaffMailKind,
    userIds: readonly (string | undefined)[],
    aboutId: string,
  ): Promise<void> {
    const staff = [...new Set(userIds)].filter((id) => id !== undefined);
    await this.mails.create([
      {
        _id: newId('mai'),
        ticketId: ticket._id,
        kind,
        aboutId,
        staff,
        state: 'queued',
        attempts: 0,
        retryAt: new Date(),
        at: this.clock.now(),
      },
    ]);
  }

  /** The last ones of some tickets to their customers, newest first. */
  async ofTickets(ticketIds: readonly string[]): Promise<TicketEmail[]> {
    const rows = await this.mails
      .find({ ticketId: { $in: [...ticketIds] }, staff: { $exists: false } })
      .sort({ at: -1 })
      .limit(LAST)
      .lean<TicketMailRow[]>();
    return rows.map(({ _id, ticketId, kind, state, attempts, failure, failureCode, at, sentAt }) => ({
      id: _id,
      ticketId,
      kind,
      state,
      attempts,
      failure,
      failureCode,
      queuedAt: at.toISOString(),
      sentAt: sentAt?.toISOString(),
    }));
  }

  /** Nothing for a ticket that no customer has. */
  async queue(ticket: TicketRow, kind: CustomerMailKind, aboutId?: string): Promise<void> {
    if (!ticket.customerId) return;
    await this.mails.create([
      {
        _id: newId('mai'),
        ticketId: ticket._id,
        kind,
        aboutId,
        state: 'queued',
        attempts: 0,
        retryAt: new Date(),
        at: this.clock.now(),
      },
    ]);
  }
}
