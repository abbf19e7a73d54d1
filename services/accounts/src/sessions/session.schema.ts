import { Schema } from 'mongoose';

/** A sign-in on one device. Its times are real, not the movable clock's: moving the demo's clock signs nobody out. */
export interface Session {
  _id: string;
  userId: string;
  /** What the device said of itself, so that its owner knows it again; absent of sessions older than this, and where it said nothing. */
  device?: string;
  /** How many refresh tokens were given out; only the last one works. */
  counter: number;
  /** Hash of the idempotency key that the last refresh came with. */
  refreshKey?: string;
  /** Until when the last refresh may be repeated with its key; absent where the key had been used before. */
  repeatUntil?: Date;
  createdAt: Date;
  /** When it was last refreshed. */
  lastUsedAt?: Date;
  expiresAt: Date;
  revokedAt?: Date;
  revokeReason?: string;
}

export const sessionSchema = new Schema<Session>(
  {
    _id: String,
    userId: { type: String, required: true },
    device: String,
    counter: { type: Number, required: true },
    refreshKey: String,
    repeatUntil: Date,
    createdAt: Date,
    lastUsedAt: Date,
    expiresAt: { type: Date, required: true },
    revokedAt: Date,
    revokeReason: String,
  },
  { versionKey: false, collection: 'sessions' },
);
sessionSchema.index({ userId: 1 });
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 86_400 });

/** Failed sign-ins of one account or address in one window of real time; `_id` names all three. */
export interface Throttle {
  _id: string;
  failures: number;
  expiresAt: Date;
}
export const throttleSchema = new Schema<Throttle>(
  { _id: String, failures: Number, expiresAt: Date },
  { versionKey: false, collection: 'sign_in_failures' },
);
throttleSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
