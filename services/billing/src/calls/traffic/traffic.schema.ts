import { Schema } from 'mongoose';

/** A call as it was rated; written once. `_id` is the switch's id of the call. */
export interface Call {
  readonly _id: string;
  readonly contractId: string;
  readonly from: string;
  readonly to: string;
  readonly destination: string;
  readonly startedAt: Date;
  /** The Rome day it began on: a call that ends after midnight belongs to the day, and the month, of its beginning. */
  readonly day: string;
  readonly seconds: number;
  readonly billedSeconds: number;
  readonly coveredSeconds: number;
  readonly netMicros: number;
  readonly state: 'rated' | 'waived';
  /** It was made although its class of destinations was closed (R27). */
  readonly barred?: true;
}
export const callSchema = new Schema<Call>(
  {
    _id: String,
    contractId: String,
    from: String,
    to: String,
    destination: String,
    startedAt: Date,
    day: String,
    seconds: Number,
    billedSeconds: Number,
    coveredSeconds: Number,
    netMicros: Number,
    state: String,
    barred: Boolean,
  },
  { versionKey: false, collection: 'calls' },
);
callSchema.index({ contractId: 1, startedAt: -1, _id: -1 });
callSchema.index({ startedAt: 1 });

/** Metered cost of one contract and Rome day; `_id` is `contract:day`. */
export interface TrafficDay {
  readonly _id: string;
  readonly contractId: string;
  readonly day: string;
  readonly calls: number;
  readonly billedSeconds: number;
  readonly netMicros: number;
  readonly postedNetCents: number;
  readonly postedVatCents: number;
  /** Cost that was let go, since the contract had ended and its credit was used up (R14). */
  readonly waivedNetCents?: number;
  readonly waivedVatCents?: number;
  /** What of it was posted, or let go, while charges carried no VAT (R24). */
  readonly untaxedNetCents?: number;
  /** How many ledger entries it has. */
  readonly postings: number;
  /** Present while its cost is more than was posted. */
  readonly unposted?: true;
}
export const trafficDaySchema = new Schema<TrafficDay>(
  {
    _id: String,
    contractId: String,
    day: String,
    calls: Number,
    billedSeconds: Number,
    netMicros: Number,
    postedNetCents: { type: Number, default: 0 },
    postedVatCents: { type: Number, default: 0 },
    waivedNetCents: Number,
    waivedVatCents: Number,
    untaxedNetCents: Number,
    postings: { type: Number, default: 0 },
    unposted: Boolean,
  },
  { versionKey: false, collection: 'traffic_days' },
);
trafficDaySchema.index({ unposted: 1, day: 1 }, { partialFilterExpression: { unposted: true } });
trafficDaySchema.index({ contractId: 1, day: 1 });
trafficDaySchema.index({ day: 1 });

/** What a contract has used of its FLAT allowance in a month; `_id` is `contract:period`. */
export interface AllowanceUse {
  readonly _id: string;
  readonly period?: string;
  readonly coveredSeconds: number;
  readonly version: number;
}
export const allowanceUseSchema = new Schema<AllowanceUse>(
  { _id: String, period: String, coveredSeconds: Number, version: Number },
  { versionKey: false, collection: 'allowance_uses' },
);
allowanceUseSchema.index({ period: 1 });

/** Makes authorisations of one contract wait for each other, and of no other. */
export interface ReservationGuard {
  readonly _id: string;
  readonly version: number;
}
export const reservationGuardSchema = new Schema<ReservationGuard>(
  { _id: String, version: Number },
  { versionKey: false, collection: 'call_reservation_guards' },
);
