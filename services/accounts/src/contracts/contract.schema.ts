import { Schema } from 'mongoose';
import type { ContractState, Holder, TermsAcceptance } from '#libs/api/accounts/accounts.js';
import { CONTRACT_STATES } from '#libs/api/accounts/accounts.js';

/** A contract of a customer. Numbers and credit are known to their own services; here is what the contract itself is. */
export interface Contract {
  _id: string;
  /** The number people quote, e.g. C00000042; billing makes the RF reference from it. */
  contractNumber: string;
  customerId: string;
  state: ContractState;
  holder: Holder;
  number?: string;
  paymentReference?: string;
  /** Until when an unpaid registration holds its number (R15). */
  expiresAt?: Date;
  /** Until when it does once the address of its customer is confirmed; present while that is waited for. */
  expiresOnceConfirmed?: Date;
  /** Keyed hashes of who registered and from where, to count by; present while it is not paid. */
  unpaid?: { taxCode: string; from?: string };
  createdAt: Date;
  activatedAt?: Date;
  endedAt?: Date;
  endReason?: string;
  /** The saga that is ending or transferring it: one at a time. */
  process?: { sagaId: string; kind: 'cancellation' | 'voltura' };
  /** The last cancellation asked for. */
  cancellationId?: string;
  /** Who held it before (R16), oldest first; nothing in it is ever changed. */
  /** None on contracts from before it was kept. */
  formerHolders?: FormerHolder[];
  /** The terms that its holders accepted or were told of (R26), oldest first; only ever added to. Absent on contracts older than their record. */
  terms?: HeldTerms[];
  /** When its holder asked that the service begin at once (R25). */
  immediateStartAt?: Date;
}

export interface HeldTerms extends TermsAcceptance {
  customerId: string;
}

export interface FormerHolder {
  customerId: string;
  holder: Holder;
  until: Date;
}

export const contractSchema = new Schema<Contract>(
  {
    _id: String,
    contractNumber: { type: String, required: true },
    customerId: { type: String, required: true },
    state: { type: String, enum: CONTRACT_STATES, required: true },
    holder: { type: Schema.Types.Mixed, required: true },
    number: String,
    paymentReference: String,
    expiresAt: Date,
    expiresOnceConfirmed: Date,
    unpaid: { type: new Schema({ taxCode: String, from: String }, { _id: false }) },
    createdAt: { type: Date, required: true },
    activatedAt: Date,
    endedAt: Date,
    endReason: String,
    terms: { type: [Schema.Types.Mixed], default: undefined },
    immediateStartAt: Date,
    process: Schema.Types.Mixed,
    cancellationId: String,
    formerHolders: { type: [{ _id: false, customerId: String, holder: Schema.Types.Mixed, until: Date }], default: [] },
  },
  { versionKey: false, minimize: false, collection: 'contracts' },
);
contractSchema.index({ contractNumber: 1 }, { unique: true });
contractSchema.index({ 'unpaid.taxCode': 1 }, { sparse: true });
contractSchema.index({ 'unpaid.from': 1 }, { sparse: true });
contractSchema.index({ customerId: 1, createdAt: -1, _id: -1 });
contractSchema.index({ number: 1 });
contractSchema.index({ 'formerHolders.customerId': 1 });
contractSchema.index({ createdAt: -1, _id: -1 });

/** Where the next block of contract numbers begins. */
