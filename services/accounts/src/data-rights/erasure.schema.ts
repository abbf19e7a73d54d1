import { Schema } from 'mongoose';
import type { ERASURE_STATES } from '#libs/api/accounts/data-rights.js';
import type { ErasedItem, KeptItem, Obstacle } from '#libs/api/kernel/personal-data.js';

/** The erasure of a customer's data: what went, and what the law keeps until when (R29). It names nobody. */
export interface ErasureRow {
  _id: string;
  customerId: string;
  state: (typeof ERASURE_STATES)[number];
  requestedAt: Date;
  requestedBy: string;
  requestedByKind: 'customer' | 'staff';
  reason?: string;
  completedAt?: Date;
  /** Real time at which the last access token that the customer was given ends. */
  tokensUntil?: Date;
  erased: ErasedItem[];
  kept: KeptItem[];
  obstacles?: Obstacle[];
  /** The Rome day on which the next of what is kept falls due. */
  nextDueOn?: string;
}
export const erasureSchema = new Schema<ErasureRow>(
  {
    _id: String,
    customerId: { type: String, required: true },
    state: String,
    requestedAt: Date,
    requestedBy: String,
    requestedByKind: String,
    reason: String,
    completedAt: Date,
    tokensUntil: Date,
    erased: [Schema.Types.Mixed],
    kept: [Schema.Types.Mixed],
    obstacles: { type: [Schema.Types.Mixed], default: undefined },
    nextDueOn: String,
  },
  { versionKey: false, minimize: false, collection: 'erasures' },
);
erasureSchema.index({ customerId: 1, _id: -1 });
erasureSchema.index({ state: 1, nextDueOn: 1 });
