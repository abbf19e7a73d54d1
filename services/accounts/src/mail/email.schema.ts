import { Schema } from 'mongoose';
import type { MailFailure } from '#libs/platform/mail-failure.rules.js';
import type { Locale } from '#libs/api/kernel/actor.js';

export const EMAIL_STATES = ['queued', 'sent', 'failed'] as const;

/** An email to send, stored with its cause; its text is made when it is sent. */
export interface Email {
  /** Derived from its cause: the same cause queues one email. */
  _id: string;
  to: string;
  locale: Locale;
  /** The name of its template. */
  template: string;
  data: Record<string, string>;
  /** A one-time token whose text the email carries. */
  tokenId?: string;
  userId?: string;
  customerId?: string;
  state: (typeof EMAIL_STATES)[number];
  attempts: number;
  /** Real time before which no replica takes it. */
  retryAt: Date;
  failure?: string;
  /** Absent in those that failed before it was said. */
  failureCode?: MailFailure;
  createdAt: Date;
  sentAt?: Date;
}

export const emailSchema = new Schema<Email>(
  {
    _id: String,
    to: { type: String, required: true },
    locale: { type: String, required: true },
    template: { type: String, required: true },
    data: { type: Schema.Types.Mixed, required: true },
    tokenId: String,
    userId: String,
    customerId: String,
    state: { type: String, enum: EMAIL_STATES, required: true },
    attempts: { type: Number, required: true },
    retryAt: { type: Date, required: true },
    failure: String,
    failureCode: String,
    createdAt: { type: Date, required: true },
    sentAt: Date,
  },
  { versionKey: false, minimize: false, collection: 'emails' },
);
emailSchema.index({ state: 1, retryAt: 1 });
emailSchema.index({ customerId: 1, createdAt: -1 });
emailSchema.index({ userId: 1, template: 1, createdAt: -1 });
