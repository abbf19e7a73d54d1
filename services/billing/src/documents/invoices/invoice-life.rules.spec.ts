import fc from 'fast-check';
import { INVOICE_STATES, type InvoiceState } from '#libs/api/billing/invoice-states.js';
import { deadlinesOf, invoiceLife, verdictOn } from './invoice-life.rules.js';

const said = (
  kind: 'RC' | 'MC' | 'NS' | 'AT' | 'DT',
  state: InvoiceState,
  over: { codes?: string[]; about?: 'current' | 'former' } = {},
) => verdictOn({ kind, codes: [], about: 'current', ...over }, state);

describe('R23: the life of an electronic invoice', () => {
  it('goes from issued to sent, and then where SdI says', () => {
    expect(invoiceLife.after('issued', 'send')).toBe('sent');
    expect([said('RC', 'sent'), said('MC', 'sent'), said('NS', 'sent')]).toEqual([
      { outcome: 'moved', move: 'RC' },
      { outcome: 'moved', move: 'MC' },
      { outcome: 'moved', move: 'NS' },
    ]);
    expect(invoiceLife.after('rejected', 'reissue')).toBe('issued');
    expect(INVOICE_STATES.filter((state) => invoiceLife.after(state, 'reissue'))).toEqual(['rejected']);
  });

  it('knows a message that comes before we noted that the file was sent', () => {
    expect(said('NS', 'issued')).toEqual({ outcome: 'moved', move: 'NS' });
  });

  it('takes no word back: what is told twice or late changes nothing, what contradicts goes to staff', () => {
    expect([
      said('RC', 'delivered'),
      said('MC', 'delivered'),
      said('NS', 'rejected'),
      said('MC', 'undeliverable'),
    ]).toEqual(Array.from({ length: 4 }, () => ({ outcome: 'noted' })));
    for (const verdict of [said('NS', 'delivered'), said('NS', 'undeliverable'), said('RC', 'rejected')])
      expect(verdict.outcome).toBe('odd');
  });

  it('delivery that SdI managed after all is delivery', () => {
    expect(said('RC', 'undeliverable')).toEqual({ outcome: 'moved', move: 'RC' });
  });

  it('a rejection because SdI has had the file before rejects nothing', () => {
    expect(said('NS', 'sent', { codes: ['00404'] }).outcome).toBe('odd');
    expect(said('NS', 'sent', { codes: ['00404', '00311'] })).toEqual({ outcome: 'moved', move: 'NS' });
  });

  it('of a file that was replaced, only its rejection was to be expected', () => {
    expect(said('NS', 'sent', { about: 'former' })).toEqual({ outcome: 'noted' });
    expect(said('RC', 'sent', { about: 'former' }).outcome).toBe('odd');
  });

  it('whatever else SdI tells is kept and moves nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom('AT' as const, 'DT' as const), fc.constantFrom(...INVOICE_STATES), (kind, state) =>
        expect(said(kind, state)).toEqual({ outcome: 'noted' }),
      ),
    );
  });

  it('any messages in any order end in one of three states, and the first word of delivery or rejection holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('RC' as const, 'MC' as const, 'NS' as const), { minLength: 1, maxLength: 6 }),
        (kinds) => {
          const state = kinds.reduce<InvoiceState>((now, kind) => {
            const verdict = said(kind, now);
            return verdict.outcome === 'moved' ? invoiceLife.move(now, verdict.move, 'sdi') : now;
          }, 'sent');
          const isRejected = kinds[0] === 'NS';
          const isDelivered = !isRejected && kinds.includes('RC');
          expect(state).toBe(isRejected ? 'rejected' : isDelivered ? 'delivered' : 'undeliverable');
        },
      ),
    );
  });

  it('is to be sent again within five days of a rejection, in Rome, with an alarm on the third', () => {
    expect(deadlinesOf(new Date('2026-12-31T23:30:00Z'))).toEqual({ sendAgainBy: '2027-01-06', alarmOn: '2027-01-04' });
  });
});
