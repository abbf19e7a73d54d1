import type { Locale } from '#libs/contracts/actor.js';
import type { PortInOrder, PortInView } from '#libs/contracts/numbers-port-in.js';
import { WHAT_TO_DO } from './port-in.rules.js';
import type { PortInRow } from './port.schema.js';

const iso = <T extends { at: Date }>(row: T): Omit<T, 'at'> & { at: string } => ({ ...row, at: row.at.toISOString() });

/** An order in a list. */
export const viewOf = ({ _id, contractId, customerId, state, numbers, donor, migrationCode, holder, keepFirstNumber, cutOverOn, reason, createdAt }: PortInRow, locale: Locale): PortInView => ({
  id: _id, contractId, customerId, state, numbers, donor, migrationCode, holder, keepFirstNumber, cutOverOn, reason,
  whatToDo: reason && state === 'rejected' ? WHAT_TO_DO[reason][locale] : undefined, createdAt: createdAt.toISOString(),
});

/** An order with everything that belongs to it. */
export const orderOf = (row: PortInRow, locale: Locale): PortInOrder => ({
  ...viewOf(row, locale),
  documents: row.documents.map(iso),
  comments: row.comments.map(iso),
  history: row.history.map(iso),
});
