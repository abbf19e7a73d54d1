import { Schema } from 'mongoose';
import type { CardRefundsTold } from './card-refunds.rules.js';

/** What was told of one payment, by the provider's id of it. */
export interface CardRefunds extends CardRefundsTold {
  readonly _id: string;
  /** How often what is on the card was booked anew: no two entries share a key. */
  readonly bookings: number;
}

export const cardRefundsSchema = new Schema<CardRefunds>(
  {
    _id: String,
    bookings: { type: Number, default: 0 },
    totals: [{ _id: false, at: Number, cents: Number }],
    failures: [{ _id: false, refundId: String, at: Number, cents: Number }],
  },
  { versionKey: false, collection: 'card_refunds' },
);
