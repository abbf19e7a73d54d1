import type { Actor, Locale } from '#libs/api/kernel/actor.js';
import type { TicketCategory, TicketChannel, TicketPriority } from '#libs/api/tickets/tickets.js';
import type { TicketMove, TicketMover } from '../life/ticket-life.rules.js';
import type { TicketRow } from './ticket.schema.js';

export interface NewMessage {
  readonly id?: string;
  readonly text: string;
  readonly quoted?: string;
  readonly subject?: string;
  readonly internal?: boolean;
  readonly channel: TicketChannel;
  readonly mailId?: string;
}
export interface TicketDraft {
  readonly id?: string;
  readonly number: string;
  readonly customerId?: string;
  readonly contractId?: string;
  readonly lines?: readonly string[];
  readonly category: TicketCategory;
  readonly priority: TicketPriority;
  readonly subject: string;
  readonly channel: TicketChannel;
  readonly message?: NewMessage;
  readonly causeKey?: string;
  readonly locale?: Locale;
  readonly requester?: Actor;
  readonly links?: TicketRow['links'];
  readonly hidden?: boolean;
  readonly details?: Record<string, unknown>;
}
/** What one act does to a ticket: decided by rules, stored as a whole. */
export interface TicketChange {
  /** Its name in the audit trail. */
  readonly action: string;
  readonly details?: Record<string, unknown>;
  /** How its state moves, and who moves it. */
  readonly move?: readonly [TicketMove, TicketMover];
  readonly set?: Partial<
    Pick<
      TicketRow,
      | 'category'
      | 'priority'
      | 'subject'
      | 'assigneeId'
      | 'tags'
      | 'watchers'
      | 'links'
      | 'mergedInto'
      | 'closesAt'
      | 'hidden'
      | 'customerVersion'
    >
  >;
  readonly message?: NewMessage;
}

/** A promise of service, as events and mail name it. */
export type PromiseName = 'first_answer' | 'resolution';

/** What a change came to. */
export interface ChangedTicket {
  readonly before: TicketRow;
  readonly after: TicketRow;
  readonly by: Actor;
  /** What was written with it. */
  readonly message?: { readonly id: string; readonly internal: boolean };
  /** Promises of service that turned out to be broken. */
  readonly broken: readonly PromiseName[];
  /** Its complaint turned out to be late. */
  readonly late: boolean;
}

/** Hears of tickets in the transaction in which they are written: what it writes commits with them, or not at all. */
export interface TicketListener {
  ticketOpened(ticket: TicketRow, by: Actor): Promise<void>;
  ticketChanged(changed: ChangedTicket): Promise<void>;
}
