import { Schema } from 'mongoose';
import type { SdiError, SdiMessageKind, SdiMessageView, SdiOutcome } from '#libs/api/billing/sdi.js';

/** A message of SdI as it came, and what it did. Only ever inserted. */
export interface SdiMessage {
  readonly _id: string;
  readonly kind: SdiMessageKind;
  readonly fileName: string;
  /** The original; empty where it was too large to be one. */
  readonly content: Buffer;
  /** Of the original: the same message again is the same one, whatever its file is called. */
  readonly sha256: string;
  readonly outcome: SdiOutcome;
  readonly reason?: string;
  readonly invoiceId?: string;
  readonly aboutFile?: string;
  readonly sdiId?: string;
  readonly faults: readonly SdiError[];
  readonly receivedAt: Date;
}
export const sdiMessageSchema = new Schema<SdiMessage>(
  {
    _id: String,
    kind: String,
    fileName: String,
    content: Buffer,
    sha256: String,
    outcome: String,
    reason: String,
    invoiceId: String,
    aboutFile: String,
    sdiId: String,
    faults: [Schema.Types.Mixed],
    receivedAt: Date,
  },
  { versionKey: false, collection: 'sdi_messages' },
);
sdiMessageSchema.index({ sha256: 1 }, { unique: true });
sdiMessageSchema.index({ outcome: 1, _id: -1 });
sdiMessageSchema.index({ invoiceId: 1, _id: -1 });

/** A message as staff see it, without the original. */
export const messageView = ({
  _id: id,
  content: _content,
  sha256: _sha256,
  faults,
  receivedAt,
  ...message
}: SdiMessage): SdiMessageView => ({ id, ...message, errors: [...faults], receivedAt: receivedAt.toISOString() });
