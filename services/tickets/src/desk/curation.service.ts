import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import type {
  AssignTicket,
  AuditTrail,
  ClassifyTicket,
  DeskTicketDetail,
  LinkTickets,
  TransferTicket,
  WatchTicket,
} from '#libs/api/tickets/desk.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { TicketReader } from '../tickets/ticket-reader.service.js';
import type { AuditRow } from '../tickets/ticket.schema.js';
import { TicketStore } from '../tickets/ticket.store.js';
import { DeskService } from './desk.service.js';
import { StaffDirectory } from './staff-directory.service.js';
import { classified, linked } from './desk.rules.js';

/** Who has a ticket and how it is filed: assignment, transfer, classification, watchers, links, audit. */
@Injectable()
export class CurationService {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(TicketStore) private readonly store: TicketStore,
    @Inject(TicketReader) private readonly reader: TicketReader,
    @Inject(DeskService) private readonly desk: DeskService,
    @Inject(StaffDirectory) private readonly staff: StaffDirectory,
    @InjectModel('Audit') private readonly audits: Model<AuditRow>,
  ) {}

  /** Gives a ticket to an agent, whoever had it. @throws AssigneeUnfit */
  async assign(request: AssignTicket, context: RequestContext): Promise<DeskTicketDetail> {
    const { assigneeId } = request;
    await this.staff.assertAgent(assigneeId);
    return this.desk.act(context, request, (ticket) => ({
      action: 'assigned',
      details: { from: ticket.assigneeId, to: assigneeId },
      move: ['claim', 'staff'],
      set: { assigneeId },
    }));
  }

  /** Hands a ticket on with the reason as a note; without an agent named it is in the queue again. @throws AssigneeUnfit */
  async transfer(request: TransferTicket, context: RequestContext): Promise<DeskTicketDetail> {
    const { assigneeId, category, reason } = request;
    if (assigneeId) await this.staff.assertAgent(assigneeId);
    return this.desk.act(context, request, (ticket) => ({
      action: 'transferred',
      details: { from: ticket.assigneeId, to: assigneeId, category, reason },
      set: { assigneeId, category: category ?? ticket.category },
      message: { text: reason, internal: true, channel: 'staff' },
    }));
  }

  classify(request: ClassifyTicket, context: RequestContext): Promise<DeskTicketDetail> {
    const { ticketId: _ticketId, ...wishes } = request;
    return this.desk.act(context, request, (ticket) => ({
      action: 'classified',
      details: { ...wishes },
      set: classified(ticket, wishes),
    }));
  }

  /** Begins or ends to watch: watchers are named in every event of the ticket. */
  watch(request: WatchTicket, context: RequestContext): Promise<DeskTicketDetail> {
    const { id } = context.actor;
    return this.desk.act(context, request, ({ watchers }) => ({
      action: request.watch ? 'watched' : 'unwatched',
      set: { watchers: [...watchers.filter((watcher) => watcher !== id), ...(request.watch ? [id] : [])] },
    }));
  }

  /** Links two tickets, both ways. */
  async link(request: LinkTickets, context: RequestContext): Promise<DeskTicketDetail> {
    const { ticketId, otherTicketId, kind } = request;
    if (ticketId === otherTicketId) throw new NotFound('another ticket');
    await this.work.once(context, request, async (tx) => {
      for (const [id, other] of [
        [ticketId, otherTicketId],
        [otherTicketId, ticketId],
      ] as const) {
        await this.store.change(tx, id, (ticket) => ({
          action: 'linked',
          details: { other, kind },
          set: { links: linked(ticket, other, kind) },
        }));
      }
      return true;
    });
    return this.desk.detail(ticketId);
  }

  /** All that was ever done to a ticket, oldest first. */
  async audit(ticketId: string): Promise<AuditTrail> {
    await this.reader.ticket(ticketId);
    const rows = await this.audits.find({ ticketId }).sort({ at: 1, _id: 1 }).lean<AuditRow[]>();
    return {
      entries: rows.map(({ at, actorKind, actorId, action, details }) => ({
        at: at.toISOString(),
        actorKind,
        actorId,
        action,
        details,
      })),
    };
  }
}
