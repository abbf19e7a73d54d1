import { Schema } from 'mongoose';
import type { InquiryKind } from '#libs/api/numbers/register.js';
import type { NumberHolder } from '#libs/api/numbers/numbers.js';

/** A fact of the holder register: someone began, or ceased, to hold a number. Only ever inserted. */
export interface RegisterFact {
  readonly number: string;
  /** 1, 2, … for each number. */
  readonly seq: number;
  readonly kind: 'opened' | 'closed';
  readonly contractId: string;
  readonly customerId: string;
  /** Names the identity, which is kept apart so that it can be erased without breaking the chain. */
  readonly identityId: string;
  readonly identityHash: string;
  readonly effectiveAt: Date;
  readonly recordedAt: Date;
  readonly cause: string;
  readonly actor: string;
  /** How its hash was made; absent in entries of before it was said. */
  readonly chainVersion?: number;
  readonly previousHash: string;
}
export interface RegisterEntry extends RegisterFact {
  /** `number#seq`: two writers cannot both add the same place of a chain. */
  readonly _id: string;
  /** Of everything above, the hash of the entry before included. */
  readonly hash: string;
}
export const registerSchema = new Schema<RegisterEntry>(
  {
    _id: String,
    number: String,
    seq: Number,
    kind: String,
    contractId: String,
    customerId: String,
    identityId: String,
    identityHash: String,
    effectiveAt: Date,
    recordedAt: Date,
    cause: String,
    actor: String,
    chainVersion: Number,
    previousHash: String,
    hash: String,
  },
  { versionKey: false, collection: 'holder_register' },
);
registerSchema.index({ number: 1, seq: 1 }, { unique: true });
registerSchema.index({ contractId: 1 });

/** The person or company behind a holding. */
export interface IdentityRow {
  /** The `_id` of the entry that opened the holding. */
  readonly _id: string;
  readonly number: string;
  readonly customerId: string;
  /** Keeps the hash from being guessed once the identity is erased; erased with it. */
  salt?: string;
  /** How the hash in its entries was made; absent in identities of before it was said. */
  readonly chainVersion?: number;
  holder?: NumberHolder;
  closedAt?: Date;
  erasedAt?: Date;
}
export const identitySchema = new Schema<IdentityRow>(
  {
    _id: String,
    number: String,
    customerId: String,
    salt: String,
    chainVersion: Number,
    holder: new Schema({ kind: String, name: String, taxCode: String, otherTaxCode: String }, { _id: false }),
    closedAt: Date,
    erasedAt: Date,
  },
  { versionKey: false, collection: 'holder_identities' },
);
identitySchema.index({ customerId: 1, closedAt: 1 });

/** A question to the register, or an erasure, and why. Only ever inserted. */
export interface InquiryRow {
  readonly _id: string;
  readonly what: InquiryKind;
  readonly subject: string;
  readonly instant?: Date;
  readonly reason: string;
  readonly actor: string;
  readonly at: Date;
}
export const inquirySchema = new Schema<InquiryRow>(
  { _id: String, what: String, subject: String, instant: Date, reason: String, actor: String, at: Date },
  { versionKey: false, collection: 'register_inquiries' },
);
inquirySchema.index({ subject: 1, at: 1 });
