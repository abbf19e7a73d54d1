import {
  ActNotPossible,
  AlreadyClaimed,
  AssigneeUnfit,
  ComplaintNotAnswered,
  MergeNotPossible,
  TicketChanged,
  TicketMerged,
} from '#libs/api/errors/tickets/tickets.errors.js';
import { OfCustomer } from '../accounts/customers.js';
import { DESK, STAFF, SUPERVISOR } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Count, Flag, FreeObject, Id, Instant, Many, Nested, OneOf, Text, TextList } from '../kernel/fields.js';
import { Empty } from '../kernel/shared.js';
import {
  AttachmentView,
  MessageView,
  OfTicket,
  OpenTicket,
  TICKET_CATEGORIES,
  TICKET_PRIORITIES,
  TICKET_STATES,
  TicketFact,
  TicketView,
  type TicketCategory,
  type TicketPriority,
  type TicketState,
} from './tickets.js';

export const LINK_KINDS = ['related', 'duplicate', 'split_from', 'split_into'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** What to do with the ticket after a public answer of staff. */
export const AFTER_ANSWER = ['wait', 'keep_open', 'resolve'] as const;
export type AfterAnswer = (typeof AFTER_ANSWER)[number];

export class TicketLink {
  @Id() ticketId!: string;
  @OneOf(LINK_KINDS) kind!: LinkKind;
}

/** One of the two promises of service: the first answer, or the resolution. Working time of the Italian calendar. */
export class SlaView {
  @Count({ description: 'Working minutes promised' }) targetMinutes!: number;
  @Count({ description: 'Working minutes used before the clock last started' }) usedMinutes!: number;
  @Instant({ optional: true, description: 'When it breaks; absent while it does not run' }) dueAt?: string;
  @Instant({ optional: true }) metAt?: string;
  @Instant({ optional: true }) breachedAt?: string;
}

/** A ticket as staff see it in the queue. */
export class DeskTicket extends TicketView {
  @Id({ optional: true }) customerId?: string;
  @OneOf(TICKET_PRIORITIES) priority!: TicketPriority;
  @Text({ optional: true, description: 'User id of the agent who has it' }) assigneeId?: string;
  @TextList() tags!: string[];
  @TextList({ description: 'User ids of the staff who watch it' }) watchers!: string[];
  @Nested(() => SlaView) firstAnswer!: SlaView;
  @Nested(() => SlaView) resolution!: SlaView;
  @Count({ description: 'Grows with every change; to be sent back with what must not overwrite an unseen one' })
  version!: number;
  @Text() openedBy!: string;
  @Flag({ optional: true, description: 'Raised by a rule: its customer sees nothing of it before a public answer' })
  hidden?: boolean;
}

export class DeskMessage extends MessageView {
  @Flag({ description: 'An internal note: the customer never sees it' }) internal!: boolean;
  @Text({ description: 'User id, or the name of the process' }) authorId!: string;
}

export class DeskTicketDetail extends DeskTicket {
  @Many(() => DeskMessage) messages!: DeskMessage[];
  @Many(() => AttachmentView) attachments!: AttachmentView[];
  @Many(() => TicketLink) links!: TicketLink[];
}

export class DeskPage {
  @Many(() => DeskTicket) items!: DeskTicket[];
  @Text({ optional: true }) nextCursor?: string;
}

export class OpenForCustomer extends OpenTicket {
  @Id({ description: 'Whose ticket it is' }) customerId!: string;
  @OneOf(TICKET_PRIORITIES, { optional: true }) priority?: TicketPriority;
}

export class StaffAnswer extends OfTicket {
  @Text({ max: 20_000, lines: true }) text!: string;
  @OneOf(AFTER_ANSWER, { optional: true, description: '`wait` for the customer by default' }) next?: AfterAnswer;
  @TextList({ optional: true, max: 10, each: 40 }) attachmentIds?: string[];
  @Count({
    optional: true,
    description: 'The version seen; refused when the customer wrote since. Required to resolve',
  })
  version?: number;
}
export class StaffNote extends OfTicket {
  @Text({ max: 20_000, lines: true }) text!: string;
  @TextList({ optional: true, max: 10, each: 40 }) attachmentIds?: string[];
}

/** Resolving or closing what one has seen: refused with `ticket_changed` when the customer wrote since (nasty case 12). */
export class EndTicket extends OfTicket {
  @Count({ description: 'The version of the ticket that was seen' }) version!: number;
}

/** The queue: every filter given must hold. */
export class QueueFilter {
  @TextList({ optional: true, of: TICKET_STATES }) states?: TicketState[];
  @TextList({ optional: true, of: TICKET_CATEGORIES }) categories?: TicketCategory[];
  @TextList({ optional: true, of: TICKET_PRIORITIES }) priorities?: TicketPriority[];
  @Text({ optional: true, max: 64, description: 'A user id, `me`, or `none`' }) assignee?: string;
  @Flag({ optional: true, description: 'Only those the caller watches' }) watched?: boolean;
  @Text({ optional: true, max: 40 }) tag?: string;
  @Id({ optional: true }) customerId?: string;
  @Id({ optional: true }) contractId?: string;
  @Flag({ optional: true, description: 'Only those with a broken promise of service' }) breached?: boolean;
  @Text({
    optional: true,
    max: 100,
    description: 'Words, or beginnings of words, of subject, messages, notes, customer or number',
  })
  text?: string;
}
export class QueueQuery extends QueueFilter {
  @Id({ optional: true, description: 'A saved view; filters given besides narrow it' }) viewId?: string;
  @Text({ optional: true, max: 200, description: 'Where to read on: `nextCursor` of the page before' }) cursor?: string;
  @Count({ optional: true, min: 1, max: 200, description: 'How many at most, 50 by default' }) limit?: number;
  @OneOf(['due', 'newest'], { optional: true, description: '`due` (default): what breaks first comes first' }) order?:
    | 'due'
    | 'newest';
}

export class AssignTicket extends OfTicket {
  @Text({ max: 64, description: 'User id of the agent' }) assigneeId!: string;
}
/** Hands a ticket on, with the reason as an internal note: to an agent, or back to the queue when none is named. */
export class TransferTicket extends OfTicket {
  @Text({ optional: true, max: 64 }) assigneeId?: string;
  @OneOf(TICKET_CATEGORIES, { optional: true, description: 'The category it belongs to' }) category?: TicketCategory;
  @Text({ max: 2_000, lines: true }) reason!: string;
}
export class ClassifyTicket extends OfTicket {
  @OneOf(TICKET_CATEGORIES, { optional: true }) category?: TicketCategory;
  @OneOf(TICKET_PRIORITIES, { optional: true }) priority?: TicketPriority;
  @Text({ optional: true, max: 200 }) subject?: string;
  @TextList({ optional: true, max: 20, each: 40 }) addTags?: string[];
  @TextList({ optional: true, max: 20, each: 40 }) removeTags?: string[];
}
export class WatchTicket extends OfTicket {
  @Flag() watch!: boolean;
}
export class MergeTicket extends OfTicket {
  @Id({ description: 'The ticket, of the same customer, that takes over the conversation' }) intoTicketId!: string;
}
export class SplitTicket extends OfTicket {
  @TextList({ min: 1, max: 100, each: 40, description: 'The messages that move to the new ticket' })
  messageIds!: string[];
  @Text({ max: 200 }) subject!: string;
  @OneOf(TICKET_CATEGORIES) category!: TicketCategory;
}
export class LinkTickets extends OfTicket {
  @Id() otherTicketId!: string;
  @OneOf(['related', 'duplicate']) kind!: 'related' | 'duplicate';
}

export class AuditEntry {
  @Instant() at!: string;
  @Text() actorKind!: string;
  @Text() actorId!: string;
  @Text() action!: string;
  @FreeObject({ optional: true }) details?: Record<string, unknown>;
}
export class AuditTrail {
  @Many(() => AuditEntry) entries!: AuditEntry[];
}

export class AgentLoad {
  @Text({ description: 'User id; `none` for what nobody has' }) agentId!: string;
  @Count({ description: 'New and open tickets' }) open!: number;
  @Count() waiting!: number;
  @Count({ description: 'Of these, with a broken promise' }) breached!: number;
  @Instant({ optional: true, description: 'When the next promise breaks' }) nextDueAt?: string;
}
export class DeskLoad {
  @Many(() => AgentLoad) agents!: AgentLoad[];
}

/** An email about a ticket, to its customer or to the new holder of a voltura. */
export class TicketEmail {
  @Id() id!: string;
  @Id() ticketId!: string;
  @Text({ description: 'opened, answered, resolved, voltura_agreement' }) kind!: string;
  @OneOf(['queued', 'sent', 'failed']) state!: string;
  @Count() attempts!: number;
  @Text({ optional: true, max: 500 }) failure?: string;
  @Text({
    optional: true,
    description:
      'Stable code: server_unreachable, deferred, sign_in_refused, recipient_refused, message_refused, not_composed; absent in those of before it was told',
  })
  failureCode?: string;
  @Instant() queuedAt!: string;
  @Instant({ optional: true }) sentAt?: string;
}
export class TicketEmails {
  @Many(() => TicketEmail) items!: TicketEmail[];
}

export class SlaBreached extends TicketFact {
  @OneOf(['first_answer', 'resolution']) promise!: 'first_answer' | 'resolution';
  @Instant() dueAt!: string;
}

/** What staff may do with tickets (R19); the gateway's permission table says which role may do what. */
export const deskRpc = {
  open: rpc('tickets.desk.open', OpenForCustomer, DeskTicketDetail, { callers: STAFF, key: true, errors: [NotFound] }),
  queue: rpc('tickets.desk.queue', QueueQuery, DeskPage, { callers: STAFF, errors: [NotFound] }),
  get: rpc('tickets.desk.get', OfTicket, DeskTicketDetail, { callers: STAFF, errors: [NotFound] }),
  claim: rpc('tickets.desk.claim', OfTicket, DeskTicketDetail, {
    callers: STAFF,
    key: true,
    errors: [ActNotPossible, AlreadyClaimed, NotFound, TicketMerged],
  }),
  answer: rpc('tickets.desk.answer', StaffAnswer, DeskTicketDetail, {
    callers: STAFF,
    key: true,
    errors: [ActNotPossible, NotFound, TicketChanged, TicketMerged],
  }),
  note: rpc('tickets.desk.note', StaffNote, DeskTicketDetail, {
    callers: STAFF,
    key: true,
    errors: [NotFound, TicketMerged],
  }),
  resolve: rpc('tickets.desk.resolve', EndTicket, DeskTicketDetail, {
    callers: STAFF,
    key: true,
    errors: [ActNotPossible, ComplaintNotAnswered, NotFound, TicketChanged, TicketMerged],
  }),
  close: rpc('tickets.desk.close', EndTicket, DeskTicketDetail, {
    callers: STAFF,
    key: true,
    errors: [ActNotPossible, ComplaintNotAnswered, NotFound, TicketChanged, TicketMerged],
  }),
  reopen: rpc('tickets.desk.reopen', OfTicket, DeskTicketDetail, {
    callers: STAFF,
    key: true,
    errors: [ActNotPossible, NotFound, TicketMerged],
  }),
  assign: rpc('tickets.desk.assign', AssignTicket, DeskTicketDetail, {
    callers: SUPERVISOR,
    key: true,
    errors: [ActNotPossible, AssigneeUnfit, NotFound, TicketMerged],
  }),
  transfer: rpc('tickets.desk.transfer', TransferTicket, DeskTicketDetail, {
    callers: STAFF,
    key: true,
    errors: [AssigneeUnfit, NotFound, TicketMerged],
  }),
  classify: rpc('tickets.desk.classify', ClassifyTicket, DeskTicketDetail, {
    callers: STAFF,
    key: true,
    errors: [NotFound, TicketMerged],
  }),
  watch: rpc('tickets.desk.watch', WatchTicket, DeskTicketDetail, {
    callers: STAFF,
    key: true,
    errors: [NotFound, TicketMerged],
  }),
  merge: rpc('tickets.desk.merge', MergeTicket, DeskTicketDetail, {
    callers: DESK,
    key: true,
    errors: [ActNotPossible, ComplaintNotAnswered, MergeNotPossible, NotFound, TicketMerged],
  }),
  split: rpc('tickets.desk.split', SplitTicket, DeskTicketDetail, { callers: DESK, key: true, errors: [NotFound] }),
  link: rpc('tickets.desk.link', LinkTickets, DeskTicketDetail, { callers: STAFF, key: true, errors: [NotFound] }),
  audit: rpc('tickets.desk.audit', OfTicket, AuditTrail, { callers: STAFF, errors: [NotFound] }),
  load: rpc('tickets.desk.load', Empty, DeskLoad, { callers: STAFF }),
  /** The last emails about a customer's tickets, newest first. */
  emails: rpc('tickets.desk.emails', OfCustomer, TicketEmails, { callers: STAFF }),
} as const;

export const slaBreached = event(
  'tickets.sla.breached.v1',
  SlaBreached,
  'A promise of service was broken: no first answer, or no resolution, in the working time promised.',
);
