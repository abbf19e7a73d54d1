import { machine, type MoveOf } from '#libs/platform/state-machine.js';

/**
 * The life of a contract (R1, R12, R15, R16). Sagas make its moves, each after the other services have done their part; some moves leave it as it is
 * and say who is at it: while a contract is being ended or changes hands, nothing else begins.
 */
export const contractLife = machine({
  of: 'contract',
  states: ['registering', 'awaiting_credit', 'activating', 'active', 'cancelling', 'cancelled', 'lapsed'],
  begins: ['registering'],
  by: ['activation', 'cancellation', 'voltura'],
  moves: {
    /** Its number is reserved and its account open. Again where a lapse came too late, because it was paid meanwhile. */
    await_credit: { from: ['registering', 'awaiting_credit'], to: 'awaiting_credit', by: ['activation'] },
    pay: { from: ['awaiting_credit', 'activating'], to: 'activating', by: ['activation'] },
    activate: { from: ['activating'], to: 'active', by: ['activation'] },
    lapse: { from: ['awaiting_credit', 'activating'], to: 'lapsed', by: ['activation'] },
    /** It is asked for, and may come at the end of the month. */
    ask_end: { from: ['active'], to: 'active', by: ['cancellation'] },
    /** Its time has come. */
    cancel: { from: ['active', 'cancelling'], to: 'cancelling', by: ['cancellation'] },
    /** Taken back, or refused. */
    keep: { from: ['active', 'cancelling'], to: 'active', by: ['cancellation'] },
    end: { from: ['cancelling'], to: 'cancelled', by: ['cancellation'] },
    ask_transfer: { from: ['active'], to: 'active', by: ['voltura'] },
    transfer: { from: ['active'], to: 'active', by: ['voltura'] },
    drop_transfer: { from: ['active'], to: 'active', by: ['voltura'] },
  },
});
export type ContractMove = MoveOf<typeof contractLife>;
export type ContractMover = (typeof contractLife.table.by)[number];

/** Nothing comes after these. */
export const ENDED = ['cancelled', 'lapsed'] as const;
/** Not paid yet. */
export const UNPAID = ['registering', 'awaiting_credit'] as const;
