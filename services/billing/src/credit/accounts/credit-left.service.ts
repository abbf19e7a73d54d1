import { creditLeft, type CreditLeft } from '#libs/api/billing/payments.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import type { VatBasis } from '../ledger/vat-basis.service.js';
import type { Account } from '../../account/account.schema.js';

/** Why credit lies on a contract that is over, and what left it there. */
export type LeftBy = Pick<CreditLeft, 'causeId' | 'why' | 'receivedCents' | 'receivedOn'>;

/** When the last of what lies on a contract that is over came to lie there. */
export const leftSince = ({ lastEntryAt, closedAt }: Account): Date =>
  lastEntryAt && lastEntryAt > closedAt! ? lastEntryAt : closedAt!;

/** Tells of credit that lies on a contract that is over, in the transaction that left it there; of none, nothing (R31). */
export async function tellCreditLeft(
  tx: Tx,
  basis: VatBasis,
  account: Account,
  left: LeftBy,
  now: Date,
): Promise<void> {
  const { _id: contractId, customerId, contractNumber, balanceCents } = account;
  if (balanceCents > 0)
    tx.emit(creditLeft, contractId, {
      contractId,
      customerId,
      contractNumber,
      ...left,
      amountCents: await basis.toGiveBack(account, now),
      at: now.toISOString(),
    });
}
