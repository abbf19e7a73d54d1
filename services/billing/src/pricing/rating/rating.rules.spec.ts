import fc from 'fast-check';
import { micros, priceOfSeconds } from '#libs/money/money.js';
import { NO_RATE, rateCall, RateDeck, type Rate } from './rating.rules.js';

const JANUARY = Date.UTC(2026, 0, 1);
const JUNE = Date.UTC(2026, 5, 1);
const rate = (prefix: string, over: Partial<Rate> = {}): Rate => ({
  prefix,
  destination: `to ${prefix}`,
  name: { it: prefix, en: prefix },
  destinationClass: 'national',
  perMinute: micros(10_000),
  setup: micros(0),
  firstSeconds: 1,
  stepSeconds: 1,
  flat: false,
  from: JANUARY,
  ...over,
});
const destination = (deck: RateDeck, number: string, at = JUNE): string | undefined =>
  deck.rates[deck.find(number, at)]?.destination;

describe('the rate deck', () => {
  it('takes the longest prefix', () => {
    const deck = new RateDeck([rate('39'), rate('393'), rate('39335'), rate('1')]);
    expect(destination(deck, '+39021234567')).toBe('to 39');
    expect(destination(deck, '+393401234567')).toBe('to 393');
    expect(destination(deck, '+393351234567')).toBe('to 39335');
    expect(destination(deck, '+12025550123')).toBe('to 1');
  });

  it('finds none for a destination that it lacks, and for what is not a number', () => {
    const deck = new RateDeck([rate('39')]);
    for (const number of ['+33123456789', '+3', '', 'sip:39', '+39x', '3902', '393351234567'])
      expect(deck.find(number, JUNE)).toBe(NO_RATE);
  });

  it('takes the price in force when the call begins', () => {
    const deck = new RateDeck([
      rate('39', { destination: 'new', from: JUNE }),
      rate('39', { destination: 'old', to: JUNE }),
    ]);
    expect(destination(deck, '+3902', JUNE - 1)).toBe('old');
    expect(destination(deck, '+3902', JUNE)).toBe('new');
    expect(destination(deck, '+3902', JANUARY - 1)).toBeUndefined();
  });

  it('falls back to a shorter prefix where the longer one is no longer in force', () => {
    const deck = new RateDeck([rate('39'), rate('393', { to: JUNE })]);
    expect(destination(deck, '+393401234567', JUNE - 1)).toBe('to 393');
    expect(destination(deck, '+393401234567', JUNE)).toBe('to 39');
  });

  it('refuses two rates of one prefix in force together, and malformed rates', () => {
    expect(() => new RateDeck([rate('39'), rate('39', { from: JUNE })])).toThrow('39 has two rates');
    expect(() => new RateDeck([rate('3a')])).toThrow('prefix');
    expect(() => new RateDeck([rate('39', { stepSeconds: 0 })])).toThrow('increments');
    expect(() => new RateDeck([rate('39', { perMinute: 0.5 as Rate['perMinute'] })])).toThrow('millionths');
    expect(() => new RateDeck([rate('39', { to: JANUARY })])).toThrow('ends before');
  });

  it('agrees with a plain search for the longest prefix', () => {
    const prefixes = fc.uniqueArray(fc.stringMatching(/^[0-3]{1,5}$/), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(prefixes, fc.stringMatching(/^[0-3]{1,8}$/), (all, number) => {
        const deck = new RateDeck(all.map((prefix) => rate(prefix)));
        const longest = all.filter((prefix) => number.startsWith(prefix)).sort((a, b) => b.length - a.length)[0];
        expect(deck.rates[deck.find(`+${number}`, JUNE)]?.prefix).toBe(longest);
      }),
    );
  });
});

describe('billing increments', () => {
  const deck = new RateDeck([
    rate('1', { firstSeconds: 60, stepSeconds: 30 }),
    rate('2', { setup: micros(50_000), perMinute: micros(120_000) }),
  ]);

  it.each([
    [0, 0],
    [1, 60],
    [60, 60],
    [61, 90],
    [90, 90],
    [91, 120],
  ])('charges a call of %i s with 60/30 as %i s', (seconds, billed) => {
    expect(deck.billedSeconds(0, seconds)).toBe(billed);
  });

  it('adds the set-up fee to an answered call, and charges nothing for one that was not', () => {
    expect(deck.price(1, 30)).toBe(50_000 + 60_000);
    expect(deck.price(1, 0)).toBe(0);
  });

  it('prices seconds exactly as libs/money does', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.integer({ min: 1, max: 2_000_000 }), (perMinute, seconds) => {
        const one = new RateDeck([rate('1', { perMinute: micros(perMinute) })]);
        expect(one.price(0, seconds)).toBe(priceOfSeconds(micros(perMinute), seconds));
      }),
    );
  });
});

describe('FLAT', () => {
  const deck = new RateDeck([
    rate('39', { flat: true, setup: micros(5_000), perMinute: micros(60_000) }),
    rate('33', { perMinute: micros(60_000) }),
  ]);

  it('R8: covers a call within the allowance, set-up included', () => {
    expect(rateCall(deck, 0, 60, 3_600)).toMatchObject({ coveredSeconds: 60, netMicros: 0 });
  });

  it('meters only the seconds beyond the allowance, and a whole call once it is used up', () => {
    expect(rateCall(deck, 0, 60, 20)).toMatchObject({ coveredSeconds: 20, netMicros: 40_000 });
    expect(rateCall(deck, 0, 60, 0)).toMatchObject({ coveredSeconds: 0, netMicros: 65_000 });
    expect(rateCall(deck, 0, 60, -5)).toMatchObject({ coveredSeconds: 0, netMicros: 65_000 });
  });

  it('is not used up by calls that are free for everybody', () => {
    const free = new RateDeck([rate('39800', { flat: true, perMinute: micros(0) })]);
    expect(rateCall(free, 0, 60, 3_600)).toMatchObject({ billedSeconds: 60, coveredSeconds: 0, netMicros: 0 });
  });

  it('does not cover other destinations', () => {
    expect(rateCall(deck, 1, 60, 3_600)).toMatchObject({ coveredSeconds: 0, netMicros: 60_000 });
  });
});
