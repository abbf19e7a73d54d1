import { Schema } from 'mongoose';

/** A message of another operator and what became of it: the same one again has the same end. */
export interface CarrierMessageRow {
  /** The other side's id of it. */
  readonly _id: string;
  /** Of its whole content: an id that comes with another one is refused. */
  readonly hash: string;
  readonly kind: string;
  readonly from: string;
  /** Our order, or the recipient's reference. */
  readonly about: string;
  readonly outcome: 'taken' | 'refused';
  readonly reason?: string;
  readonly createdAt: Date;
}
export const carrierMessageSchema = new Schema<CarrierMessageRow>(
  {
    _id: String,
    hash: String,
    kind: String,
    from: String,
    about: String,
    outcome: String,
    reason: String,
    createdAt: Date,
  },
  { versionKey: false, collection: 'carrier_messages' },
);
carrierMessageSchema.index({ createdAt: -1, _id: -1 });
carrierMessageSchema.index({ about: 1 });
