import { ActNotPossible } from '#libs/api/errors/tickets/tickets.errors.js';
import { CUSTOMER } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Count, Flag, Id, Instant, Many, Nested, OneOf, RomeDay, Text, TextList } from '../kernel/fields.js';
import { PageQuery } from '../kernel/shared.js';

/** `complaint` (reclamo, R30): with a receipt number and an answer within a number of days. */
export const TICKET_CATEGORIES = [
  'technical',
  'billing',
  'portability',
  'voltura',
  'cancellation',
  'complaint',
  'other',
] as const;
export type TicketCategory = (typeof TICKET_CATEGORIES)[number];

export const TICKET_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

export const TICKET_STATES = ['new', 'open', 'waiting_customer', 'resolved', 'closed'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** Where a ticket or a message came from. */
export const TICKET_CHANNELS = ['web', 'staff', 'email', 'rule'] as const;
export type TicketChannel = (typeof TICKET_CHANNELS)[number];

export const AUTHOR_KINDS = ['customer', 'staff', 'system'] as const;

/** What a document of a voltura proves. */
export const DOCUMENT_KINDS = ['identity', 'company_register', 'agreement', 'other'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export class OfTicket {
  @Id({ description: 'The ticket' }) ticketId!: string;
}

export class OpenTicket {
  @OneOf(TICKET_CATEGORIES, { example: 'technical' }) category!: TicketCategory;
  @Text({ max: 200, example: 'No calls come in' }) subject!: string;
  @Text({ max: 20_000, lines: true, example: 'Since this morning callers hear the engaged tone.' }) text!: string;
  @Id({ optional: true, description: "The contract it is about, one of the customer's own" }) contractId?: string;
}

/** A customer's answer; it reopens a ticket that was resolved or closed (R19). */
export class AnswerTicket extends OfTicket {
  @Text({ max: 20_000, lines: true }) text!: string;
  @TextList({ optional: true, max: 10, each: 40, description: 'Attachments stored before, to show with this answer' })
  attachmentIds?: string[];
}

export class ListTickets extends PageQuery {
  @OneOf(TICKET_STATES, { optional: true }) state?: TicketState;
  @Text({
    optional: true,
    max: 100,
    description: 'Words, or beginnings of words, of subject, public messages or number',
  })
  text?: string;
}

/** What a complaint has beside what every ticket has (R30). */
export class ComplaintView {
  @Text({ description: 'The receipt, to be quoted', example: 'REC-2026-00000042' }) receiptNumber!: string;
  @Instant() receivedAt!: string;
  @RomeDay({ description: 'The last day for the written answer' }) answerBy!: string;
  @Instant({ optional: true }) answeredAt?: string;
  @Flag({ description: 'No answer came in time: supervisors were told' }) late!: boolean;
  @Text({ max: 2_000, lines: true, description: 'The way to the public conciliation, in the language asked for' })
  conciliation!: string;
}

/** A ticket as its customer sees it. */
export class TicketView {
  @Id() id!: string;
  @Text({ description: 'The number people quote, e.g. T00000042' }) number!: string;
  @OneOf(TICKET_CATEGORIES) category!: TicketCategory;
  @OneOf(TICKET_STATES) state!: TicketState;
  @Text() subject!: string;
  @Id({ optional: true }) contractId?: string;
  @Instant() openedAt!: string;
  @Instant() updatedAt!: string;
  @Id({ optional: true, description: 'The ticket that this one was merged into: the conversation goes on there' })
  mergedInto?: string;
  @Nested(() => ComplaintView, { optional: true }) complaint?: ComplaintView;
}

export class AttachmentView {
  @Id() id!: string;
  @Text({ max: 255 }) fileName!: string;
  @Text({ max: 100 }) contentType!: string;
  @Count({ description: 'Bytes' }) size!: number;
  @Text({ max: 64, description: 'SHA-256 of the content, hexadecimal' }) sha256!: string;
  @OneOf(DOCUMENT_KINDS, { optional: true, description: 'What it proves, for a voltura' }) documentKind?: DocumentKind;
  @Instant() at!: string;
}

/** One public message of the conversation. */
export class MessageView {
  @Id() id!: string;
  @OneOf(AUTHOR_KINDS) from!: 'customer' | 'staff' | 'system';
  @OneOf(TICKET_CHANNELS) channel!: TicketChannel;
  @Text({ max: 100_000 }) text!: string;
  @Text({
    optional: true,
    max: 100_000,
    description: 'What its mail quoted of earlier ones, to be shown folded: it may hold answers between the lines',
  })
  quoted?: string;
  @Text({ optional: true, max: 300, description: 'The subject of its mail, where it says something new' })
  subject?: string;
  @Many(() => AttachmentView) attachments!: AttachmentView[];
  @Instant() at!: string;
}

/** A ticket with its conversation, as its customer sees it. */
export class TicketDetail extends TicketView {
  @Many(() => MessageView) messages!: MessageView[];
}

export class TicketPage {
  @Many(() => TicketView) items!: TicketView[];
  @Text({ optional: true }) nextCursor?: string;
}

/** What every event of a ticket tells. */
export class TicketFact {
  @Id() ticketId!: string;
  @Text() number!: string;
  @Id({ optional: true }) customerId?: string;
  @Id({ optional: true }) contractId?: string;
  @OneOf(TICKET_CATEGORIES) category!: TicketCategory;
  @OneOf(TICKET_PRIORITIES) priority!: TicketPriority;
  @OneOf(TICKET_STATES) state!: TicketState;
  @Text({ optional: true, description: 'User id of the agent who has it' }) assigneeId?: string;
  @TextList({ description: 'User ids of the staff who watch it' }) watchers!: string[];
  @Flag({ optional: true, description: 'Its customer does not see it, as long as nobody wrote to it' })
  hidden?: boolean;
  @Instant() at!: string;
}
export class TicketMoved extends TicketFact {
  @OneOf(TICKET_STATES) from!: TicketState;
}
export class TicketAnswered extends TicketFact {
  @Id() messageId!: string;
  @OneOf(AUTHOR_KINDS) by!: 'customer' | 'staff' | 'system';
  @Flag({ description: 'An internal note, which the customer never sees' }) internal!: boolean;
}

/** What a customer may do; the service answers only for the caller's own tickets (nasty case 13). */
export const ticketsRpc = {
  open: rpc('tickets.open', OpenTicket, TicketDetail, { callers: CUSTOMER, key: true, errors: [NotFound] }),
  list: rpc('tickets.list', ListTickets, TicketPage, { callers: CUSTOMER }),
  get: rpc('tickets.get', OfTicket, TicketDetail, { callers: CUSTOMER, errors: [NotFound] }),
  answer: rpc('tickets.answer', AnswerTicket, TicketDetail, {
    callers: CUSTOMER,
    key: true,
    errors: [ActNotPossible, NotFound],
  }),
} as const;

export const ticketOpened = event(
  'tickets.ticket.opened.v1',
  TicketFact,
  'A ticket was opened by a customer, by staff or by a rule.',
);
export const ticketAnswered = event(
  'tickets.ticket.answered.v1',
  TicketAnswered,
  'A message was added to a ticket: public, or an internal note.',
);
export const ticketMoved = event('tickets.ticket.moved.v1', TicketMoved, 'A ticket went from one state to another.');
export const ticketAssigned = event(
  'tickets.ticket.assigned.v1',
  TicketFact,
  'A ticket has another agent, or none any more.',
);
