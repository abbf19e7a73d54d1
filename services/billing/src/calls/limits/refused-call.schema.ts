import { Schema } from 'mongoose';
import type { CallRefusal } from '#libs/api/billing/call-limits.js';

/** A call that was not let start or go on: what the switch was told last. `_id` is `contract:call`. */
export interface RefusedCallRow {
  readonly _id: string;
  readonly contractId: string;
  readonly callId: string;
  readonly to: string;
  readonly createdAt: Date;
  readonly reason: CallRefusal;
  readonly destination?: string;
  readonly destinationClass?: string;
  readonly elapsedSeconds: number;
}
export const refusedCallSchema = new Schema<RefusedCallRow>(
  {
    _id: String,
    contractId: String,
    callId: String,
    to: String,
    createdAt: Date,
    reason: String,
    destination: String,
    destinationClass: String,
    elapsedSeconds: Number,
  },
  { versionKey: false, collection: 'refused_calls' },
);
refusedCallSchema.index({ contractId: 1, createdAt: -1, _id: -1 });
refusedCallSchema.index({ createdAt: 1 });
