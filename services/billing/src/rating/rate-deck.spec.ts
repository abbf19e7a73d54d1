import { parseRateDeck, Rates } from './rate-deck.js';

const HEAD = 'prefix,destination,per_minute_eur,setup_eur,first_seconds,step_seconds,flat,from,to\n';

describe('the rate deck file', () => {
  it('comes with Italian and foreign destinations, geographic and mobile ones covered by FLAT', () => {
    const { deck } = new Rates();
    const at = Date.UTC(2026, 11, 1);
    expect(deck.rates[deck.find('+390212345678', at)]).toMatchObject({ destination: 'Italy geographic', perMinute: 15_000, flat: true });
    expect(deck.rates[deck.find('+393351234567', at)]).toMatchObject({ destination: 'Italy mobile', flat: true });
    expect(deck.rates[deck.find('+4915112345678', at)]).toMatchObject({ destination: 'Germany mobile', flat: false });
  });

  it('takes effect at Rome midnight, winter and summer', () => {
    const { rates } = parseRateDeck(`${HEAD}39,Italy,0.0155,0,1,1,yes,2026-01-01,2026-07-01\n`);
    expect(rates[0]).toMatchObject({ perMinute: 15_500, from: Date.UTC(2025, 11, 31, 23), to: Date.UTC(2026, 5, 30, 22) });
  });

  it('is refused with the row that is wrong', () => {
    expect(() => parseRateDeck(`${HEAD}39,Italy,0.0000001,0,1,1,yes,2026-01-01,\n`)).toThrow('prefix 39 has a price');
    expect(() => parseRateDeck(`${HEAD}39,Italy,0.1,0,1,1,yes,soon,\n`)).toThrow('prefix 39 has a date');
  });
});
