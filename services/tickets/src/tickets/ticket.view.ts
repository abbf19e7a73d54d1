import type {
  AttachmentView,
  ComplaintView,
  MessageView,
  TicketDetail,
  TicketView,
} from '#libs/api/tickets/tickets.js';
import type { DeskMessage, DeskTicket, DeskTicketDetail, SlaView } from '#libs/api/tickets/desk.js';
import { currentContext } from '#libs/platform/context.js';
import type { AttachmentRow } from '../attachments/attachment.schema.js';
import { answerBy, conciliationText, type Complaint } from '../promises/complaint.rules.js';
import type { SlaClock } from '../promises/sla.rules.js';
import type { MessageRow, TicketRow } from './ticket.schema.js';

/** A ticket with all that hangs on it. */
export interface WholeTicket {
  readonly ticket: TicketRow;
  readonly messages: readonly MessageRow[];
  readonly attachments: readonly AttachmentRow[];
}

export const attachmentView = (row: AttachmentRow): AttachmentView => ({
  id: row._id,
  fileName: row.fileName,
  contentType: row.contentType,
  size: row.size,
  sha256: row.sha256,
  documentKind: row.documentKind,
  at: row.at.toISOString(),
});

const complaintView = (complaint: Complaint): ComplaintView => ({
  receiptNumber: complaint.receiptNumber,
  receivedAt: complaint.receivedAt.toISOString(),
  answerBy: answerBy(complaint),
  answeredAt: complaint.answeredAt?.toISOString(),
  late: complaint.escalatedAt !== undefined,
  conciliation: conciliationText(complaint, currentContext().locale),
});

export const ticketView = (row: TicketRow): TicketView => ({
  id: row._id,
  number: row.number,
  category: row.category,
  state: row.state,
  subject: row.subject,
  contractId: row.contractId,
  openedAt: row.openedAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  mergedInto: row.mergedInto,
  complaint: row.complaint && complaintView(row.complaint),
});

const messageView = (row: MessageRow, attachments: readonly AttachmentRow[]): MessageView => ({
  id: row._id,
  from: row.authorKind,
  channel: row.channel,
  text: row.text,
  quoted: row.quoted,
  subject: row.subject,
  at: row.at.toISOString(),
  attachments: attachments.filter((attachment) => attachment.messageId === row._id).map(attachmentView),
});

/** What the customer sees: public messages only. */
export const customerDetail = ({ ticket, messages, attachments }: WholeTicket): TicketDetail => ({
  ...ticketView(ticket),
  messages: messages
    .filter((message) => !message.internal)
    .map((message) =>
      messageView(
        message,
        attachments.filter(({ internal }) => !internal),
      ),
    ),
});

const slaView = (clock: SlaClock): SlaView => ({
  targetMinutes: clock.targetMinutes,
  usedMinutes: clock.usedMinutes,
  dueAt: clock.dueAt?.toISOString(),
  metAt: clock.metAt?.toISOString(),
  breachedAt: clock.breachedAt?.toISOString(),
});

export const deskView = (row: TicketRow): DeskTicket => ({
  ...ticketView(row),
  customerId: row.customerId,
  priority: row.priority,
  assigneeId: row.assigneeId,
  tags: row.tags,
  watchers: row.watchers,
  firstAnswer: slaView(row.sla.firstAnswer),
  resolution: slaView(row.sla.resolution),
  version: row.version,
  openedBy: row.openedBy,
  ...(row.hidden ? { hidden: true } : {}),
});

const deskMessage = (row: MessageRow, attachments: readonly AttachmentRow[]): DeskMessage => ({
  ...messageView(row, attachments),
  internal: row.internal,
  authorId: row.authorId,
});

/** What staff see: everything. */
export const deskDetail = ({ ticket, messages, attachments }: WholeTicket): DeskTicketDetail => ({
  ...deskView(ticket),
  messages: messages.map((message) => deskMessage(message, attachments)),
  attachments: attachments.map(attachmentView),
  links: ticket.links,
});
