import type { PortInState } from '#libs/api/numbers/port-in.js';
import { PortInNotPossible } from '#libs/api/errors/numbers/porting.errors.js';
import { machine, type MoveOf } from '#libs/platform/state-machine.js';

/** Orders that are not over. */
export const OPEN_PORT_INS = [
  'draft',
  'submitted',
  'verifying',
  'accepted',
  'rejected',
] as const satisfies readonly PortInState[];

/** The life of a port-in order (R5, R22). `customer` is also staff in a customer's stead; `donor` is who answers for the other operator, staff or its files. */
export const portInLife = machine({
  of: 'port-in order',
  states: [...OPEN_PORT_INS, 'cut_over', 'cancelled', 'expired'],
  begins: ['draft'],
  by: ['customer', 'donor', 'contract', 'clock'],
  moves: {
    amend: { from: ['draft', 'rejected'], to: 'draft', by: ['customer'] },
    submit: { from: ['draft'], to: 'submitted', by: ['customer'] },
    verify: { from: ['submitted'], to: 'verifying', by: ['donor'] },
    accept: { from: ['submitted', 'verifying'], to: 'accepted', by: ['donor'] },
    move: { from: ['accepted'], to: 'accepted', by: ['customer'] },
    reject: { from: ['submitted', 'verifying', 'accepted'], to: 'rejected', by: ['donor'] },
    cut_over: { from: ['accepted'], to: 'cut_over', by: ['clock'] },
    /** By its customer, or because the contract that its numbers would come to ends. */
    cancel: { from: OPEN_PORT_INS, to: 'cancelled', by: ['customer', 'contract'] },
    expire: { from: ['draft', 'submitted', 'verifying', 'rejected'], to: 'expired', by: ['clock'] },
  },
  refuse: (action, state) => new PortInNotPossible(action, state),
});
export type PortInAction = MoveOf<typeof portInLife>;
export type PortInMover = (typeof portInLife.table.by)[number];
