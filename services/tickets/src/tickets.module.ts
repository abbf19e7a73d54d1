import { Module } from '@nestjs/common';
import { getModelToken, MongooseModule } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Logger } from 'pino';
import { OrphanSweep } from '#libs/messaging/orphan-sweep.js';
import { Workers } from '#libs/messaging/worker.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { attachmentSchema } from './attachments/attachment.schema.js';
import { AttachmentFiles } from './attachments/attachment-files.service.js';
import { AttachmentsRpc } from './attachments/attachments.rpc.js';
import { AttachmentsService } from './attachments/attachments.service.js';
import { AttachmentStore } from './attachments/attachment.store.js';
import { SerialNumbers, serialCounterSchema, type SerialCounter } from '#libs/platform/serial-numbers.js';
import { ConversationService } from './desk/conversation.service.js';
import { CurationService } from './desk/curation.service.js';
import { DeskRpc } from './desk/desk.rpc.js';
import { DeskService } from './desk/desk.service.js';
import { MacrosService, macroSchema } from './desk/macros.service.js';
import { QueueService } from './desk/queue.service.js';
import { StaffDirectory } from './desk/staff-directory.service.js';
import { DeskToolsRpc } from './desk/tools.rpc.js';
import { ViewsService, viewSchema } from './desk/views.service.js';
import { CustomerAddresses } from './mail/customer-addresses.service.js';
import { ticketMailSchema } from './outgoing/mail.schema.js';
import { MailIntake } from './mail/mail-intake.service.js';
import { MailServer } from './mail/mail-server.worker.js';
import { TicketMailer } from './mail/mailer.worker.js';
import { TicketMails } from './mail/ticket.emails.js';
import { OutgoingMail } from './outgoing/outgoing-mail.service.js';
import { TicketMailTransport } from './mail/ticket-mail-transport.adapter.js';
import { ReportsRpc } from './reports/reports.rpc.js';
import { ReportsService } from './reports/reports.service.js';
import { Findings } from './rules/findings.service.js';
import { FindingsWatcher } from './rules/findings-watcher.worker.js';
import { RaisedTicketsEvents } from './rules/raised-tickets.events.js';
import { TicketRaiser } from './rules/ticket-raiser.service.js';
import { DeskSweeper } from './sweeper/desk-sweeper.worker.js';
import { SlaPolicy } from './promises/sla-policy.config.js';
import { CustomerNames, customerNameSchema } from './tickets/customer-names.service.js';
import { TicketReader } from './tickets/ticket-reader.service.js';
import { auditSchema, messageSchema, ticketSchema } from './tickets/ticket.schema.js';
import { TicketStore } from './tickets/ticket.store.js';
import { TicketsRpc } from './customers/tickets.rpc.js';
import { TicketsService } from './customers/tickets.service.js';
import { AgreementLinks } from './voltura/agreement-links.service.js';
import { Eraser } from './personal-data/eraser.service.js';
import { PersonalDataRpc } from './personal-data/personal-data.rpc.js';
import { PersonalData } from './personal-data/personal-data.service.js';
import { VolturaEndings, volturaContractSchema } from './voltura/voltura-endings.service.js';
import { VolturaEvents } from './voltura/voltura.events.js';
import { VolturaOutcome } from './voltura/voltura-outcome.service.js';
import { VolturaRpc } from './voltura/voltura.rpc.js';
import { volturaSchema } from './voltura/voltura.schema.js';
import { VolturaStore } from './voltura/voltura.store.js';
import { VolturaService } from './voltura/voltura.service.js';

const MODELS = [
  { name: 'Ticket', schema: ticketSchema },
  { name: 'Message', schema: messageSchema },
  { name: 'Audit', schema: auditSchema },
  { name: 'Attachment', schema: attachmentSchema },
  { name: 'NumberBlock', schema: serialCounterSchema('number_blocks') },
  { name: 'CustomerName', schema: customerNameSchema },
  { name: 'View', schema: viewSchema },
  { name: 'Macro', schema: macroSchema },
  { name: 'TicketMail', schema: ticketMailSchema },
  { name: 'Voltura', schema: volturaSchema },
  { name: 'VolturaContract', schema: volturaContractSchema },
];

/** T00000001 upwards. */
const TICKET_NUMBERS = {
  provide: SerialNumbers,
  inject: [getModelToken('NumberBlock')],
  useFactory: (counters: Model<SerialCounter>) =>
    new SerialNumbers(counters, { counter: 'tickets', prefix: 'T', block: 50 }),
};
const TICKETS = [SlaPolicy, TICKET_NUMBERS, CustomerNames, TicketStore, TicketReader, TicketsService, DeskSweeper];
const DESK = [
  DeskService,
  QueueService,
  CurationService,
  ConversationService,
  ViewsService,
  MacrosService,
  ReportsService,
  StaffDirectory,
];
const FILES = [
  AttachmentFiles,
  AttachmentStore,
  AttachmentsService,
  {
    provide: OrphanSweep,
    useFactory: (files: AttachmentFiles, workers: Workers, logger: Logger) =>
      new OrphanSweep(files.folder, (sha256) => files.isRecorded(sha256), workers, logger),
    inject: [AttachmentFiles, Workers, LOGGER],
  },
];
const MAIL = [OutgoingMail, CustomerAddresses, TicketMailTransport, TicketMails, TicketMailer, MailIntake, MailServer];
const RULES = [TicketRaiser, Findings, FindingsWatcher];
const PERSONAL_DATA = [PersonalData, Eraser];
const VOLTURA = [VolturaStore, VolturaService, VolturaOutcome, VolturaEndings, AgreementLinks];

/** Customers' tickets and the staff's desk (R16, R19). */
@Module({
  imports: [MongooseModule.forFeature(MODELS)],
  controllers: [
    TicketsRpc,
    DeskRpc,
    DeskToolsRpc,
    AttachmentsRpc,
    VolturaRpc,
    VolturaEvents,
    ReportsRpc,
    RaisedTicketsEvents,
    PersonalDataRpc,
  ],
  providers: [...TICKETS, ...DESK, ...FILES, ...MAIL, ...RULES, ...VOLTURA, ...PERSONAL_DATA],
})
export class TicketsModule {}
