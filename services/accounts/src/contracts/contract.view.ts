import type { ContractView, TermsAcceptance } from '#libs/api/accounts/accounts.js';
import { lastWithdrawalDay } from './withdrawal.rules.js';
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
  ...(contract.state === 'awaiting_credit'
    ? { expiresBecause: contract.expiresOnceConfirmed ? ('email_not_confirmed' as const) : ('not_paid' as const) }
    : {}),
  expiresAtOnceConfirmed:
    contract.state === 'awaiting_credit' ? contract.expiresOnceConfirmed?.toISOString() : undefined,
  createdAt: contract.createdAt.toISOString(),
  activatedAt: contract.activatedAt?.toISOString(),
  endedAt: contract.endedAt?.toISOString(),
  endReason: contract.endReason,
  terms: termsOf(contract, contract.customerId),
  immediateStartAskedAt: contract.immediateStartAt?.toISOString(),
  withdrawalUntil: lastWithdrawalDay(contract),
});

/** What one of its holders accepted, or was told of. */
const termsOf = ({ terms = [] }: Contract, of: string): TermsAcceptance[] =>
  terms.filter(({ customerId }) => customerId === of).map(({ customerId: _of, ...acceptance }) => acceptance);

/** What a customer sees: its own contract as it is, a former one as it was until it changed hands (R16). */
export function viewFor(contract: Contract, customerId: string | undefined): ContractView {
  const former =
    contract.customerId === customerId
      ? undefined
      : contract.formerHolders?.findLast((each) => each.customerId === customerId);
  if (!former) return viewOf(contract);
  const { id, contractNumber, number, createdAt, activatedAt } = viewOf(contract);
  return {
    id,
    contractNumber,
    number,
    createdAt,
    activatedAt,
    customerId: former.customerId,
    holder: former.holder,
    state: 'transferred',
    endedAt: former.until.toISOString(),
    endReason: 'voltura',
    terms: termsOf(contract, former.customerId),
  };
}
