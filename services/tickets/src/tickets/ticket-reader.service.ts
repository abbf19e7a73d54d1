import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import { Forbidden, NotFound } from '#libs/api/kernel/domain-error.js';
import type { ListTickets, TicketPage } from '#libs/api/tickets/tickets.js';
import { idOfCursor } from '#libs/platform/page.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { AttachmentRow } from '../attachments/attachment.schema.js';
import { matching } from './search.rules.js';
import { WITHOUT_TOKENS, type MessageRow, type TicketRow } from './ticket.schema.js';
import { ticketView, type WholeTicket } from './ticket.view.js';

export const PAGE = 50;
const LAST = 200;

/** The customer that the caller is. @throws Forbidden for anybody else. */
export function customerOf(actor: Actor): string {
  if (actor.kind !== 'customer' || !actor.customerId) throw new Forbidden();
  return actor.customerId;
}

/** What a customer sees: its own, but for what rules raised and nobody has told it of. */
const seenBy = (customerId: string): QueryFilter<TicketRow> => ({ customerId, hidden: { $ne: true } });

/** Reads tickets; a customer gets none but its own (nasty case 13). */
@Injectable()
export class TicketReader {
  constructor(
    @InjectModel('Ticket') private readonly tickets: ReadModel<TicketRow>,
    @InjectModel('Message') private readonly messages: Model<MessageRow>,
    @InjectModel('Attachment') private readonly attachments: Model<AttachmentRow>,
  ) {}

  /** @throws NotFound when it does not exist or is another customer's. */
  async ticket(id: string, customerId?: string): Promise<TicketRow> {
    const row = await this.tickets
      .findOne({ _id: id, ...(customerId ? seenBy(customerId) : {}) }, WITHOUT_TOKENS)
      .lean<TicketRow>();
    if (!row) throw new NotFound('ticket');
    return row;
  }

  /** Whether it is this customer's ticket. */
  async isOf(id: string, customerId: string): Promise<boolean> {
    return (await this.tickets.exists({ _id: id, ...seenBy(customerId) })) !== null;
  }

  /** The ticket where the conversation goes on: itself, or what it was merged into. */
  async current(id: string, customerId?: string): Promise<TicketRow> {
    let row = await this.ticket(id, customerId);
    while (row.mergedInto) row = await this.ticket(row.mergedInto, customerId);
    return row;
  }

  /** The ticket with its conversation and files. */
  async whole(id: string, customerId?: string): Promise<WholeTicket> {
    const ticket = await this.ticket(id, customerId);
    const messages = await this.messages.find({ ticketId: id }).sort({ at: 1, _id: 1 }).lean<MessageRow[]>();
    const attachments = await this.attachments.find({ ticketId: id }).sort({ at: 1, _id: 1 }).lean<AttachmentRow[]>();
    return { ticket, messages, attachments };
  }

  /** The ids of a customer's last tickets. */
  async idsOf(customerId: string): Promise<string[]> {
    return (await this.tickets.find({ customerId }, { _id: 1 }).sort({ _id: -1 }).limit(LAST).lean()).map(
      ({ _id }) => _id,
    );
  }

  /** A customer's tickets, newest first. */
  async listOf(customerId: string, { cursor, limit = PAGE, state, text }: ListTickets): Promise<TicketPage> {
    const words = text ? matching('publicTokens', text) : [];
    const filter: QueryFilter<TicketRow> = {
      ...seenBy(customerId),
      ...(state ? { state } : {}),
      ...(cursor ? { _id: { $lt: idOfCursor(cursor) } } : {}),
      ...(words.length > 0 ? { $and: words } : {}),
    };
    const rows = await this.tickets
      .find(filter, WITHOUT_TOKENS)
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean<TicketRow[]>();
    const items = rows.slice(0, limit);
    return { items: items.map(ticketView), ...(rows.length > limit ? { nextCursor: items.at(-1)!._id } : {}) };
  }
}
