import { Schema } from 'mongoose';
import type { PaymentState } from './payment-life.rules.js';

/** A top-up by card that a customer began. */
export interface Payment {
  readonly _id: string;
  readonly contractId: string;
  readonly amountCents: number;
  readonly provider: string;
  readonly providerId: string;
  readonly checkoutUrl: string;
  readonly state: PaymentState;
  readonly createdAt: Date;
  readonly paidAt?: Date;
}

export const paymentSchema = new Schema<Payment>(
  {
    _id: String,
    contractId: String,
    amountCents: Number,
    provider: String,
    providerId: String,
    checkoutUrl: String,
    state: String,
    createdAt: Date,
    paidAt: Date,
  },
  { versionKey: false, collection: 'payments' },
);
paymentSchema.index({ contractId: 1, createdAt: -1 });
