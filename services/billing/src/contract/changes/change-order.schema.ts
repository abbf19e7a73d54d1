import { Schema } from 'mongoose';
import type { DomainErrorBody } from '#libs/api/kernel/domain-error.js';
import type { ServiceItem } from '../../account/account.schema.js';
import type { PricedLine } from '../../pricing/quotes/pricing.rules.js';
import type { Step } from './changes.rules.js';
import type { ChangeOrderState } from './change-order-life.rules.js';

/** A change order: priced on one version of the services, and applied to that one or to none (R11). */
export interface ChangeOrderRow {
  readonly _id: string;
  readonly contractId: string;
  readonly customerId: string;
  readonly state: ChangeOrderState;
  /** The account's `servicesVersion` that it was priced on. */
  readonly servicesVersion: number;
  readonly steps: readonly Step[];
  readonly lines: readonly PricedLine[];
  readonly now: readonly ServiceItem[];
  readonly next: readonly ServiceItem[];
  readonly netCents: number;
  readonly vatCents: number;
  readonly grossCents: number;
  readonly monthlyGrossCents: number;
  readonly district?: string;
  /** How many numbers it adds, and which once they are reserved. */
  readonly moreNumbers: number;
  readonly addedNumbers: readonly string[];
  readonly giveUp: readonly string[];
  readonly validUntil: Date;
  readonly createdAt: Date;
  readonly appliedAt?: Date;
  readonly refusal?: DomainErrorBody;
}

const mixed = { type: Schema.Types.Mixed };
export const changeOrderSchema = new Schema<ChangeOrderRow>(
  {
    _id: String,
    contractId: String,
    customerId: String,
    state: String,
    servicesVersion: Number,
    steps: mixed,
    lines: mixed,
    now: mixed,
    next: mixed,
    netCents: Number,
    vatCents: Number,
    grossCents: Number,
    monthlyGrossCents: Number,
    district: String,
    moreNumbers: Number,
    addedNumbers: [String],
    giveUp: [String],
    validUntil: Date,
    createdAt: Date,
    appliedAt: Date,
    refusal: mixed,
  },
  { versionKey: false, minimize: false, collection: 'change_orders' },
);
changeOrderSchema.index({ contractId: 1, _id: -1 });
