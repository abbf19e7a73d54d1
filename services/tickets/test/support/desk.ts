import type { Actor } from '#libs/contracts/actor.js';
import { ticketsRpc, type OpenTicket, type TicketDetail } from '#libs/contracts/tickets.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';

export const customer = (): Actor & { customerId: string } => ({ kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: newId('cus') });
export const agent = (): Actor => ({ kind: 'staff', id: newId('usr'), roles: ['agent'] });

/** A customer's ticket, just opened. */
export const openTicket = (service: ServiceUnderTest, as: Actor, wishes: Partial<OpenTicket> = {}): Promise<TicketDetail> =>
  service.call(ticketsRpc.open, { category: 'technical', subject: 'No calls come in', text: 'Callers hear the engaged tone.', ...wishes }, as);
