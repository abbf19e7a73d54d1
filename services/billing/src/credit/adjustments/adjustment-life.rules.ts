import type { AdjustmentState } from '#libs/api/billing/adjustments.js';
import { AdjustmentDecided } from '#libs/api/errors/billing/credit.errors.js';
import { machine, type MoveOf } from '#libs/platform/state-machine.js';

const STATES = ['waiting_approval', 'booked', 'refused'] as const satisfies readonly AdjustmentState[];

/** The life of an adjustment (R18): a small one is booked as it is asked for. Once decided it is never changed. */
export const adjustmentLife = machine({
  of: 'adjustment',
  states: STATES,
  begins: ['waiting_approval', 'booked'],
  by: ['staff'],
  moves: {
    /** By another person than asked for it. */
    approve: { from: ['waiting_approval'], to: 'booked', by: ['staff'] },
    refuse: { from: ['waiting_approval'], to: 'refused', by: ['staff'] },
  },
  refuse: (_move, state) => new AdjustmentDecided(state),
});
export type AdjustmentMove = MoveOf<typeof adjustmentLife>;
