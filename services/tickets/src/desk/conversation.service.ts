import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import type { DeskTicketDetail, MergeTicket, SplitTicket } from '#libs/api/tickets/desk.js';
import { MergeNotPossible, TicketMerged } from '#libs/api/errors/tickets/tickets.errors.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';
import { SerialNumbers } from '#libs/platform/serial-numbers.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { AttachmentRow } from '../attachments/attachment.schema.js';
import { CustomerNames } from '../tickets/customer-names.service.js';
import { isEnded } from '../life/ticket.rules.js';
import type { MessageRow, TicketRow } from '../tickets/ticket.schema.js';
import { TicketStore } from '../tickets/ticket.store.js';
import type { VolturaRow } from '../voltura/voltura.schema.js';
import { DeskService } from './desk.service.js';
import { linked } from './desk.rules.js';

/** Puts conversations together and takes them apart. Messages move; none is copied or lost. */
@Injectable()
export class ConversationService {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(TicketStore) private readonly store: TicketStore,
    @Inject(DeskService) private readonly desk: DeskService,
    @Inject(SerialNumbers) private readonly numbers: SerialNumbers,
    @Inject(CustomerNames) private readonly names: CustomerNames,
    @InjectModel('Ticket') private readonly tickets: ReadModel<TicketRow>,
    @InjectModel('Message') private readonly messages: Model<MessageRow>,
    @InjectModel('Attachment') private readonly attachments: Model<AttachmentRow>,
    @InjectModel('Voltura') private readonly volturas: ReadModel<VolturaRow>,
  ) {}

  /**
   * Moves a conversation into another ticket of the same customer and closes its own; answers that still come to the
   * old ticket, from the panel or by mail, go on in the other, which is open again if the old one was. Who has the other
   * in hand has to see what came before ending it.
   * @throws MergeNotPossible for another customer's, for itself, and for a ticket that is a voltura request or a complaint
   */
  async merge(request: MergeTicket, context: RequestContext): Promise<DeskTicketDetail> {
    const { ticketId, intoTicketId } = request;
    if (ticketId === intoTicketId || (await this.volturas.exists({ ticketId }))) throw new MergeNotPossible();
    await this.work.once(context, request, async (tx) => {
      await this.mergeInto(tx, await this.open(ticketId), await this.open(intoTicketId));
      return true;
    });
    return this.desk.detail(intoTicketId);
  }

  private async mergeInto(tx: Tx, source: TicketRow, target: TicketRow): Promise<void> {
    if (!source.customerId || source.customerId !== target.customerId || source.complaint) throw new MergeNotPossible();
    await this.store.change(tx, source._id, () => ({
      action: 'merged',
      details: { into: target._id },
      move: ['merge', 'staff'],
      set: { mergedInto: target._id, closesAt: undefined },
    }));
    await this.messages.updateMany({ ticketId: source._id }, { $set: { ticketId: target._id } });
    await this.attachments.updateMany({ ticketId: source._id }, { $set: { ticketId: target._id } });
    await this.store.change(tx, target._id, (ticket) => {
      const reopens = isEnded(ticket.state) && !isEnded(source.state);
      return {
        action: 'merged_from',
        details: { from: source._id, number: source.number },
        ...(reopens ? { move: ['reopen', 'staff'] as const } : {}),
        set: {
          tags: [...new Set([...ticket.tags, ...source.tags])],
          watchers: [...new Set([...ticket.watchers, ...source.watchers])],
          hidden: ticket.hidden && source.hidden,
          customerVersion: ticket.version + 1,
          ...(reopens ? { closesAt: undefined } : {}),
        },
      };
    });
    for (const { _id } of [source, target]) await this.names.reindex(_id);
  }

  private async open(id: string): Promise<TicketRow> {
    const row = await this.tickets.findById(id).lean<TicketRow>();
    if (!row) throw new NotFound('ticket');
    if (row.mergedInto) throw new TicketMerged(row.mergedInto);
    return row;
  }

  /** Moves some messages, with their files, to a new ticket of the same customer; both know of each other. */
  async split(request: SplitTicket, context: RequestContext): Promise<DeskTicketDetail> {
    const number = await this.numbers.next();
    const id = await this.work.once(context, request, (tx) => this.splitOff(tx, request, number));
    return this.desk.detail(id);
  }

  private async splitOff(
    tx: Tx,
    { ticketId, messageIds, subject, category }: SplitTicket,
    number: string,
  ): Promise<string> {
    const id = newId('tic');
    const chosen = { _id: { $in: messageIds }, ticketId };
    if ((await this.messages.countDocuments(chosen)) !== new Set(messageIds).size) throw new NotFound('message');
    const source = await this.store.change(tx, ticketId, (ticket) => ({
      action: 'split',
      details: { into: id, messageIds },
      set: { links: linked(ticket, id, 'split_into') },
    }));
    await this.messages.updateMany(chosen, { $set: { ticketId: id } });
    await this.attachments.updateMany({ ticketId, messageId: { $in: messageIds } }, { $set: { ticketId: id } });
    await this.store.open(tx, {
      id,
      number,
      customerId: source.customerId,
      contractId: source.contractId,
      category,
      priority: source.priority,
      subject,
      channel: 'staff',
      locale: source.locale,
      requester: source.requester,
      links: [{ ticketId, kind: 'split_from' }],
      details: { from: ticketId, messageIds },
      hidden: source.hidden,
    });
    for (const each of [ticketId, id]) await this.names.reindex(each);
    return id;
  }
}
