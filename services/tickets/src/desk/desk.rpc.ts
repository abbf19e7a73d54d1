import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { OfCustomer } from '#libs/api/accounts/customers.js';
import type { OfTicket } from '#libs/api/tickets/tickets.js';
import {
  deskRpc,
  type AssignTicket,
  type AuditTrail,
  type ClassifyTicket,
  type DeskLoad,
  type DeskPage,
  type DeskTicketDetail,
  type EndTicket,
  type LinkTickets,
  type MergeTicket,
  type OpenForCustomer,
  type QueueQuery,
  type SplitTicket,
  type StaffAnswer,
  type StaffNote,
  type TicketEmails,
  type TransferTicket,
  type WatchTicket,
} from '#libs/api/tickets/desk.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { OutgoingMail } from '../outgoing/outgoing-mail.service.js';
import { TicketReader } from '../tickets/ticket-reader.service.js';
import { ConversationService } from './conversation.service.js';
import { CurationService } from './curation.service.js';
import { DeskService } from './desk.service.js';
import { QueueService } from './queue.service.js';

@Controller()
export class DeskRpc {
  constructor(
    @Inject(DeskService) private readonly desk: DeskService,
    @Inject(QueueService) private readonly tickets: QueueService,
    @Inject(CurationService) private readonly curation: CurationService,
    @Inject(ConversationService) private readonly conversations: ConversationService,
    @Inject(TicketReader) private readonly reader: TicketReader,
    @Inject(OutgoingMail) private readonly outgoing: OutgoingMail,
  ) {}

  @HandleRpc(deskRpc.open)
  open(request: OpenForCustomer, context: RequestContext): Promise<DeskTicketDetail> {
    return this.desk.open(request, context);
  }

  @HandleRpc(deskRpc.queue)
  queue(request: QueueQuery, context: RequestContext): Promise<DeskPage> {
    return this.tickets.page(request, context.actor);
  }

  @HandleRpc(deskRpc.get)
  get({ ticketId }: OfTicket): Promise<DeskTicketDetail> {
    return this.desk.detail(ticketId);
  }

  @HandleRpc(deskRpc.claim)
  claim({ ticketId }: OfTicket, context: RequestContext): Promise<DeskTicketDetail> {
    return this.desk.claim(ticketId, context);
  }

  @HandleRpc(deskRpc.answer)
  answer(request: StaffAnswer, context: RequestContext): Promise<DeskTicketDetail> {
    return this.desk.answer(request, context);
  }

  @HandleRpc(deskRpc.note)
  note(request: StaffNote, context: RequestContext): Promise<DeskTicketDetail> {
    return this.desk.note(request, context);
  }

  @HandleRpc(deskRpc.resolve)
  resolve(request: EndTicket, context: RequestContext): Promise<DeskTicketDetail> {
    return this.desk.resolve(request, context);
  }

  @HandleRpc(deskRpc.close)
  close(request: EndTicket, context: RequestContext): Promise<DeskTicketDetail> {
    return this.desk.close(request, context);
  }

  @HandleRpc(deskRpc.reopen)
  reopen({ ticketId }: OfTicket, context: RequestContext): Promise<DeskTicketDetail> {
    return this.desk.reopen(ticketId, context);
  }

  @HandleRpc(deskRpc.assign)
  assign(request: AssignTicket, context: RequestContext): Promise<DeskTicketDetail> {
    return this.curation.assign(request, context);
  }

  @HandleRpc(deskRpc.transfer)
  transfer(request: TransferTicket, context: RequestContext): Promise<DeskTicketDetail> {
    return this.curation.transfer(request, context);
  }

  @HandleRpc(deskRpc.classify)
  classify(request: ClassifyTicket, context: RequestContext): Promise<DeskTicketDetail> {
    return this.curation.classify(request, context);
  }

  @HandleRpc(deskRpc.watch)
  watch(request: WatchTicket, context: RequestContext): Promise<DeskTicketDetail> {
    return this.curation.watch(request, context);
  }

  @HandleRpc(deskRpc.link)
  link(request: LinkTickets, context: RequestContext): Promise<DeskTicketDetail> {
    return this.curation.link(request, context);
  }

  @HandleRpc(deskRpc.merge)
  merge(request: MergeTicket, context: RequestContext): Promise<DeskTicketDetail> {
    return this.conversations.merge(request, context);
  }

  @HandleRpc(deskRpc.split)
  split(request: SplitTicket, context: RequestContext): Promise<DeskTicketDetail> {
    return this.conversations.split(request, context);
  }

  @HandleRpc(deskRpc.audit)
  audit({ ticketId }: OfTicket): Promise<AuditTrail> {
    return this.curation.audit(ticketId);
  }

  @HandleRpc(deskRpc.load)
  load(): Promise<DeskLoad> {
    return this.tickets.load();
  }

  @HandleRpc(deskRpc.emails)
  async emails({ customerId }: OfCustomer): Promise<TicketEmails> {
    return { items: await this.outgoing.ofTickets(await this.reader.idsOf(customerId)) };
  }
}
