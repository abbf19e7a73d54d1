import { everyMove } from '#libs/testing/every-move.js';
import { invoiceLife } from './invoice-life.rules.js';

describe('R23: the moves of an electronic invoice', () => {
  it.each(
    everyMove(invoiceLife, {
      queue: { issued: 'issued', by: ['staff'] },
      send: { issued: 'sent', by: ['exchange'] },
      RC: { issued: 'delivered', sent: 'delivered', undeliverable: 'delivered', by: ['sdi'] },
      MC: { issued: 'undeliverable', sent: 'undeliverable', by: ['sdi'] },
      NS: { issued: 'rejected', sent: 'rejected', by: ['sdi'] },
      reissue: { rejected: 'issued', by: ['staff'] },
    }),
  )('allows %s where it is written, and nowhere else', (_move, does, said) => expect(does()).toEqual(said));
});
