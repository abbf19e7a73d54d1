import { isStaff, type Actor, type RequestContext } from '#libs/api/kernel/actor.js';
import type { PortInOrder, PortInView } from '#libs/api/numbers/port-in.js';
import type { RomeDate } from '#libs/italy/rome-time.js';
import { hasGiven } from './port-in-papers.rules.js';
import { WHAT_TO_DO } from './port-in.rules.js';
import type { PortInRow } from './port.schema.js';

type Reader = Pick<RequestContext, 'actor' | 'locale'>;
const iso = <T extends { at: Date }>({ at, ...rest }: T): Omit<T, 'at'> & { at: string } => ({
  ...rest,
  at: at.toISOString(),
});

/** An order in a list, as its reader may see it: codes and identity are for who gave them, and staff. */
export function viewOf(row: PortInRow, promisedOn: RomeDate | undefined, { actor, locale }: Reader): PortInView {
  const {
    _id,
    contractId,
    state,
    numbers,
    donor,
    migrationCode,
    holder,
    keepFirstNumber,
    changeOfOperator = false,
    cutOverOn,
    reason,
    createdAt,
  } = row;
  const customerId = isStaff(actor) ? row.customerId : actor.customerId!;
  return {
    id: _id,
    contractId,
    customerId,
    state,
    numbers,
    donor,
    ...(hasGiven(row, row.givenBy, actor) ? { migrationCode, holder } : {}),
    keepFirstNumber,
    changeOfOperator,
    cutOverOn,
    promisedOn,
    reason,
    whatToDo: reason && state === 'rejected' ? WHAT_TO_DO[reason][locale] : undefined,
    createdAt: createdAt.toISOString(),
  };
}

/** An order with everything of it that its reader may see. */
export const orderOf = (row: PortInRow, promisedOn: RomeDate | undefined, reader: Reader): PortInOrder => ({
  ...viewOf(row, promisedOn, reader),
  documents: row.documents
    .filter(({ givenBy }) => hasGiven(row, givenBy, reader.actor))
    .map(({ givenBy: _by, ...document }) => iso(document)),
  comments: row.comments
    .filter(({ saidTo }) => hasGiven(row, saidTo, reader.actor))
    .map(({ saidTo: _to, ...comment }) => iso(comment)),
  history: row.history.map((event) => iso({ ...event, actor: nameFor(event.actor, reader.actor) })),
});

/** Of another customer's sign-in only that it was a customer. */
const nameFor = (name: string, reader: Actor): string =>
  isStaff(reader) || !name.startsWith('customer:') || name === `customer:${reader.id}` ? name : 'customer';
