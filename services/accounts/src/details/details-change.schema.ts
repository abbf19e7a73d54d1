import { Schema } from 'mongoose';
import type { Details } from '#libs/api/accounts/details.js';

/** A correction of what a customer may correct by itself (R29). Never changed. */
export interface DetailsChangeRow {
  _id: string;
  customerId: string;
  at: Date;
  byKind: 'customer' | 'staff';
  by: string;
  reason?: string;
  before: Details;
  after: Details;
}

export const detailsChangeSchema = new Schema<DetailsChangeRow>(
  {
    _id: String,
    customerId: { type: String, required: true },
    at: { type: Date, required: true },
    byKind: String,
    by: String,
    reason: String,
    before: Schema.Types.Mixed,
    after: Schema.Types.Mixed,
  },
  { versionKey: false, minimize: false, collection: 'details_changes' },
);
detailsChangeSchema.index({ customerId: 1, at: -1 });
