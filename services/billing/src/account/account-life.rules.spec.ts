import { everyMove } from '#libs/testing/every-move.js';
import { accountLife } from './account-life.rules.js';

describe('the life of a credit account', () => {
  it.each(
    everyMove(accountLife, {
      activate: { pending: 'active', by: ['credit'] },
      lapse: { pending: 'closed', by: ['registration'] },
      reverse: { pending: 'closed', active: 'closed', by: ['registration'] },
      end: { pending: 'closed', active: 'closed', by: ['cancellation'] },
    }),
  )('allows %s where it is written, and nowhere else', (_move, does, said) => expect(does()).toEqual(said));
});
