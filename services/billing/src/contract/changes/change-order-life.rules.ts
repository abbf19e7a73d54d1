import { machine, type MoveOf } from '#libs/platform/state-machine.js';

/** The life of a change order (R11). One that adds numbers is confirmed first and applied by its saga, once they are reserved. */
export const changeOrderLife = machine({
  of: 'change order',
  states: ['quoted', 'confirming', 'applied', 'refused'],
  begins: ['quoted'],
  by: ['customer', 'saga'],
  moves: {
    confirm: { from: ['quoted'], to: 'confirming', by: ['customer'] },
    apply: { from: ['quoted', 'confirming'], to: 'applied', by: ['customer', 'saga'] },
    refuse: { from: ['confirming'], to: 'refused', by: ['saga'] },
  },
});
export type ChangeOrderState = (typeof changeOrderLife.table.states)[number];
export type ChangeOrderMove = MoveOf<typeof changeOrderLife>;
export type ChangeOrderMover = (typeof changeOrderLife.table.by)[number];
