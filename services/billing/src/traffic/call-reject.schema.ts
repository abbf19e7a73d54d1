import { Schema } from 'mongoose';
import type { CallRecord } from '#libs/contracts/billing-traffic.js';

/** A record that came by message and could not be taken; `_id` is the switch's id of the call. */
export interface CallRejectRow {
  readonly _id: string;
  readonly record: CallRecord;
  readonly reason: string;
  /** When it was refused last. */
  readonly at: Date;
}
export const callRejectSchema = new Schema<CallRejectRow>({ _id: String, record: Schema.Types.Mixed, reason: String, at: Date }, { versionKey: false, collection: 'call_rejects' });
