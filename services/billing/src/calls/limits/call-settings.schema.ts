import { Schema } from 'mongoose';
import type { CallSettingsState } from '#libs/api/billing/call-limits.js';

/** What a customer has set about the calls of a contract; `_id` is the contract's id. */
export interface CallSettings {
  readonly _id: string;
  /** Who set it: a new holder of the contract begins anew (R16). */
  readonly customerId: string;
  /** Classes that are open or closed otherwise than they are by default. */
  readonly opened: readonly string[];
  readonly closed: readonly string[];
  readonly ceilingPerMinuteCents?: number;
  readonly dailyCapCents?: number;
  readonly monthlyCapCents?: number;
  readonly clearNumbers: boolean;
  /** Grows with every write: the optimistic lock. */
  readonly version: number;
}
export const callSettingsSchema = new Schema<CallSettings>(
  {
    _id: String,
    customerId: String,
    opened: [String],
    closed: [String],
    ceilingPerMinuteCents: Number,
    dailyCapCents: Number,
    monthlyCapCents: Number,
    clearNumbers: Boolean,
    version: Number,
  },
  { versionKey: false, collection: 'call_settings' },
);

/** A change of them; written once. */
export interface CallSettingsChangeRow {
  readonly _id: string;
  readonly contractId: string;
  readonly customerId: string;
  readonly at: Date;
  readonly by: string;
  readonly before: CallSettingsState;
  readonly after: CallSettingsState;
}
export const callSettingsChangeSchema = new Schema<CallSettingsChangeRow>(
  {
    _id: String,
    contractId: String,
    customerId: String,
    at: Date,
    by: String,
    before: Schema.Types.Mixed,
    after: Schema.Types.Mixed,
  },
  { versionKey: false, collection: 'call_settings_changes' },
);
callSettingsChangeSchema.index({ contractId: 1, _id: -1 });
