import { Controller, Inject } from '@nestjs/common';
import { isStaff, type RequestContext } from '#libs/contracts/actor.js';
import { Forbidden } from '#libs/contracts/domain-error.js';
import type { OfTicket } from '#libs/contracts/tickets.js';
import { deskRpc, type DeskPage, type DeskTicketDetail, type EndTicket, type OpenForCustomer, type QueueQuery, type StaffAnswer, type StaffNote } from '#libs/contracts/tickets-desk.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { DeskService } from './desk.service.js';
import { QueueService } from './queue.service.js';

/** The desk is for staff alone, whoever lets a request through. @throws Forbidden */
export function staffOnly({ actor }: RequestContext): void {
  if (!isStaff(actor)) throw new Forbidden();
}

@Controller()
export class DeskRpc {
  constructor(@Inject(DeskService) private readonly desk: DeskService, @Inject(QueueService) private readonly tickets: QueueService) {}

  @HandleRpc(deskRpc.open)
  async open(request: OpenForCustomer, context: RequestContext): Promise<DeskTicketDetail> {
    staffOnly(context);
    return this.desk.open(request, context);
  }

  @HandleRpc(deskRpc.queue)
  async queue(request: QueueQuery, context: RequestContext): Promise<DeskPage> {
    staffOnly(context);
    return this.tickets.page(request, context.actor);
  }

  @HandleRpc(deskRpc.get)
  async get({ ticketId }: OfTicket, context: RequestContext): Promise<DeskTicketDetail> {
    staffOnly(context);
    return this.desk.detail(ticketId);
  }

  @HandleRpc(deskRpc.claim)
  async claim({ ticketId }: OfTicket, context: RequestContext): Promise<DeskTicketDetail> {
    staffOnly(context);
    return this.desk.claim(ticketId, context);
  }

  @HandleRpc(deskRpc.answer)
  async answer(request: StaffAnswer, context: RequestContext): Promise<DeskTicketDetail> {
    staffOnly(context);
    return this.desk.answer(request, context);
  }

  @HandleRpc(deskRpc.note)
  async note(request: StaffNote, context: RequestContext): Promise<DeskTicketDetail> {
    staffOnly(context);
    return this.desk.note(request, context);
  }

  @HandleRpc(deskRpc.resolve)
  async resolve(request: EndTicket, context: RequestContext): Promise<DeskTicketDetail> {
    staffOnly(context);
    return this.desk.resolve(request, context);
  }

  @HandleRpc(deskRpc.close)
  async close(request: EndTicket, context: RequestContext): Promise<DeskTicketDetail> {
    staffOnly(context);
    return this.desk.close(request, context);
  }

  @HandleRpc(deskRpc.reopen)
  async reopen({ ticketId }: OfTicket, context: RequestContext): Promise<DeskTicketDetail> {
    staffOnly(context);
    return this.desk.reopen(ticketId, context);
  }
}
