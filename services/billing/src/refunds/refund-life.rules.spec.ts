import { everyMove } from '#libs/testing/every-move.js';
import { refundLife } from './refund-life.rules.js';

describe('R13: the life of a refund', () => {
  it.each(
    everyMove(refundLife, {
      set_iban: {
        awaiting_iban: 'requested',
        requested: 'requested',
        rejected: 'requested',
        by: ['customer', 'staff'],
      },
      approve_first: { requested: 'requested', by: ['staff'] },
      approve: { requested: 'approved', by: ['staff'] },
      export: { approved: 'exported', by: ['staff'] },
      execute: { exported: 'executed', by: ['bank'] },
      reject: { exported: 'rejected', by: ['bank'] },
      return: { executed: 'rejected', by: ['bank'] },
    }),
  )('allows %s where it is written, and nowhere else', (_move, does, said) => expect(does()).toEqual(said));
});
