import { isSameParty, registeredHolder } from '#libs/italy/identity.js';
import { registeredHolderOf } from '../../account/account.rules.js';
import type { Account, BilledHolder } from '../../account/account.schema.js';

/** A time in which one customer held a contract under one identity: from an instant, included, until another, excluded. */
export interface MonthPart {
  readonly customerId: string;
  readonly holder: BilledHolder;
  readonly from: Date;
  readonly until: Date;
}

type Held = Pick<Account, 'customerId' | 'holder' | 'formerHolders' | 'formerIdentities'>;

const same = (a: MonthPart, b: MonthPart): boolean =>
  a.customerId === b.customerId && isSameParty(registeredHolderOf(a.holder), registeredHolderOf(b.holder));
const later = (a: Date, b: Date): Date => (a > b ? a : b);
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

/** A holder with the address and delivery that it had just before an instant, whatever was corrected later (R29). */
function asKnown({ formerIdentities = [] }: Held, customerId: string, holder: BilledHolder, until: Date): BilledHolder {
  const then = formerIdentities.find(
    (former) =>
      former.customerId === customerId &&
      former.until >= until &&
      isSameParty(registeredHolder(former.identity), registeredHolderOf(holder)),
  );
  return then ? { ...holder, identity: then.identity } : holder;
}

/**
 * The parts of a span of time by who held the contract, oldest first (R16); one where nobody else did. A change of
 * holder that was undone at its own instant leaves no part behind.
 */
export function partsOf(account: Held, start: Date, end: Date): MonthPart[] {
  const { customerId, holder, formerHolders = [] } = account;
  const holders = [...formerHolders, { customerId, holder, until: end }];
  const parts: MonthPart[] = [];
  let from = start;
  for (const each of holders) {
    const until = earlier(each.until, end);
    const part = {
      customerId: each.customerId,
      holder: asKnown(account, each.customerId, each.holder, until),
      from,
      until,
    };
    from = later(from, part.until);
    if (part.from >= part.until) continue;
    const last = parts.at(-1);
    if (last && same(last, part)) parts[parts.length - 1] = { ...part, from: last.from };
    else parts.push(part);
  }
  return parts;
}
