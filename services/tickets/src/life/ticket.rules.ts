import type { Actor } from '#libs/api/kernel/actor.js';
import { ActNotPossible } from '#libs/api/tickets/tickets.errors.js';
import type { TicketState } from '#libs/api/tickets/tickets.js';

/** What can happen to a ticket's state (R19). */
export const TICKET_ACTS = [
  'claim',
  'staff_answer',
  'staff_update',
  'customer_answer',
  'resolve',
  'close',
  'reopen',
  'merge',
] as const;
export type TicketAct = (typeof TICKET_ACTS)[number];

/**
 * Where each act leads; what is not here is refused. A customer's answer is possible in every state, and reopens what
 * was resolved or closed. `staff_answer` waits for the customer, `staff_update` answers and goes on working.
 */
const TRANSITIONS: Record<TicketState, Partial<Record<TicketAct, TicketState>>> = {
  new: {
    claim: 'open',
    staff_answer: 'waiting_customer',
    staff_update: 'open',
    customer_answer: 'new',
    resolve: 'resolved',
    merge: 'closed',
  },
  open: {
    claim: 'open',
    staff_answer: 'waiting_customer',
    staff_update: 'open',
    customer_answer: 'open',
    resolve: 'resolved',
    merge: 'closed',
  },
  waiting_customer: {
    claim: 'waiting_customer',
    staff_answer: 'waiting_customer',
    staff_update: 'open',
    customer_answer: 'open',
    resolve: 'resolved',
    merge: 'closed',
  },
  resolved: {
    staff_answer: 'waiting_customer',
    staff_update: 'open',
    customer_answer: 'open',
    close: 'closed',
    reopen: 'open',
    merge: 'closed',
  },
  closed: { staff_answer: 'waiting_customer', staff_update: 'open', customer_answer: 'open', reopen: 'open' },
};

/** The state that an act leads to. @throws ActNotPossible when the state does not allow it. */
export function stateAfter(state: TicketState, act: TicketAct): TicketState {
  const next = TRANSITIONS[state][act];
  if (!next) throw new ActNotPossible(act, state);
  return next;
}

/** Whether somebody has still to work on it: the promises of service run. */
export const isWorkable = (state: TicketState): boolean => state === 'new' || state === 'open';

/** States in which a ticket has come to an end, until an answer reopens it. */
export const ENDED: readonly TicketState[] = ['resolved', 'closed'];
export const isEnded = (state: TicketState): boolean => ENDED.includes(state);

/** How a message's author shows to the customer. */
export const authorKind = (actor: Actor): 'customer' | 'staff' | 'system' =>
  actor.kind === 'customer' || actor.kind === 'staff' ? actor.kind : 'system';
