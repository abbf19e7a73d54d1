import { Schema } from 'mongoose';
import type { MailFailure } from '#libs/platform/mail-failure.rules.js';

/** To the customer, and to the new holder of a voltura. */
export type CustomerMailKind = 'opened' | 'complaint_received' | 'answered' | 'resolved' | 'voltura_agreement';
/** To those of the staff who have or watch the ticket. */
export type StaffMailKind = 'sla_breached' | 'complaint_late' | 'customer_wrote';
export type TicketMailKind = CustomerMailKind | StaffMailKind;

/** A mail to be sent; it commits with what it tells. */
export interface TicketMailRow {
  _id: string;
  ticketId: string;
  kind: TicketMailKind;
  /** The message it carries, the voltura it is about, the promise that broke, or the receipt of the complaint that is late. */
  aboutId?: string;
  /** User ids, when it goes to staff. */
  staff?: string[];
  state: 'queued' | 'sent' | 'failed';
  attempts: number;
  /** Real time before which it is not tried (again). */
  retryAt: Date;
  failure?: string;
  /** Absent in those that failed before it was said. */
  failureCode?: MailFailure;
  at: Date;
  sentAt?: Date;
}

export const ticketMailSchema = new Schema<TicketMailRow>(
  {
    _id: String,
    ticketId: String,
    kind: String,
    aboutId: String,
    staff: { type: [String], default: undefined },
    state: String,
    attempts: Number,
    retryAt: Date,
    failure: String,
    failureCode: String,
    at: Date,
    sentAt: Date,
  },
  { collection: 'mails', versionKey: false },
);
ticketMailSchema.index({ state: 1, retryAt: 1 });
ticketMailSchema.index({ ticketId: 1, at: 1 });
