import { Schema } from 'mongoose';
import type { ServicesChanged } from '#libs/api/billing/changes.js';

/** What the softswitch is to provide for a contract, and whether it has acknowledged it. */
export interface Provisioning {
  /** The contract's id. */
  readonly _id: string;
  readonly wanted: ServicesChanged;
  readonly state: 'pending' | 'acknowledged';
  readonly attempts: number;
  /** Real time of the next attempt; a worker that takes one up moves it on, so that no other does. */
  readonly nextAttemptAt: Date;
  readonly acknowledgedAt?: Date;
  readonly lastError?: string;
}

export const provisioningSchema = new Schema<Provisioning>(
  {
    _id: String,
    wanted: Schema.Types.Mixed,
    state: String,
    attempts: Number,
    nextAttemptAt: Date,
    acknowledgedAt: Date,
    lastError: String,
  },
  { versionKey: false, minimize: false, collection: 'provisioning' },
);
provisioningSchema.index({ state: 1, nextAttemptAt: 1 });
