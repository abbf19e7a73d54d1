import { Schema } from 'mongoose';

/** A name by which the bank knows a payment, held by the top-up that credited it: whichever way comes second finds it taken. */
export interface BankClaim {
  /** The bank's reference, without our account. */
  readonly _id: string;
  /** Of the ledger entry that credited the payment; of an entry of many transactions, the first of them. */
  readonly key: string;
  /** Staff wrote it down, who know a payment by this name alone. */
  readonly byHand: boolean;
  /** The one transfer of a statement that turned out to be what staff had booked, and its day: the bank may use a reference again. */
  readonly transfer?: string;
  readonly bookedOn?: string;
  /** Who loaded that statement. */
  readonly shownBy?: string;
  /** When staff were told that no statement shows what was booked by hand. */
  readonly missedAt?: Date;
}

export const bankClaimSchema = new Schema<BankClaim>(
  { _id: String, key: String, byHand: Boolean, transfer: String, bookedOn: String, shownBy: String, missedAt: Date },
  { versionKey: false, collection: 'bank_claims' },
);
bankClaimSchema.index({ key: 1 });
