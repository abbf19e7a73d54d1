import type { Actor } from '#libs/api/kernel/actor.js';
import type { TicketState } from '#libs/api/tickets/tickets.js';

/** Whether somebody has still to work on it: the promises of service run. */
export const isWorkable = (state: TicketState): boolean => state === 'new' || state === 'open';

/** States in which a ticket has come to an end, until an answer reopens it. */
export const ENDED: readonly TicketState[] = ['resolved', 'closed'];
export const isEnded = (state: TicketState): boolean => ENDED.includes(state);

/** How a message's author shows to the customer. */
export const authorKind = (actor: Actor): 'customer' | 'staff' | 'system' =>
  actor.kind === 'customer' || actor.kind === 'staff' ? actor.kind : 'system';
