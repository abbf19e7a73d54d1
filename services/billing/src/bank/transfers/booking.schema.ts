import { Schema } from 'mongoose';
import type { Booking } from './bookings.rules.js';

/** What statements told of money: one row for each booking, whatever became of it. Its id is the bank reference that it is booked by. */
export const bookingSchema = new Schema<Booking>(
  {
    _id: String,
    account: String,
    amountCents: Number,
    currency: String,
    bookedOn: String,
    isDayAssumed: Boolean,
    refs: Schema.Types.Mixed,
    debtorName: String,
    debtorIban: String,
    text: String,
    references: [String],
    told: [String],
    isDoubtful: Boolean,
  },
  { versionKey: false, minimize: false, collection: 'bank_bookings' },
);
bookingSchema.index({ account: 1, amountCents: 1, bookedOn: 1 });
bookingSchema.index({ told: 1 });
/** What is past its time is looked for by its day. */
bookingSchema.index({ bookedOn: 1 });

/** Whoever judges money of an account and amount writes here first, so that nobody else does at the same time. */
export interface BookingLock {
  readonly _id: string;
  readonly judged: number;
}

export const bookingLockSchema = new Schema<BookingLock>(
  { _id: String, judged: Number },
  { versionKey: false, collection: 'bank_booking_locks' },
);
