import { Schema } from 'mongoose';

/** What a run did with one kind of traffic data. */
export interface ExpiredPart {
  /** How many there were before and after, and how many of them were removed. */
  readonly before: number;
  readonly removed: number;
  readonly after?: number;
  /** When the oldest that is left began, an instant or a day. */
  readonly oldestLeft?: string;
  /** SHA-256 over the ids of what was removed, in the order in which it was. */
  readonly digest: string;
}

/** The report of removing traffic data; `_id` is the first day that is kept. It grows with the removal, so that a run which died goes on. */
export interface TrafficExpiry {
  readonly _id: string;
  readonly months: number;
  readonly startedAt: Date;
  readonly finishedAt?: Date;
  readonly parts: Readonly<Record<string, ExpiredPart>>;
  /** Grows with every write: the optimistic lock. */
  readonly version: number;
}
export const trafficExpirySchema = new Schema<TrafficExpiry>(
  { _id: String, months: Number, startedAt: Date, finishedAt: Date, parts: Schema.Types.Mixed, version: Number },
  { versionKey: false, minimize: false, collection: 'traffic_expiries' },
);
