import { Schema } from 'mongoose';

/** Credit and allowance kept for a call that is going on; `_id` is the call's id. */
export interface Reservation {
  readonly _id: string;
  readonly contractId: string;
  readonly period: string;
  /** The Rome day that the call began on, whose caps it counts for. */
  readonly day?: string;
  readonly seconds: number;
  readonly coveredSeconds: number;
  readonly netMicros: number;
  readonly expiresAt: Date;
}
export const reservationSchema = new Schema<Reservation>(
  {
    _id: String,
    contractId: String,
    period: String,
    day: String,
    seconds: Number,
    coveredSeconds: Number,
    netMicros: Number,
    expiresAt: Date,
  },
  { versionKey: false, collection: 'call_reservations' },
);
reservationSchema.index({ contractId: 1 });
reservationSchema.index({ expiresAt: 1 });
