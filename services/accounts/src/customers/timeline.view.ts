import type { CustomerView, TimelineEntry } from '#libs/api/accounts/customers.js';
import type { ContractView } from '#libs/api/accounts/accounts.js';
import type { StaffAction } from './staff-action.schema.js';

type Entry = TimelineEntry | undefined;
const MOST_OF_A_DETAIL = 700;
const entry = (at: string | undefined, what: string, about: string, detail?: string): Entry =>
  at ? { at, what, about, detail: detail?.slice(0, MOST_OF_A_DETAIL) } : undefined;

const ofContract = ({ id, state, createdAt, activatedAt, endedAt, endReason }: ContractView): Entry[] => [
  entry(createdAt, 'contract_registered', id),
  entry(activatedAt, 'contract_activated', id),
  entry(endedAt, `contract_${state}`, id, endReason),
];

/** Everything that happened with a customer, newest first. */
export function timelineOf(
  { contracts, sagas, emails }: Pick<CustomerView, 'contracts' | 'sagas' | 'emails'>,
  actions: readonly StaffAction[],
): TimelineEntry[] {
  const entries: Entry[] = [
    ...contracts.flatMap(ofContract),
    ...sagas.flatMap(({ id, kind, history }) =>
      history.map(({ at, step, what }) => entry(at, `${kind}_step`, id, `${step}: ${what}`)),
    ),
    ...emails.map(({ id, template, sentAt }) => entry(sentAt, 'email_sent', id, template)),
    ...actions.map(({ at, action, by, reason }) => entry(at.toISOString(), `staff_${action}`, by, reason)),
  ];
  return entries.filter((each) => each !== undefined).sort((a, b) => (a.at < b.at ? 1 : -1));
}
