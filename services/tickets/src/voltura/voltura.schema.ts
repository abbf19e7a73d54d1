import { Schema } from 'mongoose';
import type { Holder } from '#libs/api/accounts/accounts.js';
import type { VolturaState } from '#libs/api/tickets/voltura.js';

/** A request to change the holder of a contract (R16); it lives beside its ticket. */
export interface VolturaRow {
  _id: string;
  ticketId: string;
  contractId: string;
  customerId: string;
  state: VolturaState;
  newHolder: Holder;
  newHolderEmail: string;
  oldHolderAgreedAt: Date;
  newHolderAgreedAt?: Date;
  reason?: string;
  decidedBy?: string;
  decidedAt?: Date;
  effectiveAt?: Date;
  /** The contract while the request is under way: one at a time. */
  pendingContract?: string;
}

export const volturaSchema = new Schema<VolturaRow>(
  {
    _id: String,
    ticketId: String,
    contractId: String,
    customerId: String,
    state: String,
    newHolder: Schema.Types.Mixed,
    newHolderEmail: String,
    oldHolderAgreedAt: Date,
    newHolderAgreedAt: Date,
    reason: String,
    decidedBy: String,
    decidedAt: Date,
    effectiveAt: Date,
    pendingContract: String,
  },
  { collection: 'volturas', versionKey: false },
);
volturaSchema.index(
  { pendingContract: 1 },
  { unique: true, partialFilterExpression: { pendingContract: { $type: 'string' } } },
);
volturaSchema.index({ ticketId: 1 });
volturaSchema.index({ state: 1, _id: -1 });
