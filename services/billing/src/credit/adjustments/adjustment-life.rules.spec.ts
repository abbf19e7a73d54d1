import { everyMove } from '#libs/testing/every-move.js';
import { adjustmentLife } from './adjustment-life.rules.js';

describe('R18: the life of an adjustment', () => {
  it.each(
    everyMove(adjustmentLife, {
      approve: { waiting_approval: 'booked', by: ['staff'] },
      refuse: { waiting_approval: 'refused', by: ['staff'] },
    }),
  )('allows %s where it is written, and nowhere else', (_move, does, said) => expect(does()).toEqual(said));
});
