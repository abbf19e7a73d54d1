import type { ServicesChanged } from '#libs/contracts/billing-changes.js';
import type { Account } from './account.schema.js';

/** What a softswitch is told of a contract: all it is to provide, so that the last message alone is enough. */
export const servicesMessage = (account: Pick<Account, '_id' | 'customerId' | 'numbers' | 'services' | 'servicesVersion' | 'suspendedAt'>, reason: string, at: Date): ServicesChanged => ({
  contractId: account._id, customerId: account.customerId, numbers: [...account.numbers], services: account.services.map(({ product, quantity }) => ({ product, quantity })),
  servicesVersion: account.servicesVersion, outgoingSuspended: Boolean(account.suspendedAt), reason, at: at.toISOString(),
});
