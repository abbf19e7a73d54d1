import { everyMove } from '#libs/testing/every-move.js';
import { volturaLife } from './voltura-life.rules.js';

describe('R16: the life of a voltura request', () => {
  it.each(
    everyMove(volturaLife, {
      agree: { requested: 'requested', by: ['new_holder'] },
      approve: { requested: 'approved', by: ['staff'] },
      refuse: { requested: 'refused', by: ['staff'] },
      withdraw: { requested: 'withdrawn', by: ['customer'] },
      lapse: { requested: 'lapsed', by: ['contract'] },
      complete: { approved: 'completed', by: ['accounts'] },
      undo: { approved: 'refused', by: ['accounts'] },
    }),
  )('allows %s where it is written, and nowhere else', (_move, does, said) => expect(does()).toEqual(said));
});
