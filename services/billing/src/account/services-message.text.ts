import type { ServicesChanged } from '#libs/api/billing/changes.js';
import type { Account } from './account.schema.js';

/** What a softswitch is told of a contract: all it is to provide, so that the last message alone is enough; nothing once the contract has ended. */
export function servicesMessage(
  account: Pick<Account, '_id' | 'customerId' | 'state' | 'numbers' | 'services' | 'servicesVersion' | 'suspendedAt'>,
  reason: string,
  at: Date,
): ServicesChanged {
  const { _id: contractId, customerId, servicesVersion } = account;
  const provided = account.state === 'closed' ? { numbers: [], services: [] } : account;
  return {
    contractId,
    customerId,
    numbers: [...provided.numbers],
    services: provided.services.map(({ product, quantity }) => ({ product, quantity })),
    servicesVersion,
    outgoingSuspended: Boolean(account.suspendedAt),
    reason,
    at: at.toISOString(),
  };
}
