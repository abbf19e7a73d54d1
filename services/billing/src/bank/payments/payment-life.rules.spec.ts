import { everyMove } from '#libs/testing/every-move.js';
import { paymentLife } from './payment-life.rules.js';

describe('the life of a card payment', () => {
  it.each(
    everyMove(paymentLife, {
      pay: { open: 'paid', by: ['provider'] },
    }),
  )('allows %s where it is written, and nowhere else', (_move, does, said) => expect(does()).toEqual(said));
});
