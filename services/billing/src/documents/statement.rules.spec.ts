import { monthTotals, vatTotals, type MonthEntry } from './statement.rules.js';

const entry = (creditCents: number, balanceCents: number, cause: string, lines: MonthEntry['lines'] = []): MonthEntry => ({ creditCents, balanceCents, cause, lines });
const line = (netCents: number, vatBasisPoints: number, vatCents: number) => ({ netCents, vatBasisPoints, vatCents, grossCents: netCents + vatCents });

describe('the statement of a month', () => {
  it('leads from the opening balance to the closing one', () => {
    const entries = [entry(1_000, 1_500, 'top_up'), entry(-122, 1_378, 'renewal'), entry(300, 1_678, 'adjustment'), entry(-1_678, 0, 'refund')];
    expect(monthTotals(500, entries)).toEqual({ closing: 0, topUps: 1_000, charged: 122, refunded: 1_678, adjusted: 300 });
    expect(() => monthTotals(501, entries)).toThrow(RangeError);
    expect(monthTotals(42, [])).toEqual({ closing: 42, topUps: 0, charged: 0, refunded: 0, adjusted: 0 });
  });

  it('sums charges by VAT rate', () => {
    const entries = [entry(-122, 0, 'renewal', [line(100, 2_200, 22), line(50, 1_000, 5)]), entry(-12, 0, 'traffic', [line(10, 2_200, 2)])];
    expect([...vatTotals(entries)]).toEqual([[2_200, { net: 110, vat: 24, gross: 134 }], [1_000, { net: 50, vat: 5, gross: 55 }]]);
  });
});
