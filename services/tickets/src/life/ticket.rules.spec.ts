import { ActNotPossible } from '#libs/api/tickets/tickets.errors.js';
import { TICKET_STATES, type TicketState } from '#libs/api/tickets/tickets.js';
import { stateAfter, TICKET_ACTS, type TicketAct } from './ticket.rules.js';

const REFUSED = '-';
/** The whole table again, written the other way round: one row an act, one column a state in their order. */
const EXPECTED: Record<TicketAct, readonly (TicketState | typeof REFUSED)[]> = {
  //                new                 open                waiting_customer    resolved            closed
  claim: ['open', 'open', 'waiting_customer', REFUSED, REFUSED],
  staff_answer: ['waiting_customer', 'waiting_customer', 'waiting_customer', 'waiting_customer', 'waiting_customer'],
  staff_update: ['open', 'open', 'open', 'open', 'open'],
  customer_answer: ['new', 'open', 'open', 'open', 'open'],
  resolve: ['resolved', 'resolved', 'resolved', REFUSED, REFUSED],
  close: [REFUSED, REFUSED, REFUSED, 'closed', REFUSED],
  reopen: [REFUSED, REFUSED, REFUSED, 'open', 'open'],
  merge: ['closed', 'closed', 'closed', 'closed', REFUSED],
};

describe('R19: the states of a ticket', () => {
  const cases = TICKET_ACTS.flatMap((act) =>
    TICKET_STATES.map((state, column) => [act, state, EXPECTED[act][column]!] as const),
  );

  it.each(cases)('%s of a ticket that is %s gives %s', (act, state, expected) => {
    if (expected === REFUSED) expect(() => stateAfter(state, act)).toThrow(ActNotPossible);
    else expect(stateAfter(state, act)).toBe(expected);
  });

  it("never refuse a customer's answer", () => {
    for (const state of TICKET_STATES) expect(() => stateAfter(state, 'customer_answer')).not.toThrow();
  });
});
