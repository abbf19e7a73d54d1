import { machine } from '#libs/platform/state-machine.js';

/** The life of a credit account. `pending` waits for the credit that activates it (R15); once `closed`, nothing is charged any more (R14). One that never came to be is closed in advance. */
export const accountLife = machine({
  of: 'credit account',
  states: ['pending', 'active', 'closed'],
  begins: ['pending', 'closed'],
  by: ['credit', 'registration', 'cancellation'],
  moves: {
    activate: { from: ['pending'], to: 'active', by: ['credit'] },
    /** Nobody paid in time: whoever writes first wins, the lapse or the payment. */
    lapse: { from: ['pending'], to: 'closed', by: ['registration'] },
    /** Its number could not be assigned: the first charge is taken back. */
    reverse: { from: ['pending', 'active'], to: 'closed', by: ['registration'] },
    end: { from: ['pending', 'active'], to: 'closed', by: ['cancellation'] },
  },
});
export type AccountState = (typeof accountLife.table.states)[number];
