import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import {
  ticketsRpc,
  type AnswerTicket,
  type ListTickets,
  type OfTicket,
  type OpenTicket,
  type TicketDetail,
  type TicketPage,
} from '#libs/api/tickets/tickets.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { customerOf, TicketReader } from '../tickets/ticket-reader.service.js';
import { TicketsService } from './tickets.service.js';

@Controller()
export class TicketsRpc {
  constructor(
    @Inject(TicketsService) private readonly tickets: TicketsService,
    @Inject(TicketReader) private readonly reader: TicketReader,
  ) {}

  @HandleRpc(ticketsRpc.open)
  open(request: OpenTicket, context: RequestContext): Promise<TicketDetail> {
    return this.tickets.open(request, context);
  }

  @HandleRpc(ticketsRpc.list)
  list(request: ListTickets, context: RequestContext): Promise<TicketPage> {
    return this.reader.listOf(customerOf(context.actor), request);
  }

  @HandleRpc(ticketsRpc.get)
  get({ ticketId }: OfTicket, context: RequestContext): Promise<TicketDetail> {
    return this.tickets.get(ticketId, context);
  }

  @HandleRpc(ticketsRpc.answer)
  answer(request: AnswerTicket, context: RequestContext): Promise<TicketDetail> {
    return this.tickets.answer(request, context);
  }
}
