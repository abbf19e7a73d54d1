import { cents, type Cents } from '#libs/money/money.js';
import type { Account } from '../../account/account.schema.js';
import { debtAsIsAt, toPay, type CreditTerms } from './vat-basis.rules.js';

/** What others are told because a balance moved: a debt began (R7) or is settled, outgoing calls are possible again (R38). */
export type AccountNews =
  | { readonly kind: 'resumed' }
  /** `debtCents`: what to pay for it, with VAT (R24). */
  | { readonly kind: 'debt_opened'; readonly debtCents: Cents }
  | { readonly kind: 'debt_settled' };

/**
 * What follows from a balance: since when there is a debt and how much of it is paid as it is, that a suspension ends with it, and who is to hear of
 * it. `before` is the account as it was, `moved` as entries and changes leave it. A softswitch follows only what has a newer version.
 */
export function afterPosting(
  before: Account,
  moved: Account,
  { at, terms }: { readonly at: Date; readonly terms: CreditTerms },
): { readonly account: Account; readonly news: readonly AccountNews[] } {
  const account = withDebt(before, moved, at);
  const news: AccountNews[] = [];
  if (before.suspendedAt && !account.suspendedAt) news.push({ kind: 'resumed' });
  if (account.debtSince && !before.debtSince)
    news.push({ kind: 'debt_opened', debtCents: toPay(cents(-account.balanceCents), account, terms) });
  if (before.debtSince && !account.debtSince) news.push({ kind: 'debt_settled' });
  return { account, news };
}

function withDebt(before: Account, moved: Account, at: Date): Account {
  if (moved.balanceCents < 0) {
    const asIs = debtAsIsAt(cents(moved.balanceCents), moved);
    return { ...moved, debtSince: before.debtSince ?? at, debtAsIsCents: asIs > 0 ? asIs : undefined };
  }
  const { debtSince: _since, suspendedAt, debtAsIsCents: _asIs, ...rest } = moved;
  return suspendedAt ? { ...rest, servicesVersion: rest.servicesVersion + 1 } : rest;
}
