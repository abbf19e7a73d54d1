import { Schema } from 'mongoose';
import type { CallRecord } from '#libs/api/billing/traffic.js';
import { derivedId } from '#libs/platform/ids.js';
import { contentOf } from './intake.rules.js';

/** What was decided about a reject. `replaced`: the record that was charged until staff took another in its place. */
export const REJECT_DECISIONS = ['accepted', 'dismissed', 'replaced'] as const;
export type RejectDecision = (typeof REJECT_DECISIONS)[number];

/** A record that could not be taken. `_id` is made of the whole record (older ones have the switch's id of the call). */
export interface CallRejectRow {
  readonly _id: string;
  readonly record: CallRecord;
  readonly reason: string;
  /** When it was refused first, and last. */
  readonly since?: Date;
  /** Its place among those that were refused with it. */
  readonly place?: number;
  readonly at: Date;
  /** Absent while it waits to be taken or decided. */
  readonly decision?: RejectDecision;
  /** User id, when and why. */
  readonly decidedBy?: string;
  readonly decidedAt?: Date;
  readonly why?: string;
  /** The reject that the record it took the place of has become. */
  readonly replaced?: string;
}
export const callRejectSchema = new Schema<CallRejectRow>(
  {
    _id: String,
    record: Schema.Types.Mixed,
    reason: String,
    since: Date,
    place: Number,
    at: Date,
    decision: String,
    decidedBy: String,
    decidedAt: Date,
    why: String,
    replaced: String,
  },
  { versionKey: false, collection: 'call_rejects' },
);
callRejectSchema.index({ decision: 1, since: 1, place: 1 });
callRejectSchema.index({ 'record.startedAt': 1 });
callRejectSchema.index({ at: 1 });

/** The id of a reject: the same for the same record, however often and by whatever road it comes. */
export const rejectIdOf = (record: CallRecord): string => derivedId('rej', contentOf(record));
