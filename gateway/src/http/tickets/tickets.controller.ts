import { Controller, Get, Inject, Post } from '@nestjs/common';
import {
  AnswerTicket,
  ListTickets,
  OfTicket,
  OpenTicket,
  TicketDetail,
  TicketPage,
  ticketsRpc,
} from '#libs/api/tickets/tickets.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

/** A customer's own tickets (R19). */
@Controller('v1/tickets')
export class TicketsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post()
  @Answers(TicketDetail, { status: 201, summary: 'Open a ticket', calls: [ticketsRpc.open] })
  open(@FromBody(OpenTicket) request: OpenTicket): Promise<TicketDetail> {
    return this.rpc.call(ticketsRpc.open, request);
  }

  @Get()
  @Answers(TicketPage, { summary: "The customer's tickets, newest first", calls: [ticketsRpc.list] })
  list(@FromQuery(ListTickets) query: ListTickets): Promise<TicketPage> {
    return this.rpc.call(ticketsRpc.list, query);
  }

  @Get(':ticketId')
  @Answers(TicketDetail, { summary: 'A ticket with its conversation', calls: [ticketsRpc.get] })
  get(@FromRequest(OfTicket) request: OfTicket): Promise<TicketDetail> {
    return this.rpc.call(ticketsRpc.get, request);
  }

  @Post(':ticketId/answers')
  @Answers(TicketDetail, {
    status: 201,
    summary: 'Answer; a ticket that was resolved or closed is open again',
    calls: [ticketsRpc.answer],
  })
  answer(@FromRequest(AnswerTicket) request: AnswerTicket): Promise<TicketDetail> {
    return this.rpc.call(ticketsRpc.answer, request);
  }
}
