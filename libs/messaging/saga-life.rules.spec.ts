import { everyMove } from '#libs/testing/every-move.js';
import { sagaLife } from './saga-life.rules.js';

describe('the life of a saga', () => {
  it.each(
    everyMove(sagaLife, {
      run: { running: 'running', waiting: 'running', compensating: 'running', by: ['step', 'signal'] },
      wait: { running: 'waiting', waiting: 'waiting', compensating: 'waiting', by: ['step', 'signal'] },
      complete: { running: 'completed', waiting: 'completed', compensating: 'completed', by: ['step', 'signal'] },
      undo: { running: 'compensating', waiting: 'compensating', by: ['refusal'] },
      undone: { compensating: 'compensated', by: ['step'] },
    }),
  )('allows %s where it is written, and nowhere else', (_move, does, said) => expect(does()).toEqual(said));
});
