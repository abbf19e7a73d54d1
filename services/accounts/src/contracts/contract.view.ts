import type { ContractView } from '#libs/contracts/accounts.js';
import type { Contract } from './contract.schema.js';

/** A contract as its customer and staff see it. */
export const viewOf = (contract: Contract): ContractView => ({
  id: contract._id,
  contractNumber: contract.contractNumber,
  customerId: contract.customerId,
  state: contract.state,
  holder: contract.holder,
  number: contract.number,
  paymentReference: contract.paymentReference,
  expiresAt: contract.expiresAt?.toISOString(),
  createdAt: contract.createdAt.toISOString(),
  activatedAt: contract.activatedAt?.toISOString(),
  endedAt: contract.endedAt?.toISOString(),
  endReason: contract.endReason,
});
