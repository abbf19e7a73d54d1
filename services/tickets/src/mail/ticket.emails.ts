import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/api/kernel/actor.js';
import { authorKind } from '../life/ticket.rules.js';
import { OutgoingMail } from '../outgoing/outgoing-mail.service.js';
import type { TicketRow } from '../tickets/ticket.schema.js';
import { TicketStore } from '../tickets/ticket.store.js';
import type { ChangedTicket, TicketListener } from '../tickets/ticket.types.js';

/** Who is written to when something happens to a ticket. */
@Injectable()
export class TicketMails implements TicketListener {
  constructor(
    @Inject(TicketStore) store: TicketStore,
    @Inject(OutgoingMail) private readonly outgoing: OutgoingMail,
  ) {
    store.addListener(this);
  }

  /** A complaint has its receipt whoever entered it (R30); for the rest who opened it by itself is told that it arrived. */
  async ticketOpened(ticket: TicketRow, by: Actor): Promise<void> {
    if (ticket.complaint) await this.outgoing.queue(ticket, 'complaint_received');
    else if (by.kind === 'customer') await this.outgoing.queue(ticket, 'opened');
  }

  async ticketChanged(changed: ChangedTicket): Promise<void> {
    const { before, after, broken, late } = changed;
    await this.ofConversation(changed);
    if (after.complaint && !before.complaint) await this.outgoing.queue(after, 'complaint_received');
    if (late) await this.outgoing.queueForStaff(after, 'complaint_late', [], after.complaint!.receiptNumber);
    for (const promise of broken)
      await this.outgoing.queueForStaff(after, 'sla_breached', [after.assigneeId, ...after.watchers], promise);
  }

  /** What was written goes to the other side; an end that says nothing is told by itself. */
  private async ofConversation({ before, after, by, message }: ChangedTicket): Promise<void> {
    if (!message) {
      const resolved = before.state !== 'resolved' && after.state === 'resolved' && !after.hidden;
      if (resolved) await this.outgoing.queue(after, 'resolved');
    } else if (authorKind(by) !== 'customer') {
      if (!message.internal) await this.outgoing.queue(after, 'answered', message.id);
    } else if (after.watchers.length > 0)
      await this.outgoing.queueForStaff(after, 'customer_wrote', after.watchers, message.id);
  }
}
