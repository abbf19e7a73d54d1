import { periodOf, type Period } from '#libs/italy/rome-time.js';
import { accountLife } from './account-life.rules.js';
import type { Account, AccountChange, BilledHolder, ScheduledServices, ServiceItem } from './account.schema.js';

/** The changes that happen to an account beside its credit; a softswitch follows only what has a newer version of the services. */

const nextVersion = ({ servicesVersion }: Pick<Account, 'servicesVersion'>) => ({
  servicesVersion: servicesVersion + 1,
});

/** The first charge is made: its month counts as charged (R15, R17). */
export const activated = (account: Account, at: Date): AccountChange => ({
  state: accountLife.move(account.state, 'activate', 'credit'),
  activatedAt: at,
  chargedThrough: periodOf(at),
  ...nextVersion(account),
});

/** The activation is taken back: no number could be assigned. */
export const reversed = (account: Account, at: Date): AccountChange => ({
  state: accountLife.move(account.state, 'reverse', 'registration'),
  closedAt: at,
  closeReason: 'not_activated',
  ...nextVersion(account),
});

/** The contract has ended: nothing is charged any more, nor comes by itself (R14). */
export const ended = (account: Account, closedAt: Date, closeReason: string): AccountChange => ({
  state: accountLife.move(account.state, 'end', 'cancellation'),
  closedAt,
  closeReason,
  scheduled: undefined,
  postponed: undefined,
  endsAt: undefined,
  ...nextVersion(account),
});

/** Services, and the numbers that go with them, are others from now on, or from the 1st (R8–R11). */
export const servicesReplaced = (
  account: Account,
  standing: {
    readonly services: readonly ServiceItem[];
    readonly scheduled: ScheduledServices | undefined;
    readonly numbers: readonly string[];
  },
): AccountChange & typeof standing => ({ ...standing, ...nextVersion(account) });

/** A month is charged, with what was put off until it; a downgrade that was to come with it has come (R6, R10). */
export const monthCharged = (
  account: Account,
  period: Period,
  downgraded?: { readonly services: readonly ServiceItem[]; readonly numbers: readonly string[] },
): AccountChange => ({
  chargedThrough: period,
  ...(account.postponed ? { postponed: undefined } : {}),
  ...(downgraded ? { ...downgraded, scheduled: undefined } : {}),
  ...nextVersion(account),
});

/** Somebody else is billed from an instant on (R16). */
export const billedTo = (account: Account, customerId: string, holder: BilledHolder, from: Date): AccountChange => ({
  customerId,
  holder,
  formerHolders: [
    ...(account.formerHolders ?? []),
    { customerId: account.customerId, holder: account.holder, until: from },
  ],
});
