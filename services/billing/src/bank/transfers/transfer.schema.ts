import { Schema } from 'mongoose';
import { UNMATCHED_REASONS, type UnmatchedReason } from '#libs/api/billing/refunds.js';

/** Money of a statement that nobody but staff can say what it is; it waits for them. */
export interface Unmatched {
  readonly _id: string;
  readonly bankReference: string;
  readonly amountCents: number;
  /** Absent of what came before currencies were kept: euro. */
  readonly currency?: string;
  readonly bookedOn: string;
  readonly debtorName?: string;
  readonly debtorIban?: string;
  readonly text: string;
  readonly names?: readonly string[];
  readonly batchReference?: string;
  /** Absent of what came before reasons were kept. */
  readonly reason?: UnmatchedReason;
  /** The bank reference of what it may be told again. */
  readonly like?: string;
  readonly contractId?: string;
  readonly assignedBy?: string;
  readonly assignedAt?: Date;
  /** Why it is no money of a contract, and who said so; `statement` where a later one explained it. */
  readonly dismissal?: string;
  readonly dismissedBy?: string;
  readonly dismissedAt?: Date;
}

export const unmatchedSchema = new Schema<Unmatched>(
  {
    _id: String,
    bankReference: String,
    amountCents: Number,
    currency: String,
    bookedOn: String,
    debtorName: String,
    debtorIban: String,
    text: String,
    names: [String],
    batchReference: String,
    reason: { type: String, enum: UNMATCHED_REASONS },
    like: String,
    contractId: String,
    assignedBy: String,
    assignedAt: Date,
    dismissal: String,
    dismissedBy: String,
    dismissedAt: Date,
  },
  { versionKey: false, collection: 'unmatched_transfers' },
);
unmatchedSchema.index({ bankReference: 1 }, { unique: true });

/** Which lines of the list somebody wants to see: those that wait unless they say otherwise. */
export const unmatchedThatAre = ({
  assigned = false,
  dismissed = false,
}: {
  assigned?: boolean;
  dismissed?: boolean;
}): Record<string, unknown> => ({
  contractId: { $exists: assigned },
  ...(assigned ? {} : { dismissedAt: { $exists: dismissed } }),
});
