import { machine } from '#libs/platform/state-machine.js';

/**
 * The life of a saga. `step` is its own work, `signal` what it waited for, `refusal` what turns it back: a step that refuses, a time-out, the customer or
 * staff. A refusal that comes too late is taken back, and the saga waits or runs where it was.
 */
export const sagaLife = machine({
  of: 'saga',
  states: ['running', 'waiting', 'compensating', 'completed', 'compensated'],
  begins: ['running'],
  by: ['step', 'signal', 'refusal'],
  moves: {
    run: { from: ['running', 'waiting', 'compensating'], to: 'running', by: ['step', 'signal'] },
    wait: { from: ['running', 'waiting', 'compensating'], to: 'waiting', by: ['step', 'signal'] },
    complete: { from: ['running', 'waiting', 'compensating'], to: 'completed', by: ['step', 'signal'] },
    undo: { from: ['running', 'waiting'], to: 'compensating', by: ['refusal'] },
    undone: { from: ['compensating'], to: 'compensated', by: ['step'] },
  },
});
export type SagaState = (typeof sagaLife.table.states)[number];
/** It is over, either way. */
export const SAGA_ENDED = ['completed', 'compensated'] as const satisfies readonly SagaState[];
