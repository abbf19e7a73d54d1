import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { attachmentSchema } from './attachments/attachment.schema.js';
import { AttachmentStore } from './attachments/attachment-store.js';
import { DeskRpc } from './desk/desk.rpc.js';
import { DeskService } from './desk/desk.service.js';
import { QueueService } from './desk/queue.service.js';
import { SlaPolicy } from './sla/sla.policy.js';
import { NumberBlocks, numberBlockSchema } from './tickets/number-blocks.js';
import { TicketReader } from './tickets/ticket-reader.js';
import { auditSchema, messageSchema, ticketSchema } from './tickets/ticket.schema.js';
import { TicketStore } from './tickets/ticket-store.js';
import { TicketsRpc } from './tickets/tickets.rpc.js';
import { TicketsService } from './tickets/tickets.service.js';

const MODELS = [
  { name: 'Ticket', schema: ticketSchema },
  { name: 'Message', schema: messageSchema },
  { name: 'Audit', schema: auditSchema },
  { name: 'Attachment', schema: attachmentSchema },
  { name: 'NumberBlock', schema: numberBlockSchema },
];

/** Customers' tickets and the staff's desk (R16, R19). */
@Module({
  imports: [MongooseModule.forFeature(MODELS)],
  controllers: [TicketsRpc, DeskRpc],
  providers: [SlaPolicy, NumberBlocks, TicketStore, TicketReader, TicketsService, AttachmentStore, DeskService, QueueService],
})
export class TicketsModule {}
