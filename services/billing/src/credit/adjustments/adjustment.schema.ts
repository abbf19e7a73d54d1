import { Schema } from 'mongoose';
import { ADJUSTMENT_STATES, type AdjustmentGround, type AdjustmentState } from '#libs/api/billing/adjustments.js';

/** A correction of credit by staff. Once decided it is never changed: another adjustment takes it back. */
export interface Adjustment {
  readonly _id: string;
  readonly contractId: string;
  readonly customerId: string;
  readonly amountCents: number;
  readonly reason: string;
  /** Absent on those of before 2026-12: a correction. */
  readonly ground?: AdjustmentGround;
  /** The ledger entry of the charge that it corrects. */
  readonly chargeId?: string;
  readonly ticketId?: string;
  readonly state: AdjustmentState;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  /** Who approved or refused; absent when it needed nobody else. */
  readonly decidedBy?: string;
  readonly decidedAt?: Date;
  readonly refusal?: string;
  readonly entryId?: string;
}

export const adjustmentSchema = new Schema<Adjustment>(
  {
    _id: String,
    contractId: String,
    customerId: String,
    amountCents: Number,
    reason: String,
    ground: String,
    chargeId: String,
    ticketId: String,
    state: { type: String, enum: ADJUSTMENT_STATES },
    requestedBy: String,
    requestedAt: Date,
    decidedBy: String,
    decidedAt: Date,
    refusal: String,
    entryId: String,
  },
  { versionKey: false, collection: 'adjustments' },
);
adjustmentSchema.index({ contractId: 1, _id: -1 });
adjustmentSchema.index({ state: 1, _id: -1 });
