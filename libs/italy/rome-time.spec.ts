import fc from 'fast-check';
import {
  addDays,
  daysInPeriod,
  endOfPeriod,
  isPeriod,
  isRomeDate,
  monthsBefore,
  nextPeriod,
  parsePeriod,
  parseRomeDate,
  periodOf,
  periodsBetween,
  previousPeriod,
  remainingDaysIncluding,
  romeDate,
  romeDateTime,
  romeInstant,
  startOfPeriod,
  type Period,
} from './rome-time.js';

const at = (iso: string) => new Date(iso);
const instant = fc.date({ min: at('2000-01-01T00:00:00Z'), max: at('2099-12-30T00:00:00Z'), noInvalidDate: true });
const period = fc
  .tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}` as Period);

describe('the day in Rome', () => {
  it('and its time, with the offset of the season', () => {
    expect(romeDateTime(at('2026-12-10T09:00:00.789Z'))).toBe('2026-12-10T10:00:00+01:00');
    expect(romeDateTime(at('2026-07-10T22:00:00Z'))).toBe('2026-07-11T00:00:00+02:00');
  });

  it('begins an hour before UTC in winter and two in summer', () => {
    expect(romeDate(at('2026-12-31T22:59:59.999Z'))).toBe('2026-12-31');
    expect(romeDate(at('2026-12-31T23:00:00Z'))).toBe('2027-01-01');
    expect(romeDate(at('2026-07-31T21:59:59.999Z'))).toBe('2026-07-31');
    expect(romeDate(at('2026-07-31T22:00:00Z'))).toBe('2026-08-01');
  });

  it('is 23 hours long on the last Sunday of March and 25 on that of October', () => {
    const hours = (day: '2026-03-29' | '2026-10-25') =>
      (romeInstant(day, '24:00').getTime() - romeInstant(day).getTime()) / 3_600_000;
    expect(hours('2026-03-29')).toBe(23);
    expect(hours('2026-10-25')).toBe(25);
  });

  it('takes the first of an hour shown twice, and moves one that is skipped', () => {
    expect(romeInstant('2026-10-25', '02:30').toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(romeInstant('2026-03-29', '02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it('refuses days and times that do not exist', () => {
    for (const wrong of ['2026-02-29', '2026-13-01', '2026-1-1', '2026-W01-1', '20260101', '', '2026-01-01T00']) {
      expect(isRomeDate(wrong)).toBe(false);
      expect(() => parseRomeDate(wrong)).toThrow(RangeError);
    }
    expect(parseRomeDate('2028-02-29')).toBe('2028-02-29');
    for (const wrong of ['9:00', '24:01', '25:00', '12:60', ''])
      expect(() => romeInstant('2026-01-01', wrong)).toThrow(RangeError);
    expect(() => romeDate(new Date(NaN))).toThrow(RangeError);
  });

  it('is the day its own midnight says', () => {
    fc.assert(
      fc.property(instant, (moment) => {
        const day = romeDate(moment);
        expect(romeDate(romeInstant(day))).toBe(day);
        expect(romeInstant(day) <= moment && moment < romeInstant(addDays(day, 1))).toBe(true);
      }),
    );
  });
});

describe('a billing period', () => {
  it('starts at Rome midnight of the 1st, before and after the clocks change', () => {
    expect(startOfPeriod('2026-03').toISOString()).toBe('2026-02-28T23:00:00.000Z');
    expect(startOfPeriod('2026-04').toISOString()).toBe('2026-03-31T22:00:00.000Z');
    expect(startOfPeriod('2026-10').toISOString()).toBe('2026-09-30T22:00:00.000Z');
    expect(endOfPeriod('2026-10').toISOString()).toBe('2026-10-31T23:00:00.000Z');
  });

  it('has as many days as its month', () => {
    expect(daysInPeriod('2026-02')).toBe(28);
    expect(daysInPeriod('2028-02')).toBe(29);
    expect(daysInPeriod('2100-02')).toBe(28);
    expect(daysInPeriod('2026-10')).toBe(31);
  });

  it('holds every instant from its start to its end, and no other', () => {
    fc.assert(
      fc.property(instant, (moment) => {
        const its = periodOf(moment);
        expect(startOfPeriod(its) <= moment && moment < endOfPeriod(its)).toBe(true);
        expect(periodOf(romeDate(moment))).toBe(its);
      }),
    );
    fc.assert(
      fc.property(period, (its) => {
        expect(periodOf(startOfPeriod(its))).toBe(its);
        expect(periodOf(new Date(endOfPeriod(its).getTime() - 1))).toBe(its);
      }),
    );
  });

  it('follows and precedes others across the year', () => {
    expect(nextPeriod('2026-12')).toBe('2027-01');
    expect(previousPeriod('2026-01')).toBe('2025-12');
    fc.assert(
      fc.property(period, (its) => {
        expect(previousPeriod(nextPeriod(its))).toBe(its);
        expect(startOfPeriod(nextPeriod(its))).toEqual(endOfPeriod(its));
      }),
    );
  });

  it('is listed with those missed while the job was down', () => {
    expect(periodsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(periodsBetween('2026-11', '2026-11')).toEqual(['2026-11']);
    expect(periodsBetween('2026-12', '2026-11')).toEqual([]);
  });

  it('is written YYYY-MM', () => {
    for (const wrong of ['2026-13', '2026-00', '2026-1', '2026-01-01', '']) {
      expect(isPeriod(wrong)).toBe(false);
      expect(() => parsePeriod(wrong)).toThrow(RangeError);
    }
  });
});

describe('the days left of the month', () => {
  it('count today, by the clock in Rome', () => {
    expect(remainingDaysIncluding(startOfPeriod('2026-03'))).toBe(31);
    expect(remainingDaysIncluding(at('2026-02-28T22:59:59.999Z'))).toBe(1); // 23:59:59.999 in Rome
    expect(remainingDaysIncluding(at('2028-02-28T12:00:00Z'))).toBe(2);
    expect(remainingDaysIncluding(at('2026-10-25T00:30:00Z'))).toBe(7); // 02:30, the first time
    expect(remainingDaysIncluding(at('2026-10-25T01:30:00Z'))).toBe(7); // 02:30, the second
  });

  it('are from one to the whole month', () => {
    fc.assert(
      fc.property(instant, (moment) => {
        const left = remainingDaysIncluding(moment);
        expect(left).toBeGreaterThanOrEqual(1);
        expect(left).toBeLessThanOrEqual(daysInPeriod(periodOf(moment)));
      }),
    );
  });
});

describe('months before a day', () => {
  it.each([
    ['2026-12-10', 72, '2020-12-10'],
    ['2026-12-31', 6, '2026-06-30'],
    ['2028-02-29', 72, '2022-02-28'],
    ['2027-01-01', 1, '2026-12-01'],
    ['2026-03-31', 13, '2025-02-28'],
  ])('%s less %i months is %s', (date, months, day) => {
    expect(monthsBefore(date as '2026-12-10', months)).toBe(day);
  });
});
