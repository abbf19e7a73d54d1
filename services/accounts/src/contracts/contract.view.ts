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

/** What a customer sees: its own contract as it is, a former one as it was until it changed hands (R16). */
export function viewFor(contract: Contract, customerId: string | undefined): ContractView {
  const former = contract.customerId === customerId ? undefined : contract.formerHolders?.findLast((each) => each.customerId === customerId);
  if (!former) return viewOf(contract);
  const { id, contractNumber, number, createdAt, activatedAt } = viewOf(contract);
  return { id, contractNumber, number, createdAt, activatedAt, customerId: former.customerId, holder: former.holder, state: 'transferred', endedAt: former.until.toISOString(), endReason: 'voltura' };
}
