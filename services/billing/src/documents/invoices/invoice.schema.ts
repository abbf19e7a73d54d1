import { Schema } from 'mongoose';
import type { InvoiceLife } from './invoice-history.rules.js';
import type { DocumentKind } from './invoice.rules.js';

/**
 * An invoice: `_id` comes from contract, month and part, or from its entry, so that each is issued once. What it says is written once; its file is replaced
 * only where SdI rejected it, and kept then.
 */
export interface Invoice extends InvoiceLife {
  readonly _id: string;
  readonly kind: DocumentKind;
  /** Of the document: `42/2026`, counted by year without a gap. */
  readonly number: string;
  readonly year: number;
  readonly sequence: number;
  /** The name it is sent to SdI with. */
  readonly fileName: string;
  readonly period: string;
  /** Which part of the month, from 1: a change of holder splits it (R16). */
  readonly part: number;
  readonly date: string;
  /** The ledger entry that it is of, where top-ups are invoiced; absent: of the month (R24). */
  readonly entryId?: string;
  /** The invoices that a credit note corrects. */
  readonly corrects?: readonly string[];
  readonly contractId: string;
  readonly contractNumber: string;
  readonly customerId: string;
  readonly holderName: string;
  readonly holderTaxCode: string;
  readonly netCents: number;
  readonly vatCents: number;
  readonly grossCents: number;
  readonly issuedAt: Date;
  /** FatturaPA FPR12. */
  readonly xml: string;
}
export const invoiceSchema = new Schema<Invoice>(
  {
    _id: String,
    kind: String,
    number: String,
    year: Number,
    sequence: Number,
    fileName: String,
    period: String,
    part: Number,
    date: String,
    entryId: String,
    corrects: { type: [String], default: undefined },
    contractId: String,
    contractNumber: String,
    customerId: String,
    holderName: String,
    holderTaxCode: String,
    netCents: Number,
    vatCents: Number,
    grossCents: Number,
    issuedAt: Date,
    xml: String,
    state: String,
    toSend: Boolean,
    sha256: String,
    sdiId: String,
    sentOn: String,
    silenceToldAt: Date,
    rejection: Schema.Types.Mixed,
    formerFiles: { type: [Schema.Types.Mixed], default: undefined },
    history: { type: [Schema.Types.Mixed], default: undefined },
  },
  { versionKey: false, collection: 'invoices' },
);
invoiceSchema.index({ year: 1, sequence: 1 }, { unique: true });
invoiceSchema.index({ period: 1, contractId: 1 });
invoiceSchema.index({ entryId: 1 }, { sparse: true });
invoiceSchema.index({ customerId: 1, year: -1, sequence: -1 });
invoiceSchema.index({ contractId: 1, year: -1, sequence: -1 });
invoiceSchema.index({ state: 1, year: -1, sequence: -1 });
invoiceSchema.index({ toSend: 1, year: 1, sequence: 1 }, { partialFilterExpression: { toSend: true } });
invoiceSchema.index({ fileName: 1 });
invoiceSchema.index({ 'formerFiles.fileName': 1 }, { sparse: true });
invoiceSchema.index({ sha256: 1 });

/** The `_id` of the one counter. */
export const INVOICE_COUNTER = 'invoices';

/** The last numbers that were given, in the one document `invoices`. */
export interface InvoiceCounter {
  readonly _id: string;
  /** Files sent to SdI, of all years. */
  readonly files: number;
  readonly years: Readonly<Record<string, number>>;
}
export const invoiceCounterSchema = new Schema<InvoiceCounter>(
  { _id: String, files: Number, years: Schema.Types.Mixed },
  { versionKey: false, minimize: false, collection: 'invoice_counters' },
);

/** A month whose invoices are all issued, or what was left when it was last tried. */
export interface InvoiceRun {
  /** `YYYY-MM`. */
  readonly _id: string;
  readonly complete: boolean;
  readonly triedAt: Date;
  readonly failures: readonly InvoiceFailure[];
}
export interface InvoiceFailure {
  readonly contractId: string;
  readonly reason: string;
}
export const invoiceRunSchema = new Schema<InvoiceRun>(
  { _id: String, complete: Boolean, triedAt: Date, failures: [Schema.Types.Mixed] },
  { versionKey: false, collection: 'invoice_runs' },
);
