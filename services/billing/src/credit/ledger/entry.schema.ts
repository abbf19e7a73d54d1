import { Schema } from 'mongoose';
import { chainHash } from '#libs/platform/chain-hash.js';
import { derivedId } from '#libs/platform/ids.js';
import type { Cause, Posting, Words } from './ledger.rules.js';

/** A journal entry: written once, never changed but for words that an erasure takes out, chained to the entry of the same account before it. */
export interface LedgerEntry {
  /** Derived from `key`, so that the same cause cannot be booked twice. */
  readonly _id: string;
  readonly key: string;
  readonly contractId: string;
  /** 1, 2, 3 … within the contract's account, without a gap. */
  readonly seq: number;
  readonly at: Date;
  /** The month in Rome of `at`: house accounts are summed by it. */
  readonly period: string;
  readonly cause: Cause;
  /** Its credit is net, since top-ups are invoiced (R24); absent: with VAT. */
  readonly basis?: 'top_up';
  /** Who asked (R18). */
  readonly actor: { readonly kind: string; readonly id: string };
  readonly postings: readonly Posting[];
  /** What it does to the customer's credit; zero when it moves only house accounts. */
  readonly creditCents: number;
  /** Credit after it. */
  readonly balanceCents: number;
  readonly details: Readonly<Record<string, unknown>>;
  /** Not under the hash. Entries of before it came to be have the same under `details`, for good. */
  readonly words?: Words;
  /** How its hash was made; absent in entries of before it was said. */
  readonly chainVersion?: number;
  readonly previousHash: string;
  readonly hash: string;
}

export const entrySchema = new Schema<LedgerEntry>(
  {
    _id: String,
    key: String,
    contractId: String,
    seq: Number,
    at: Date,
    period: String,
    cause: String,
    basis: String,
    actor: Schema.Types.Mixed,
    postings: [new Schema<Posting>({ account: String, amountCents: Number }, { _id: false })],
    creditCents: Number,
    balanceCents: Number,
    details: Schema.Types.Mixed,
    words: Schema.Types.Mixed,
    chainVersion: Number,
    previousHash: String,
    hash: String,
  },
  { versionKey: false, minimize: false, collection: 'entries' },
);
entrySchema.index({ contractId: 1, seq: 1 }, { unique: true });
entrySchema.index({ period: 1, contractId: 1 });

/** The link of the chain: a hash over everything the entry says but people's words, and over the hash before it. */
export const entryHash = ({
  hash: _hash,
  words: _words,
  ...entry
}: Omit<LedgerEntry, 'hash'> & { hash?: string }): string => chainHash(entry);

/** The id that an entry with this key has. */
export const entryId = (key: string): string => derivedId('ent', key);
