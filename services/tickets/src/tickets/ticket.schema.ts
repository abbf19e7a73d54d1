import { Schema } from 'mongoose';
import type { Actor, Locale } from '#libs/api/kernel/actor.js';
import type { TicketCategory, TicketChannel, TicketPriority, TicketState } from '#libs/api/tickets/tickets.js';
import type { LinkKind } from '#libs/api/tickets/desk.js';
import type { Complaint } from '../promises/complaint.rules.js';
import type { TicketSla } from '../promises/sla.rules.js';

export interface TicketRow {
  _id: string;
  number: string;
  /** Absent for tickets about the platform itself. */
  customerId?: string;
  contractId?: string;
  /** The contract's number and its telephone number, when it was opened: what staff search by. */
  lines?: string[];
  category: TicketCategory;
  priority: TicketPriority;
  state: TicketState;
  subject: string;
  channel: TicketChannel;
  openedBy: string;
  /** The customer's sign-in that wrote last: where mail goes, and in which language. */
  requester?: Actor;
  locale: Locale;
  assigneeId?: string;
  tags: string[];
  watchers: string[];
  links: { ticketId: string; kind: LinkKind }[];
  mergedInto?: string;
  /** What a rule raised: the customer sees nothing of it before a public message. */
  hidden?: boolean;
  sla: TicketSla;
  /** When the next promise breaks; FAR_FUTURE while none runs, so that the queue can be ordered by it. */
  dueAt: Date;
  breached: boolean;
  breaches: { promise: 'first_answer' | 'resolution'; at: Date }[];
  firstAnsweredAt?: Date;
  /** When it was resolved or closed; absent while it is worked on. */
  resolvedAt?: Date;
  /** Each time that it came to its end, with the working minutes used till then. */
  resolutions?: { at: Date; minutes: number }[];
  /** When it was taken up again after its end. */
  reopenedAt?: Date[];
  /** When a resolved ticket closes by itself. */
  closesAt?: Date;
  /** Grows with each change. */
  version: number;
  /** The version that the customer's last message made. */
  customerVersion: number;
  /** What raised it; a cause raises one ticket. */
  causeKey?: string;
  /** Where it is a complaint (R30), also after staff file it under another category. */
  complaint?: Complaint;
  /** When what was written in it was erased (R29). */
  erasedAt?: Date;
  openedAt: Date;
  updatedAt: Date;
  /** Words of what the customer may see, and of everything: the search index. */
  publicTokens: string[];
  staffTokens: string[];
}

export interface MessageRow {
  _id: string;
  ticketId: string;
  internal: boolean;
  channel: TicketChannel;
  authorKind: 'customer' | 'staff' | 'system';
  authorId: string;
  text: string;
  /** What its mail quoted of earlier ones, to be shown folded. */
  quoted?: string;
  /** The subject of its mail, where it says something new. */
  subject?: string;
  /** The mail that it came by, content included: the same mail lands once. */
  mailId?: string;
  at: Date;
}

/** What was done to a ticket, by whom; never changed. */
export interface AuditRow {
  _id: string;
  ticketId: string;
  at: Date;
  actorKind: string;
  actorId: string;
  action: string;
  details?: Record<string, unknown>;
}

export const FAR_FUTURE = new Date('9999-12-31T00:00:00Z');
/** Never read back: only the database looks at them. */
export const WITHOUT_TOKENS = { publicTokens: 0, staffTokens: 0 } as const;

const options = { versionKey: false, minimize: false } as const;

export const ticketSchema = new Schema<TicketRow>(
  {
    _id: String,
    number: String,
    customerId: String,
    contractId: String,
    lines: { type: [String], default: undefined },
    category: String,
    priority: String,
    state: String,
    subject: String,
    channel: String,
    openedBy: String,
    requester: Schema.Types.Mixed,
    locale: String,
    assigneeId: String,
    tags: [String],
    watchers: [String],
    links: [{ _id: false, ticketId: String, kind: String }],
    mergedInto: String,
    hidden: Boolean,
    sla: Schema.Types.Mixed,
    dueAt: Date,
    breached: Boolean,
    breaches: [{ _id: false, promise: String, at: Date }],
    firstAnsweredAt: Date,
    resolvedAt: Date,
    resolutions: { type: [{ _id: false, at: Date, minutes: Number }], default: undefined },
    reopenedAt: { type: [Date], default: undefined },
    closesAt: Date,
    version: Number,
    customerVersion: Number,
    causeKey: String,
    complaint: Schema.Types.Mixed,
    erasedAt: Date,
    openedAt: Date,
    updatedAt: Date,
    publicTokens: [String],
    staffTokens: [String],
  },
  { ...options, collection: 'tickets' },
);
ticketSchema.index({ number: 1 }, { unique: true });
ticketSchema.index({ causeKey: 1 }, { unique: true, partialFilterExpression: { causeKey: { $type: 'string' } } });
ticketSchema.index({ customerId: 1, _id: -1 });
ticketSchema.index({ contractId: 1 });
ticketSchema.index({ state: 1, dueAt: 1 });
ticketSchema.index({ assigneeId: 1, state: 1, dueAt: 1 });
ticketSchema.index({ dueAt: 1 });
ticketSchema.index({ state: 1, closesAt: 1 });
ticketSchema.index({ tags: 1 });
ticketSchema.index({ openedAt: 1 });
ticketSchema.index({ resolvedAt: 1 });
ticketSchema.index({ publicTokens: 1 });
ticketSchema.index({ staffTokens: 1 });

export const messageSchema = new Schema<MessageRow>(
  {
    _id: String,
    ticketId: String,
    internal: Boolean,
    channel: String,
    authorKind: String,
    authorId: String,
    text: String,
    quoted: String,
    subject: String,
    mailId: String,
    at: Date,
  },
  { ...options, collection: 'messages' },
);
messageSchema.index({ ticketId: 1, at: 1 });
messageSchema.index({ mailId: 1 }, { unique: true, partialFilterExpression: { mailId: { $type: 'string' } } });

export const auditSchema = new Schema<AuditRow>(
  {
    _id: String,
    ticketId: String,
    at: Date,
    actorKind: String,
    actorId: String,
    action: String,
    details: Schema.Types.Mixed,
  },
  { ...options, collection: 'audit' },
);
auditSchema.index({ ticketId: 1, at: 1 });
