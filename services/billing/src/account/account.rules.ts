import type { Actor } from '#libs/api/kernel/actor.js';
import { isStaff } from '#libs/api/kernel/actor.js';
import { registeredHolder, type RegisteredHolder } from '#libs/italy/identity.js';
import { periodOf } from '#libs/italy/rome-time.js';
import type { Account, BilledHolder, ServiceItem } from './account.schema.js';

/** Whether someone may see an account: its customer, and staff (nasty case 13). */
export const maySee = (actor: Actor, { customerId }: Pick<Account, 'customerId'>): boolean =>
  isStaff(actor) || (actor.kind === 'customer' && actor.customerId !== undefined && actor.customerId === customerId);

/** Who is billed, by all its codes: what was stored before companies had two of them says the second only in its identity. */
export const registeredHolderOf = (holder: BilledHolder): RegisteredHolder =>
  holder.identity ? registeredHolder(holder.identity) : holder;

/** Since when the customer of today has the contract, where somebody else had it before (R16). */
export const heldSince = ({
  customerId,
  formerHolders = [],
}: Pick<Account, 'customerId' | 'formerHolders'>): Date | undefined =>
  formerHolders.findLast((former) => former.customerId !== customerId)?.until;

/** Who had the contract at an instant (R16). */
export const customerAt = (
  { customerId, formerHolders = [] }: Pick<Account, 'customerId' | 'formerHolders'>,
  instant: Date,
): string => formerHolders.find(({ until }) => instant < until)?.customerId ?? customerId;

/** Who was billed at an instant (R16). */
export const holderAt = (
  account: Pick<Account, 'customerId' | 'holder' | 'formerHolders'>,
  instant: Date,
): Pick<Account, 'customerId' | 'holder'> => account.formerHolders?.find(({ until }) => instant < until) ?? account;

/** Whether the end of a contract has come, also where the cancellation has not closed its account yet (R14). */
export const hasEnded = (
  { state, closedAt, endsAt }: Pick<Account, 'state' | 'closedAt' | 'endsAt'>,
  at: Date,
): boolean => (state === 'closed' ? at > closedAt! : Boolean(endsAt && at >= endsAt));

/** The services of an account at an instant: a downgrade takes effect on its 1st, whether or not the renewal has run (R10). */
export const servicesAt = (
  { services, scheduled }: Pick<Account, 'services' | 'scheduled'>,
  now: Date,
): readonly ServiceItem[] => (scheduled && scheduled.from <= periodOf(now) ? scheduled.services : services);

/** The services that the next renewal charges. */
export const nextServices = ({
  services,
  scheduled,
}: Pick<Account, 'services' | 'scheduled'>): readonly ServiceItem[] => scheduled?.services ?? services;
