import { Schema } from 'mongoose';

export const ONE_TIME_PURPOSES = ['confirm_email', 'reset_password', 'invitation'] as const;
export type OneTimePurpose = (typeof ONE_TIME_PURPOSES)[number];

/** A token sent by email that works once. Its secret part is made from SECRET_KEY and stored nowhere. */
export interface OneTimeToken {
  _id: string;
  userId: string;
  purpose: OneTimePurpose;
  expiresAt: Date;
  usedAt?: Date;
}
export const oneTimeTokenSchema = new Schema<OneTimeToken>(
  {
    _id: String,
    userId: { type: String, required: true },
    purpose: { type: String, enum: ONE_TIME_PURPOSES, required: true },
    expiresAt: { type: Date, required: true },
    usedAt: Date,
  },
  { versionKey: false, collection: 'one_time_tokens' },
);
oneTimeTokenSchema.index({ userId: 1, purpose: 1 });
oneTimeTokenSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 30 * 86_400 });
