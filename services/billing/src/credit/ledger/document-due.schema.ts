import { Schema } from 'mongoose';

/** An entry that is invoiced, or credited, by itself and is not yet (R24); written with the entry, gone with the document. */
export interface DocumentDue {
  /** The ledger entry's id. */
  readonly _id: string;
  readonly contractId: string;
  readonly bookedAt: Date;
  /** Not tried again before. */
  readonly notBefore: Date;
  /** Why the document could not be issued when it was last tried. */
  readonly failure?: string;
}

export const documentDueSchema = new Schema<DocumentDue>(
  { _id: String, contractId: String, bookedAt: Date, notBefore: Date, failure: String },
  { versionKey: false, collection: 'document_dues' },
);
documentDueSchema.index({ notBefore: 1, bookedAt: 1 });
