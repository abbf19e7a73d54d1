import { everyMove } from '#libs/testing/every-move.js';
import { contractLife } from './contract-life.rules.js';

describe('the life of a contract', () => {
  it.each(
    everyMove(contractLife, {
      await_credit: { registering: 'awaiting_credit', awaiting_credit: 'awaiting_credit', by: ['activation'] },
      pay: { awaiting_credit: 'activating', activating: 'activating', by: ['activation'] },
      activate: { activating: 'active', by: ['activation'] },
      lapse: { awaiting_credit: 'lapsed', activating: 'lapsed', by: ['activation'] },
      ask_end: { active: 'active', by: ['cancellation'] },
      cancel: { active: 'cancelling', cancelling: 'cancelling', by: ['cancellation'] },
      keep: { active: 'active', cancelling: 'active', by: ['cancellation'] },
      end: { cancelling: 'cancelled', by: ['cancellation'] },
      ask_transfer: { active: 'active', by: ['voltura'] },
      transfer: { active: 'active', by: ['voltura'] },
      drop_transfer: { active: 'active', by: ['voltura'] },
    }),
  )('allows %s where it is written, and nowhere else', (_move, does, said) => expect(does()).toEqual(said));
});
