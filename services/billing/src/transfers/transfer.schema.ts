import { Schema } from 'mongoose';

/** Money that came in for a contract that could not be told; it waits for staff to say which. */
export interface Unmatched {
  readonly _id: string;
  readonly bankReference: string;
  readonly amountCents: number;
  readonly bookedOn: string;
  readonly debtorName?: string;
  readonly debtorIban?: string;
  readonly text: string;
  readonly names?: readonly string[];
  readonly batchReference?: string;
  readonly contractId?: string;
  readonly assignedBy?: string;
  readonly assignedAt?: Date;
}

export const unmatchedSchema = new Schema<Unmatched>(
  { _id: String, bankReference: String, amountCents: Number, bookedOn: String, debtorName: String, debtorIban: String, text: String, names: [String], batchReference: String, contractId: String, assignedBy: String, assignedAt: Date },
  { versionKey: false, collection: 'unmatched_transfers' },
);
unmatchedSchema.index({ bankReference: 1 }, { unique: true });
