import { everyMove } from '#libs/testing/every-move.js';
import { ticketLife } from './ticket-life.rules.js';

const WAITS = 'waiting_customer';
const ALL = <To extends string>(to: To) => ({ new: to, open: to, waiting_customer: to, resolved: to, closed: to });

describe('R19: the life of a ticket', () => {
  it.each(
    everyMove(ticketLife, {
      claim: { new: 'open', open: 'open', waiting_customer: WAITS, by: ['staff'] },
      staff_answer: { ...ALL(WAITS), by: ['staff'] },
      staff_update: { ...ALL('open'), by: ['staff'] },
      customer_answer: { ...ALL('open'), new: 'new', by: ['customer'] },
      resolve: { new: 'resolved', open: 'resolved', waiting_customer: 'resolved', by: ['staff'] },
      close: { resolved: 'closed', by: ['staff', 'clock'] },
      reopen: { resolved: 'open', closed: 'open', by: ['staff'] },
      merge: { new: 'closed', open: 'closed', waiting_customer: 'closed', resolved: 'closed', by: ['staff'] },
      decide_voltura: { ...ALL('resolved'), by: ['voltura'] },
      settle_voltura: { ...ALL('resolved'), closed: 'closed', by: ['voltura'] },
      undo_voltura: { ...ALL('open'), by: ['voltura'] },
    }),
  )('allows %s where it is written, and nowhere else', (_move, does, said) => expect(does()).toEqual(said));
});
