import fc from 'fast-check';
import { cents, vatOn } from '#libs/money/money.js';
import type { RomeDate } from '#libs/italy/rome-time.js';
import type { LineReason, PricedLine } from '../../pricing/quotes/pricing.rules.js';
import { totalOf } from '../../pricing/quotes/pricing.rules.js';
import { unusedLines, type Charge } from './withdrawal.rules.js';

const line = (
  product: string,
  net: number,
  days: number,
  ofDays = 30,
  reason: LineReason = 'activation',
): PricedLine => {
  const { net: netCents, vat: vatCents, gross: grossCents } = vatOn(cents(net), 2200);
  return { product, quantity: 1, days, ofDays, netCents, vatBasisPoints: 2200, vatCents, grossCents, reason };
};
const charge = (day: RomeDate, lines: PricedLine[], details: Record<string, unknown> = {}): Charge => ({
  at: new Date(`${day}T10:00:00Z`),
  details: { lines, period: day.slice(0, 7), ...details },
});
const grossBack = (of: Charge, lastDay: RomeDate, immediateStart = true): number =>
  totalOf(unusedLines(of.details.lines as PricedLine[], of, lastDay, immediateStart)).gross;

describe('what goes back to a consumer who withdraws', () => {
  const november = charge('2026-11-01', [line('geographic_number', 200, 30), line('pbx_basic', 500, 30)]);

  it('R25: of 854 cents for a month of 30 days, withdrawn on day 6, 683 go back, and all 854 without the request to start at once', () => {
    expect(grossBack(november, '2026-11-06')).toBe(683);
    expect(grossBack(november, '2026-11-06', false)).toBe(854);
  });

  it('R25: on the last day nothing is left to go back, on the first all but a day', () => {
    expect(grossBack(november, '2026-11-30')).toBe(0);
    expect(grossBack(november, '2026-11-01')).toBe(854 - 9 - 21);
  });

  it('R25: days are counted from when the service began, also where a whole month is charged for it', () => {
    expect(grossBack(charge('2026-11-21', [line('geographic_number', 100, 10)]), '2026-11-25')).toBe(61);
    expect(grossBack(charge('2026-11-21', [line('geographic_number', 300, 30)]), '2026-11-25')).toBe(366 - 61);
  });

  it('R25: a month that was renewed counts from its 1st, whenever it was booked, and one that had not begun goes back whole', () => {
    const december = charge('2026-12-04', [line('geographic_number', 310, 1, 1, 'renewal')]);
    expect(grossBack(december, '2026-12-05')).toBe(378 - 61);
    expect(grossBack(december, '2026-11-30')).toBe(378);
  });

  it('R25: traffic that was carried is used, if the start was to be at once', () => {
    const calls = charge('2026-11-03', [line('traffic_metered', 70, 1, 1, 'traffic')], { day: '2026-11-03' });
    expect([grossBack(calls, '2026-11-06'), grossBack(calls, '2026-11-06', false)]).toEqual([0, 85]);
  });

  it('R25: charges that carry no VAT go back without', () => {
    const net = { ...line('pbx_basic', 500, 30), vatCents: cents(0), grossCents: cents(500) };
    expect(unusedLines([net], charge('2026-11-01', [net]), '2026-11-06', true)).toMatchObject([
      { netCents: 400, vatCents: 0, grossCents: 400 },
    ]);
  });

  it('R25: never more goes back than was charged, never less for fewer days, and net and VAT make gross', () => {
    const day = (n: number): RomeDate => `2026-11-${String(n).padStart(2, '0')}` as RomeDate;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 2, max: 30 }),
        (price, first, last) => {
          const of = charge(day(first), [line('pbx_basic', price, 31 - first)]);
          const { net, vat, gross } = totalOf(unusedLines(of.details.lines as PricedLine[], of, day(last), true));
          expect(net + vat).toBe(gross);
          const [back, dayBefore] = [gross, grossBack(of, day(last - 1))];
          expect([back >= 0, back <= dayBefore, dayBefore <= vatOn(cents(price), 2200).gross]).toEqual([
            true,
            true,
            true,
          ]);
        },
      ),
    );
  });
});
