import { Schema } from 'mongoose';

export const MAIL_KINDS = ['opened', 'answered', 'resolved', 'voltura_agreement'] as const;
export type TicketMailKind = (typeof MAIL_KINDS)[number];

/** A mail to be sent; it commits with what it tells. */
export interface TicketMailRow {
  _id: string;
  ticketId: string;
  kind: TicketMailKind;
  /** The message it carries, or the voltura it is about. */
  aboutId?: string;
  state: 'queued' | 'sent' | 'failed';
  attempts: number;
  /** Real time before which it is not tried (again). */
  retryAt: Date;
  failure?: string;
  at: Date;
  sentAt?: Date;
}

export const ticketMailSchema = new Schema<TicketMailRow>(
  { _id: String, ticketId: String, kind: String, aboutId: String, state: String, attempts: Number, retryAt: Date, failure: String, at: Date, sentAt: Date },
  { collection: 'mails', versionKey: false },
);
ticketMailSchema.index({ state: 1, retryAt: 1 });
ticketMailSchema.index({ ticketId: 1, at: 1 });
