import { everyMove } from '#libs/testing/every-move.js';
import { changeOrderLife } from './change-order-life.rules.js';

describe('R11: the life of a change order', () => {
  it.each(
    everyMove(changeOrderLife, {
      confirm: { quoted: 'confirming', by: ['customer'] },
      apply: { quoted: 'applied', confirming: 'applied', by: ['customer', 'saga'] },
      refuse: { confirming: 'refused', by: ['saga'] },
    }),
  )('allows %s where it is written, and nowhere else', (_move, does, said) => expect(does()).toEqual(said));
});
