import { Controller, Get, Inject, Patch, Post } from '@nestjs/common';
import { OfTicket } from '#libs/api/tickets/tickets.js';
import {
  AssignTicket,
  AuditTrail,
  ClassifyTicket,
  DeskLoad,
  DeskPage,
  deskRpc,
  DeskTicketDetail,
  EndTicket,
  LinkTickets,
  MergeTicket,
  OpenForCustomer,
  QueueQuery,
  SplitTicket,
  StaffAnswer,
  StaffNote,
  TransferTicket,
  WatchTicket,
} from '#libs/api/tickets/desk.js';
import { ApplyMacro, deskToolsRpc } from '#libs/api/tickets/tools.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

/** The staff's ticket queue (R19). */
@Controller('v1/staff')
export class DeskController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get('tickets')
  @Answers(DeskPage, { summary: 'The queue: what breaks its promise first in front', calls: [deskRpc.queue] })
  queue(@FromQuery(QueueQuery) query: QueueQuery): Promise<DeskPage> {
    return this.rpc.call(deskRpc.queue, query);
  }

  @Post('tickets')
  @Answers(DeskTicketDetail, { status: 201, summary: "Open a ticket in a customer's name", calls: [deskRpc.open] })
  open(@FromBody(OpenForCustomer) request: OpenForCustomer): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.open, request);
  }

  @Get('ticket-load')
  @Answers(DeskLoad, { summary: 'What each agent has in hand', calls: [deskRpc.load] })
  load(): Promise<DeskLoad> {
    return this.rpc.call(deskRpc.load, {});
  }

  @Get('tickets/:ticketId')
  @Answers(DeskTicketDetail, { summary: 'A ticket with everything that staff see', calls: [deskRpc.get] })
  get(@FromRequest(OfTicket) request: OfTicket): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.get, request);
  }

  @Patch('tickets/:ticketId')
  @Answers(DeskTicketDetail, { summary: 'Change category, priority, subject or tags', calls: [deskRpc.classify] })
  classify(@FromRequest(ClassifyTicket) request: ClassifyTicket): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.classify, request);
  }

  @Get('tickets/:ticketId/audit')
  @Answers(AuditTrail, { summary: 'All that was ever done to a ticket', calls: [deskRpc.audit] })
  audit(@FromRequest(OfTicket) request: OfTicket): Promise<AuditTrail> {
    return this.rpc.call(deskRpc.audit, request);
  }

  @Post('tickets/:ticketId/macros')
  @Answers(DeskTicketDetail, { summary: 'Answer and classify with a macro', calls: [deskToolsRpc.applyMacro] })
  applyMacro(@FromRequest(ApplyMacro) request: ApplyMacro): Promise<DeskTicketDetail> {
    return this.rpc.call(deskToolsRpc.applyMacro, request);
  }

  @Post('tickets/:ticketId/claim')
  @Answers(DeskTicketDetail, {
    summary: 'Claim a ticket: of two at once one gets it, the other 409',
    calls: [deskRpc.claim],
  })
  claim(@FromRequest(OfTicket) request: OfTicket): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.claim, request);
  }

  @Post('tickets/:ticketId/answers')
  @Answers(DeskTicketDetail, { summary: 'Answer the customer', calls: [deskRpc.answer] })
  answer(@FromRequest(StaffAnswer) request: StaffAnswer): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.answer, request);
  }

  @Post('tickets/:ticketId/notes')
  @Answers(DeskTicketDetail, { summary: 'Add an internal note', calls: [deskRpc.note] })
  note(@FromRequest(StaffNote) request: StaffNote): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.note, request);
  }

  @Post('tickets/:ticketId/resolve')
  @Answers(DeskTicketDetail, {
    summary: 'Resolve what was seen; 409 when the customer wrote since',
    calls: [deskRpc.resolve],
  })
  resolve(@FromRequest(EndTicket) request: EndTicket): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.resolve, request);
  }

  @Post('tickets/:ticketId/close')
  @Answers(DeskTicketDetail, {
    summary: 'Close a resolved ticket; 409 when the customer wrote since',
    calls: [deskRpc.close],
  })
  close(@FromRequest(EndTicket) request: EndTicket): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.close, request);
  }

  @Post('tickets/:ticketId/reopen')
  @Answers(DeskTicketDetail, { summary: 'Open a ticket again', calls: [deskRpc.reopen] })
  reopen(@FromRequest(OfTicket) request: OfTicket): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.reopen, request);
  }

  @Post('tickets/:ticketId/assign')
  @Answers(DeskTicketDetail, { summary: 'Give a ticket to an agent', calls: [deskRpc.assign] })
  assign(@FromRequest(AssignTicket) request: AssignTicket): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.assign, request);
  }

  @Post('tickets/:ticketId/transfer')
  @Answers(DeskTicketDetail, {
    summary: 'Hand a ticket on, to an agent or back to the queue, with the reason',
    calls: [deskRpc.transfer],
  })
  transfer(@FromRequest(TransferTicket) request: TransferTicket): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.transfer, request);
  }

  @Post('tickets/:ticketId/watch')
  @Answers(DeskTicketDetail, { summary: 'Begin or end to watch a ticket', calls: [deskRpc.watch] })
  watch(@FromRequest(WatchTicket) request: WatchTicket): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.watch, request);
  }

  @Post('tickets/:ticketId/merge')
  @Answers(DeskTicketDetail, {
    summary: 'Move the conversation into another ticket of the same customer',
    calls: [deskRpc.merge],
  })
  merge(@FromRequest(MergeTicket) request: MergeTicket): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.merge, request);
  }

  @Post('tickets/:ticketId/split')
  @Answers(DeskTicketDetail, { summary: 'Move messages to a ticket of their own', calls: [deskRpc.split] })
  split(@FromRequest(SplitTicket) request: SplitTicket): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.split, request);
  }

  @Post('tickets/:ticketId/links')
  @Answers(DeskTicketDetail, { summary: 'Link two tickets', calls: [deskRpc.link] })
  link(@FromRequest(LinkTickets) request: LinkTickets): Promise<DeskTicketDetail> {
    return this.rpc.call(deskRpc.link, request);
  }
}
