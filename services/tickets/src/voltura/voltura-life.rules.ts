import { machine, type MoveOf } from '#libs/platform/state-machine.js';
import { VolturaDecided } from '#libs/api/errors/tickets/voltura.errors.js';

/** The life of a request to change the holder of a contract (R16). What was approved is carried out or undone by the service that has the contracts. */
export const volturaLife = machine({
  of: 'voltura request',
  states: ['requested', 'approved', 'completed', 'refused', 'withdrawn', 'lapsed'],
  begins: ['requested'],
  by: ['customer', 'new_holder', 'staff', 'accounts', 'contract'],
  moves: {
    agree: { from: ['requested'], to: 'requested', by: ['new_holder'] },
    approve: { from: ['requested'], to: 'approved', by: ['staff'] },
    refuse: { from: ['requested'], to: 'refused', by: ['staff'] },
    withdraw: { from: ['requested'], to: 'withdrawn', by: ['customer'] },
    /** The contract ended first. */
    lapse: { from: ['requested'], to: 'lapsed', by: ['contract'] },
    complete: { from: ['approved'], to: 'completed', by: ['accounts'] },
    undo: { from: ['approved'], to: 'refused', by: ['accounts'] },
  },
  refuse: (_move, state) => new VolturaDecided(state),
});
export type VolturaMove = MoveOf<typeof volturaLife>;
export type VolturaMover = (typeof volturaLife.table.by)[number];

/** A contract has one request in these at a time. */
export const PENDING = ['requested', 'approved'] as const;
