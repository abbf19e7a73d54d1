import { DomainError } from '#libs/api/kernel/domain-error.js';
import { machine, type MoveOf } from '#libs/platform/state-machine.js';

/** The number has left, or the request is over. */
export class PortOutNotPossible extends DomainError {
  constructor(action: string, state: string) {
    super({
      code: 'port_out_state',
      status: 409,
      details: { action, state },
      text: {
        it: 'Nello stato attuale della richiesta questa operazione non è possibile.',
        en: 'The state of the request does not allow this.',
      },
    });
  }
}

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
