import type { TicketState } from '#libs/api/tickets/tickets.js';
import { machine, type MoveOf } from '#libs/platform/state-machine.js';
import { ActNotPossible } from '#libs/api/errors/tickets/tickets.errors.js';

const STATES = ['new', 'open', 'waiting_customer', 'resolved', 'closed'] as const satisfies readonly TicketState[];

/**
 * The life of a ticket (R19). A customer's answer is possible in every state, and reopens what was resolved or closed. `staff_answer` waits for the
 * customer, `staff_update` answers and goes on working. A request to change the holder moves its ticket wherever that stands.
 */
export const ticketLife = machine({
  of: 'ticket',
  states: STATES,
  begins: ['new'],
  by: ['customer', 'staff', 'clock', 'voltura'],
  moves: {
    claim: { from: ['new', 'open'], to: 'open', stays: ['waiting_customer'], by: ['staff'] },
    staff_answer: { from: STATES, to: 'waiting_customer', by: ['staff'] },
    staff_update: { from: STATES, to: 'open', by: ['staff'] },
    customer_answer: {
      from: ['open', 'waiting_customer', 'resolved', 'closed'],
      to: 'open',
      stays: ['new'],
      by: ['customer'],
    },
    resolve: { from: ['new', 'open', 'waiting_customer'], to: 'resolved', by: ['staff'] },
    close: { from: ['resolved'], to: 'closed', by: ['staff', 'clock'] },
    reopen: { from: ['resolved', 'closed'], to: 'open', by: ['staff'] },
    merge: { from: ['new', 'open', 'waiting_customer', 'resolved'], to: 'closed', by: ['staff'] },
    /** The request was refused or taken back: its customer reads why, also on a ticket that was closed. */
    decide_voltura: { from: STATES, to: 'resolved', by: ['voltura'] },
    /** The request came to its end by itself. */
    settle_voltura: {
      from: ['new', 'open', 'waiting_customer'],
      to: 'resolved',
      stays: ['resolved', 'closed'],
      by: ['voltura'],
    },
    /** It could not be carried out: staff go on from the ticket. */
    undo_voltura: { from: STATES, to: 'open', by: ['voltura'] },
  },
  refuse: (act, state) => new ActNotPossible(act, state),
});
export type TicketMove = MoveOf<typeof ticketLife>;
export type TicketMover = (typeof ticketLife.table.by)[number];
