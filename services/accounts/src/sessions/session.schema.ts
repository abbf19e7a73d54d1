import { Schema } from 'mongoose';

/** A sign-in on one device. Its times are real, not the movable clock's: moving the demo's clock signs nobody out. */
export interface Session {
  _id: string;
  userId: string;
  /** How many refresh tokens were given out; only the last one works. */
  counter: number;
  /** Hash of the idempotency key that the last refresh came with: the same refresh may be repeated with it. */
  refreshKey?: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt?: Date;
  revokeReason?: string;
}

export const sessionSchema = new Schema<Session>(
  { _id: String, userId: { type: String, required: true }, counter: { type: Number, required: true }, refreshKey: String, createdAt: Date, expiresAt: { type: Date, required: true }, revokedAt: Date, revokeReason: String },
  { versionKey: false, collection: 'sessions' },
);
sessionSchema.index({ userId: 1 });
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 86_400 });

/** A count of failed sign-ins, in the form that rate-limiter-flexible keeps. */
export interface Throttle {
  key: string;
  points: number;
  expire: Date;
}
export const throttleSchema = new Schema<Throttle>({ key: String, points: Number, expire: Date }, { versionKey: false, collection: 'sign_in_failures' });
throttleSchema.index({ key: 1 }, { unique: true });
throttleSchema.index({ expire: 1 }, { expireAfterSeconds: 0 });
