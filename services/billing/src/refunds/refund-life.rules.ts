import { RefundNotReady } from '#libs/api/errors/billing/refunds.errors.js';
import { machine, type MoveOf } from '#libs/platform/state-machine.js';

/**
 * R13. `awaiting_iban`: the customer has not said where to. `rejected`: the bank gave the money
 * back; it is still owed, and a corrected IBAN makes it `requested` again, as the next issue.
 */
export const REFUND_STATES = ['awaiting_iban', 'requested', 'approved', 'exported', 'executed', 'rejected'] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** The life of a refund (R13): nothing is lost or paid twice. */
export const refundLife = machine({
  of: 'refund',
  states: REFUND_STATES,
  begins: ['awaiting_iban', 'requested'],
  by: ['customer', 'staff', 'bank'],
  moves: {
    /** Approvals given before no longer count. */
    set_iban: { from: ['awaiting_iban', 'requested', 'rejected'], to: 'requested', by: ['customer', 'staff'] },
    /** One of the two people whom a large refund needs. */
    approve_first: { from: ['requested'], to: 'requested', by: ['staff'] },
    approve: { from: ['requested'], to: 'approved', by: ['staff'] },
    /** It is in a file for the bank. */
    export: { from: ['approved'], to: 'exported', by: ['staff'] },
    execute: { from: ['exported'], to: 'executed', by: ['bank'] },
    reject: { from: ['exported'], to: 'rejected', by: ['bank'] },
    /** Money that was paid came back. */
    return: { from: ['executed'], to: 'rejected', by: ['bank'] },
  },
  refuse: (_move, state, from) => new RefundNotReady(state, from),
});
export type RefundMove = MoveOf<typeof refundLife>;
export type RefundMover = (typeof refundLife.table.by)[number];
