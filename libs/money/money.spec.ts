import fc from 'fast-check';
import {
  ZERO,
  add,
  allocate,
  cents,
  compare,
  formatCents,
  micros,
  negate,
  parseDecimal,
  priceOfSeconds,
  prorate,
  roundMicros,
  splitGross,
  subtract,
  sum,
  times,
  toDecimal,
  toMicros,
  vatOn,
  vatOnMicros,
} from './money.js';

const amount = fc.integer({ min: -1_000_000_000_00, max: 1_000_000_000_00 }).map(cents);
const price = fc.integer({ min: 0, max: 1_000_000_00 }).map(cents);
const rate = fc.integer({ min: 0, max: 10_000 });
const readable = (text: string) => text.replaceAll('\u00a0', ' ');

describe('an amount of money', () => {
  it('is a whole number of cents and nothing else', () => {
    for (const wrong of [0.5, NaN, Infinity, 2 ** 53, 12.34]) expect(() => cents(wrong)).toThrow(RangeError);
    expect(cents(1234)).toBe(1234);
  });

  it('is never minus zero', () => {
    expect(Object.is(negate(ZERO), 0)).toBe(true);
    expect(Object.is(prorate(cents(-1), 0, 30), 0)).toBe(true);
  });

  it('refuses a result too large to be exact', () => {
    const largest = cents(Number.MAX_SAFE_INTEGER);
    expect(() => add(largest, cents(1))).toThrow(RangeError);
    expect(() => times(largest, 2)).toThrow(RangeError);
    expect(() => subtract(negate(largest), cents(1))).toThrow(RangeError);
  });

  it('adds, subtracts and turns its sign', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(subtract(add(a, b), b)).toBe(a);
        expect(sum([a, b, negate(a)])).toBe(b);
      }),
    );
    expect(sum([])).toBe(0);
    expect([cents(3), cents(-1), cents(2)].sort(compare)).toEqual([-1, 2, 3]);
    expect(times(cents(990), 3)).toBe(2970);
    expect(() => times(cents(990), 1.5)).toThrow(RangeError);
  });
});

describe('VAT on a line', () => {
  it('is rounded half up to the cent', () => {
    expect(vatOn(cents(1000), 2200)).toEqual({ net: 1000, vat: 220, gross: 1220 });
    expect(vatOn(cents(25), 2200).vat).toBe(6); // 5.5
    expect(vatOn(cents(2), 2200).vat).toBe(0); // 0.44
    expect(vatOn(cents(10), 500).vat).toBe(1); // 0.5
    expect(vatOn(cents(999), 0)).toEqual({ net: 999, vat: 0, gross: 999 });
  });

  it('always has net + VAT = gross, and a reversal is its exact opposite', () => {
    fc.assert(
      fc.property(amount, rate, (net, r) => {
        const line = vatOn(net, r);
        expect(line.net + line.vat).toBe(line.gross);
        expect(vatOn(negate(net), r).gross).toBe(negate(line.gross));
        expect(Math.abs(line.vat * 10_000 - net * r)).toBeLessThanOrEqual(5_000);
      }),
    );
  });

  it('can be taken out of the gross again', () => {
    expect(splitGross(cents(1220), 2200)).toEqual({ net: 1000, vat: 220, gross: 1220 });
    fc.assert(
      fc.property(amount, rate, (net, r) => {
        const line = vatOn(net, r);
        expect(splitGross(line.gross, r)).toEqual(line);
      }),
    );
    fc.assert(
      fc.property(amount, rate, (gross, r) => {
        const line = splitGross(gross, r);
        expect(line.net + line.vat).toBe(gross);
        expect(Math.abs(vatOn(line.net, r).gross - gross)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('refuses a rate that is not whole basis points', () => {
    expect(() => vatOn(cents(100), 22.5)).toThrow(RangeError);
    expect(() => splitGross(cents(100), -1)).toThrow(RangeError);
  });
});

describe('the price of part of a month', () => {
  it('counts days of the month, rounding half up', () => {
    expect(prorate(cents(1000), 31, 31)).toBe(1000);
    expect(prorate(cents(1000), 1, 31)).toBe(32); // 32.26
    expect(prorate(cents(1000), 0, 28)).toBe(0);
    expect(prorate(cents(1), 15, 30)).toBe(1); // 0.5
  });

  it('is never above the whole price and never less for more days', () => {
    fc.assert(
      fc.property(price, fc.integer({ min: 28, max: 31 }), (monthly, month) => {
        let before = 0;
        for (let days = 0; days <= month; days++) {
          const part = prorate(monthly, days, month);
          expect(part).toBeGreaterThanOrEqual(before);
          expect(part).toBeLessThanOrEqual(monthly);
          before = part;
        }
        expect(before).toBe(monthly);
      }),
    );
  });

  it('is exact where floating point would not be', () => {
    expect(prorate(cents(Number.MAX_SAFE_INTEGER), 30, 31)).toBe(
      Number((BigInt(Number.MAX_SAFE_INTEGER) * 60n + 31n) / 62n),
    );
  });

  it('refuses days outside the month', () => {
    for (const [days, of] of [
      [32, 31],
      [-1, 31],
      [1, 0],
      [1.5, 31],
    ] as const) {
      expect(() => prorate(cents(1000), days, of)).toThrow(RangeError);
    }
  });
});

describe('sharing an amount out', () => {
  it('gives the odd cents to the largest remainders, then to the first', () => {
    expect(allocate(cents(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(cents(5), [3, 7])).toEqual([2, 3]);
    expect(allocate(cents(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(allocate(cents(10), [0, 1, 0])).toEqual([0, 10, 0]);
  });

  it('sums to the total, and no share is a cent away from its exact part', () => {
    const weights = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 20 }).filter((all) => all.some((w) => w > 0));
    fc.assert(
      fc.property(amount, weights, (total, ws) => {
        const shares = allocate(total, ws);
        const whole = BigInt(ws.reduce((a, b) => a + b, 0));
        expect(sum(shares)).toBe(total);
        shares.forEach((share, i) => {
          const off = BigInt(share) * whole - BigInt(total) * BigInt(ws[i]!);
          expect((off < 0n ? -off : off) < whole).toBe(true);
        });
      }),
    );
  });

  it('refuses weights that say nothing', () => {
    for (const wrong of [[], [0, 0], [1, -1], [0.5, 0.5]])
      expect(() => allocate(cents(100), wrong)).toThrow(RangeError);
  });
});

describe('money in words', () => {
  it('reads as Italians and as English speakers write it', () => {
    expect(readable(formatCents(cents(1234)))).toBe('12,34 €');
    expect(readable(formatCents(cents(-1)))).toBe('-0,01 €');
    expect(readable(formatCents(cents(123456789)))).toBe('1.234.567,89 €');
    expect(readable(formatCents(cents(123450)))).toBe('1.234,50 €');
    expect(formatCents(cents(123450), 'en')).toBe('€1,234.50');
    expect(formatCents(cents(-99), 'en')).toBe('-€0.99');
    expect(formatCents(cents(Number.MAX_SAFE_INTEGER), 'en')).toBe('€90,071,992,547,409.91');
  });

  it('goes to a document and comes back', () => {
    expect(toDecimal(cents(5))).toBe('0.05');
    expect(toDecimal(cents(-123450))).toBe('-1234.50');
    expect(parseDecimal('12')).toBe(1200);
    expect(parseDecimal('12.3')).toBe(1230);
    fc.assert(fc.property(amount, (a) => expect(parseDecimal(toDecimal(a))).toBe(a)));
    for (const wrong of ['', '1,20', '1.234', '.5', '1e3', ' 1', '+1'])
      expect(() => parseDecimal(wrong)).toThrow(RangeError);
  });
});

describe('metered traffic', () => {
  it('is priced in millionths of a euro and rounded once, when posted', () => {
    const perMinute = micros(12_500); // 1.25 cent a minute
    expect(priceOfSeconds(perMinute, 60)).toBe(12_500);
    expect(priceOfSeconds(perMinute, 1)).toBe(208); // 208.33
    expect(roundMicros(priceOfSeconds(perMinute, 240))).toBe(5);
    expect(roundMicros(micros(4_999))).toBe(0);
    expect(roundMicros(micros(5_000))).toBe(1);
    expect(roundMicros(micros(-5_000))).toBe(-1);
    expect(() => priceOfSeconds(perMinute, 1.5)).toThrow(RangeError);
  });

  it('has VAT in millionths as the same amount in cents has, and net and VAT always make the gross', () => {
    expect(vatOnMicros(micros(35_000), 2_200)).toEqual({ net: 35_000, vat: 7_700, gross: 42_700 });
    fc.assert(
      fc.property(fc.nat(1_000_000), (net) => {
        const { vat, gross } = vatOnMicros(micros(net), 2_200);
        expect(gross).toBe(net + vat);
        expect(Math.abs(vat - net * 0.22)).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it('loses nothing going from cents and back', () => {
    fc.assert(fc.property(price, (a) => expect(roundMicros(toMicros(a))).toBe(a)));
  });
});
