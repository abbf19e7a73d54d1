import { isStaff, type Actor } from '#libs/api/kernel/actor.js';
import type { PortInRow } from './port.schema.js';

/** What is written to an order of whose its papers are. */
export type PapersOf = Pick<PortInRow, 'customerId' | 'givenBy' | 'documents' | 'comments' | 'formerCustomers'>;

/**
 * After a voltura an open order goes on for the new holder; what the former one gave for it (codes, identity, documents, what was said) stays with
 * who gave it, and staff (nasty case 13). What has no giver written to it is the present customer's.
 */
export const hasGiven = (
  { customerId }: Pick<PortInRow, 'customerId'>,
  giver: string | undefined,
  actor: Actor,
): boolean => isStaff(actor) || (actor.customerId !== undefined && (giver ?? customerId) === actor.customerId);

/** Whether someone may look at an order: its customer, those who gave something for it before a voltura, and staff. */
export const mayRead = (
  { customerId, formerCustomers = [] }: Pick<PortInRow, 'customerId' | 'formerCustomers'>,
  actor: Actor,
): boolean => isStaff(actor) || [customerId, ...formerCustomers].includes(actor.customerId ?? 'nobody');

/** An order as another customer's: all that nobody's name stands at gets that of who had it. */
export function handedOver(
  { customerId: before, givenBy = before, documents, comments, formerCustomers }: PapersOf,
  customerId: string,
): PapersOf {
  const named = {
    customerId,
    givenBy,
    documents: documents.map((document) => ({ givenBy: before, ...document })),
    comments: comments.map((comment) => ({ saidTo: before, ...comment })),
  };
  return withReaders({ ...named, formerCustomers });
}

/** A holder whose voltura an order saw, and until when. */
export interface FormerHolding {
  readonly customerId: string;
  readonly until: Date;
}

/** As `handedOver`, of an order that changed hands before its papers were told apart: by the holders it had, oldest first, and when each thing was given. */
export function sortedOut(order: PapersOf & Pick<PortInRow, 'history'>, holders: readonly FormerHolding[]): PapersOf {
  const giverAt = (at: Date): string | undefined => holders.find(({ until }) => at < until)?.customerId;
  const told = order.history.findLast(
    ({ action, actor }) => action === 'request' || (action === 'amend' && actor.startsWith('customer:')),
  );
  const named = <Name extends string>(name: Name, giver: string | undefined) =>
    (giver ? { [name]: giver } : {}) as Partial<Record<Name, string>>;
  return withReaders({
    customerId: order.customerId,
    ...named('givenBy', told && giverAt(told.at)),
    documents: order.documents.map((document) => ({ ...named('givenBy', giverAt(document.at)), ...document })),
    comments: order.comments.map((comment) => ({ ...named('saidTo', giverAt(comment.at)), ...comment })),
  });
}

/** Who gave something for it and has it no more: nobody else has to see what becomes of it, such as one whose voltura was undone. */
function withReaders(papers: PapersOf): PapersOf {
  const givers = [
    ...(papers.formerCustomers ?? []),
    papers.givenBy,
    ...papers.documents.map(({ givenBy }) => givenBy),
    ...papers.comments.map(({ saidTo }) => saidTo),
  ];
  return {
    ...papers,
    formerCustomers: [...new Set(givers.flatMap((giver) => (giver && giver !== papers.customerId ? [giver] : [])))],
  };
}
