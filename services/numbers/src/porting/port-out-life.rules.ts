import { PortOutNotPossible } from '#libs/api/errors/numbers/porting.errors.js';
import { machine, type MoveOf } from '#libs/platform/state-machine.js';

/** The life of a port-out request (R21). One with a lawful objection is objected to as it comes, for good. */
export const portOutLife = machine({
  of: 'port-out request',
  states: ['accepted', 'objected', 'cut_over', 'cancelled'],
  begins: ['accepted', 'objected'],
  by: ['recipient', 'clock'],
  moves: {
    cancel: { from: ['accepted'], to: 'cancelled', by: ['recipient'] },
    cut_over: { from: ['accepted'], to: 'cut_over', by: ['clock'] },
  },
  refuse: (action, state) => new PortOutNotPossible(action, state),
});
export type PortOutAction = MoveOf<typeof portOutLife>;
export type PortOutMover = (typeof portOutLife.table.by)[number];
