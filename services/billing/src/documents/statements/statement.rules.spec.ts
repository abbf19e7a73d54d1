import { cents } from '#libs/money/money.js';
import { monthTotals, vatTotals, type MonthEntry } from './statement.rules.js';

const entry = (creditCents: number, balanceCents: number, cause: string, vat: MonthEntry['vat'] = []): MonthEntry => ({
  creditCents,
  balanceCents,
  cause,
  paidCents: cause === 'top_up' ? creditCents : 0,
  vat,
});
const line = (net: number, vatBasisPoints: number, vat: number) => ({
  netCents: cents(net),
  vatBasisPoints,
  vatCents: cents(vat),
});

describe('the statement of a month', () => {
  it('leads from the opening balance to the closing one', () => {
    const entries = [
      entry(1_000, 1_500, 'top_up'),
      entry(-122, 1_378, 'renewal'),
      entry(300, 1_678, 'adjustment'),
      entry(-1_678, 0, 'refund'),
    ];
    expect(monthTotals(500, entries)).toEqual({
      closing: 0,
      topUps: 1_000,
      paid: 1_000,
      charged: 122,
      refunded: 1_678,
      adjusted: 300,
      converted: 0,
    });
    expect(() => monthTotals(501, entries)).toThrow(RangeError);
    expect(monthTotals(42, [])).toEqual({
      closing: 42,
      topUps: 0,
      paid: 0,
      charged: 0,
      refunded: 0,
      adjusted: 0,
      converted: 0,
    });
  });

  it('sums charges by VAT rate', () => {
    const entries = [
      entry(-122, 0, 'renewal', [line(100, 2_200, 22), line(50, 1_000, 5)]),
      entry(-12, 0, 'traffic', [line(10, 2_200, 2)]),
    ];
    expect([...vatTotals(entries)]).toEqual([
      [2_200, { net: 110, vat: 24, gross: 134 }],
      [1_000, { net: 50, vat: 5, gross: 55 }],
    ]);
  });
});
