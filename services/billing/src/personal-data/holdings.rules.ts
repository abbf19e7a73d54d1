import type { Account } from '../account/account.schema.js';
import { partsOf } from '../documents/statements/month-parts.rules.js';

const EVER = new Date('9999-12-31T00:00:00Z');

/** A time in which a customer held a contract: before a change of holder and after it the books are another's (R16). */
export interface Span {
  readonly contractId: string;
  readonly from: Date;
  readonly until: Date;
}

/** Accounts that a customer has or had. */
export const heldBy = (
  customerId: string,
): { $or: [{ customerId: string }, { 'formerHolders.customerId': string }] } => ({
  $or: [{ customerId }, { 'formerHolders.customerId': customerId }],
});

type Held = Pick<Account, '_id' | 'customerId' | 'holder' | 'formerHolders'>;

/** The times in which a customer held these contracts. */
export const spansOf = (accounts: readonly Held[], customerId: string): Span[] =>
  accounts.flatMap((account) =>
    partsOf(account, new Date(0), EVER)
      .filter((part) => part.customerId === customerId)
      .map(({ from, until }) => ({ contractId: account._id, from, until })),
  );

/** What happened while it held them. */
export const within = (at: string, spans: readonly Span[]): object =>
  spans.length > 0
    ? { $or: spans.map(({ contractId, from, until }) => ({ contractId, [at]: { $gte: from, $lt: until } })) }
    : { _id: 'nothing' };

/** From when what was booked for it is kept: its last movement, or the day on which another took the contract over, whatever is booked since. */
export function keptSince(account: Account, customerId: string): Date {
  const { lastEntryAt, closedAt, openedAt, formerHolders = [] } = account;
  if (account.customerId === customerId) return lastEntryAt ?? closedAt ?? openedAt;
  return formerHolders.findLast((former) => former.customerId === customerId)?.until ?? openedAt;
}
