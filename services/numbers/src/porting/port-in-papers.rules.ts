import { isStaff, type Actor } from '#libs/contracts/actor.js';
import type { PortInRow } from './port.schema.js';

/**
 * After a voltura an open order goes on for the new holder; what the former one gave for it (codes, identity, documents, what was said) stays with
 * who gave it, and staff (nasty case 13). What has no giver written to it is the present customer's.
 */
export const hasGiven = ({ customerId }: Pick<PortInRow, 'customerId'>, giver: string | undefined, actor: Actor): boolean => isStaff(actor) || (actor.customerId !== undefined && (giver ?? customerId) === actor.customerId);

/** Whether someone may look at an order: its customer, those who were, and staff. */
export const mayRead = ({ customerId, formerCustomers = [] }: Pick<PortInRow, 'customerId' | 'formerCustomers'>, actor: Actor): boolean => isStaff(actor) || [customerId, ...formerCustomers].includes(actor.customerId ?? 'nobody');

/** What changes of an order when it becomes another customer's: all that nobody's name stands at gets that of who had it. */
export function handedOver({ customerId: before, givenBy = before, documents, comments, formerCustomers = [] }: PortInRow, customerId: string): Pick<PortInRow, 'customerId' | 'givenBy' | 'documents' | 'comments' | 'formerCustomers'> {
  return {
    customerId, givenBy, documents: documents.map((document) => ({ givenBy: before, ...document })), comments: comments.map((comment) => ({ saidTo: before, ...comment })),
    formerCustomers: [...new Set([...formerCustomers, before])],
  };
}
