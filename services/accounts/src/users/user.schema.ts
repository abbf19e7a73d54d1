import { Schema } from 'mongoose';
import type { Holder } from '#libs/api/accounts/accounts.js';
import type { Locale, Role } from '#libs/api/kernel/actor.js';
import { emailKey } from '#libs/italy/text.rules.js';

export const USER_KINDS = ['customer', 'staff', 'carrier', 'switch'] as const;
export type UserKind = (typeof USER_KINDS)[number];

/** Who may sign in. */
export interface User {
  _id: string;
  /** In lower case, unique among all users. */
  email: string;
  /** What its spellings have in common, unique too; made from the address. Users of before have none. */
  emailKey?: string;
  passwordHash: string;
  kind: UserKind;
  roles: Role[];
  customerId?: string;
  name: string;
  locale: Locale;
  emailConfirmedAt?: Date;
  blockedAt?: Date;
  blockReason?: string;
  createdAt: Date;
  /** When its present roles were given, or given back; absent: with the user. */
  rolesSince?: Date;
  /** Of a carrier's sign-in: whom it speaks for. */
  operator?: string;
  /** Which of a machine's secrets works. */
  secretVersion?: number;
}

export const userSchema = new Schema<User>(
  {
    _id: String,
    email: { type: String, required: true },
    emailKey: {
      type: String,
      default(this: User) {
        return emailKey(this.email);
      },
    },
    passwordHash: { type: String, required: true },
    kind: { type: String, enum: USER_KINDS, required: true },
    roles: [String],
    customerId: String,
    name: { type: String, required: true },
    locale: { type: String, required: true },
    emailConfirmedAt: Date,
    blockedAt: Date,
    blockReason: String,
    createdAt: { type: Date, required: true },
    rolesSince: Date,
    operator: String,
    secretVersion: Number,
  },
  { versionKey: false, collection: 'users' },
);
userSchema.index({ email: 1 }, { unique: true });
userSchema.index({ emailKey: 1 }, { unique: true, partialFilterExpression: { emailKey: { $exists: true } } });
userSchema.index({ customerId: 1 });
userSchema.index({ kind: 1, createdAt: -1, _id: -1 });

/** A customer: the person or company that contracts belong to. */
export interface Customer {
  _id: string;
  identity: Holder;
  createdAt: Date;
  /** When it last asked for one more contract. */
  lastContractAt?: Date;
  /** When it last asked for a copy of its data. */
  lastExportAt?: Date;
  /** The erasure that is under way, or was done: it takes on nothing new. */
  erasureId?: string;
}
export const customerSchema = new Schema<Customer>(
  {
    _id: String,
    identity: { type: Schema.Types.Mixed, required: true },
    createdAt: { type: Date, required: true },
    lastContractAt: Date,
    lastExportAt: Date,
    erasureId: String,
  },
  { versionKey: false, minimize: false, collection: 'customers' },
);
customerSchema.index({ createdAt: -1, _id: -1 });
customerSchema.index({ 'identity.codiceFiscale': 1 });
customerSchema.index({ 'identity.partitaIva': 1 });
