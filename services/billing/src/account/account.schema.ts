import { Schema } from 'mongoose';
import type { Holder } from '#libs/api/kernel/holder.js';
import type { RegisteredHolder } from '#libs/italy/identity.js';
import type { PricedLine } from '../pricing/quotes/pricing.rules.js';
import { accountLife, type AccountState } from './account-life.rules.js';

/** A product of the catalogue and how many of it a contract has. */
export interface ServiceItem {
  readonly product: string;
  readonly quantity: number;
}

/** The services from the 1st of a month on, where a downgrade makes them differ from those of today (R10). */
export interface ScheduledServices {
  /** The first period they hold for, `YYYY-MM`. */
  readonly from: string;
  readonly services: readonly ServiceItem[];
  /** Numbers that leave the contract then. */
  readonly giveUp?: readonly string[];
}

export interface BilledHolder extends RegisteredHolder {
  /** All that an invoice needs to know; absent on an account that was closed before it came to be. */
  readonly identity?: Holder;
}
/** An identity as it was until its address, PEC or codice destinatario were corrected (R29). */
export interface FormerIdentity {
  readonly customerId: string;
  readonly identity: Holder;
  readonly until: Date;
}
export interface FormerHolder {
  readonly customerId: string;
  readonly holder: BilledHolder;
  readonly until: Date;
}

export interface AnnouncedPrice {
  readonly amountDueCents: number;
  readonly on: string;
}

/**
 * The account of one contract: its services, what was charged, and its prepaid credit. Everything that must agree lives
 * in this one document, so that `version` alone serialises top-ups, change orders, renewals and closing.
 */
export interface Account {
  /** The contract's id. */
  readonly _id: string;
  readonly customerId: string;
  readonly contractNumber: string;
  /** RF creditor reference (ISO 11649) of bank transfers to this account. */
  readonly paymentReference: string;
  readonly holder: BilledHolder;
  /** Who was billed before a voltura (R16), and until when. */
  readonly formerHolders?: readonly FormerHolder[];
  /** What documents of the time before a correction go by, oldest first (R29). */
  readonly formerIdentities?: readonly FormerIdentity[];
  readonly state: AccountState;
  /** Geographic numbers, E.164, the first one first. */
  readonly numbers: readonly string[];
  readonly services: readonly ServiceItem[];
  readonly scheduled?: ScheduledServices;
  /** Charges of ported numbers that credit did not cover when they came: the next renewal makes them (R7). */
  readonly postponed?: readonly PricedLine[];
  /** The last period whose services are charged, `YYYY-MM`; absent before activation. */
  readonly chargedThrough?: string;
  /** Grows with every change of services: what a change order was quoted on. */
  readonly servicesVersion: number;
  readonly openedAt: Date;
  /** What its registration was told to pay, in cents with VAT, and when: it activates the contract as long as that waits (R31). Absent on older ones. */
  readonly announced?: AnnouncedPrice;
  readonly activatedAt?: Date;
  readonly closedAt?: Date;
  readonly closeReason?: string;
  /** The contract ends then (R12 `end_of_month`): no month that begins at or after it is charged. */
  readonly endsAt?: Date;
  /** Credit of a lapsed registration that came then was told to staff, since nobody had asked for it. */
  readonly unclaimedSince?: Date;
  /** When credit went below zero; absent while it is not. */
  readonly debtSince?: Date;
  /** Since when outgoing calls are suspended for the debt; it ends with it. */
  readonly suspendedAt?: Date;
  /** Credit is net, since top-ups are invoiced (R24); absent: with VAT. Whoever reads the account in a transaction converts it first. */
  readonly basis?: 'top_up';
  /** The part of a debt in `top_up` whose VAT is settled already: it is paid first, as it is, and without an invoice. */
  readonly debtAsIsCents?: number;
  /** How far the VAT of its own documents is beyond their rate by rounding, in ten-thousandths of a cent (R24); absent: not at all. The ledger's own. */
  readonly vatRounding?: number;
  /** Prepaid credit in cents, with VAT or net by its basis: always the sum of the account's ledger entries. */
  readonly balanceCents: number;
  /** How many ledger entries there are, and the hash of the last. */
  readonly entries: number;
  readonly lastHash: string;
  /** When the last of them was booked: none is dated before the one before it, whichever clock is behind. */
  readonly lastEntryAt?: Date;
  /** Grows with every write: the optimistic lock. */
  readonly version: number;
}

const itemSchema = new Schema<ServiceItem>({ product: String, quantity: Number }, { _id: false });

export const accountSchema = new Schema<Account>(
  {
    _id: String,
    customerId: { type: String, required: true },
    contractNumber: { type: String, required: true },
    paymentReference: { type: String, required: true },
    holder: { type: Schema.Types.Mixed, required: true },
    state: { type: String, enum: accountLife.table.states, required: true },
    formerHolders: { type: [Schema.Types.Mixed], default: undefined },
    formerIdentities: { type: [Schema.Types.Mixed], default: undefined },
    numbers: [String],
    services: [itemSchema],
    scheduled: { type: Schema.Types.Mixed },
    postponed: { type: [Schema.Types.Mixed], default: undefined },
    chargedThrough: String,
    servicesVersion: { type: Number, default: 0 },
    openedAt: Date,
    announced: { type: new Schema<AnnouncedPrice>({ amountDueCents: Number, on: String }, { _id: false }) },
    activatedAt: Date,
    closedAt: Date,
    closeReason: String,
    endsAt: Date,
    unclaimedSince: Date,
    debtSince: Date,
    suspendedAt: Date,
    basis: String,
    debtAsIsCents: Number,
    vatRounding: Number,
    balanceCents: { type: Number, default: 0 },
    entries: { type: Number, default: 0 },
    lastHash: { type: String, default: '' },
    lastEntryAt: Date,
    version: { type: Number, default: 0 },
  },
  { versionKey: false, minimize: false, collection: 'accounts' },
);
accountSchema.index({ paymentReference: 1 }, { unique: true });
accountSchema.index({ customerId: 1 });
accountSchema.index({ state: 1, chargedThrough: 1, _id: 1 });
accountSchema.index(
  { state: 1, closeReason: 1 },
  { partialFilterExpression: { state: 'closed', balanceCents: { $gt: 0 } } },
);
accountSchema.index({ debtSince: 1 }, { partialFilterExpression: { debtSince: { $exists: true } } });

/** What a use case may change together with a ledger entry; credit and chain are the ledger's own. */
export type AccountChange = Partial<
  Omit<
    Account,
    '_id' | 'balanceCents' | 'entries' | 'lastHash' | 'lastEntryAt' | 'version' | 'debtSince' | 'vatRounding'
  >
>;
