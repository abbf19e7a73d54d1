import { Schema } from 'mongoose';
import { REFUND_STATES, type RefundState } from './refund-life.rules.js';
import type { Approval } from './refunds.rules.js';

/** Residual credit of a contract on its way to its holder; the money is in `refunds_payable` until it is executed. */
export interface Refund {
  readonly _id: string;
  /** What caused it; a cause refunds once. */
  readonly key: string;
  readonly contractId: string;
  readonly customerId: string;
  readonly contractNumber: string;
  readonly holderName: string;
  readonly holderTaxCode: string;
  readonly amountCents: number;
  readonly state: RefundState;
  readonly iban?: string;
  readonly ibanBy?: string;
  readonly issue: number;
  readonly approvals: readonly Approval[];
  /** Of the issue that was exported last. */
  readonly endToEndId?: string;
  readonly batchId?: string;
  readonly rejectionReason?: string;
  /** The code that the bank reported last of a transfer on its way. */
  readonly bankStatus?: string;
  /** The bank's doubt about an issue, for staff: e.g. RVNM, the payee has another name. */
  readonly question?: { readonly issue: number; readonly code: string; readonly at: Date };
  /** The issues whose money a statement showed to be back. */
  readonly returned?: readonly number[];
  readonly openedAt: Date;
  readonly executedAt?: Date;
  /** Everything that happened to it, with who and when; only ever added to. */
  readonly history: readonly {
    readonly at: Date;
    readonly by: string;
    readonly what: string;
    readonly details?: Readonly<Record<string, unknown>>;
  }[];
  readonly version: number;
}

export const refundSchema = new Schema<Refund>(
  {
    _id: String,
    key: String,
    contractId: String,
    customerId: String,
    contractNumber: String,
    holderName: String,
    holderTaxCode: String,
    amountCents: Number,
    state: { type: String, enum: REFUND_STATES },
    iban: String,
    ibanBy: String,
    issue: Number,
    approvals: [Schema.Types.Mixed],
    endToEndId: String,
    batchId: String,
    rejectionReason: String,
    bankStatus: String,
    question: Schema.Types.Mixed,
    returned: { type: [Number], default: undefined },
    openedAt: Date,
    executedAt: Date,
    history: [Schema.Types.Mixed],
    version: Number,
  },
  { versionKey: false, collection: 'refunds' },
);
refundSchema.index({ key: 1 }, { unique: true });
refundSchema.index({ state: 1, _id: 1 });
refundSchema.index({ contractId: 1, _id: -1 });
refundSchema.index({ customerId: 1, _id: -1 });
refundSchema.index({ batchId: 1 }, { partialFilterExpression: { batchId: { $exists: true } } });

/** A file that was handed to the bank, kept as it was. */
export interface RefundBatchRow {
  readonly _id: string;
  readonly messageId: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly transfers: number;
  readonly totalCents: number;
  readonly xml: string;
}

export const refundBatchSchema = new Schema<RefundBatchRow>(
  {
    _id: String,
    messageId: String,
    createdAt: Date,
    createdBy: String,
    transfers: Number,
    totalCents: Number,
    xml: String,
  },
  { versionKey: false, collection: 'refund_batches' },
);
