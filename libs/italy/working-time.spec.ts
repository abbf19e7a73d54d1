import fc from 'fast-check';
import { romeDate, romeInstant, type RomeDate } from './rome-time.js';
import { addWorkingDays, addWorkingMinutes, isWorkingDay, workingMinutesBetween } from './working-time.js';

const OFFICE = { from: '09:00', to: '18:00' };
const ALL_DAY = { from: '00:00', to: '24:00' };
const instant = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2030-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const due = (date: RomeDate, time: string, minutes: number) =>
  addWorkingMinutes(romeInstant(date, time), minutes, OFFICE);

describe('Italian working days', () => {
  it('are Monday to Friday', () => {
    expect(isWorkingDay('2026-11-27')).toBe(true);
    expect(isWorkingDay('2026-11-28')).toBe(false);
    expect(isWorkingDay('2026-11-29')).toBe(false);
  });

  it('are not the public holidays, Easter Monday and from 2026 San Francesco among them', () => {
    const off = [
      '2027-01-01',
      '2026-01-06',
      '2026-04-06',
      '2027-03-29',
      '2028-04-25',
      '2026-05-01',
      '2026-06-02',
      '2028-08-15',
      '2027-11-01',
      '2026-12-08',
      '2026-12-25',
      '2028-12-26',
      '2027-10-04',
    ] as const;
    for (const day of off) expect(`${day} ${isWorkingDay(day)}`).toBe(`${day} false`);
    expect(isWorkingDay('2024-10-04')).toBe(true);
    expect(isWorkingDay('2026-12-24')).toBe(true);
  });

  it('are counted over holidays and weekends, forwards and backwards', () => {
    expect(addWorkingDays('2026-04-03', 1)).toBe('2026-04-07'); // Good Friday → Tuesday
    expect(addWorkingDays('2026-12-07', 1)).toBe('2026-12-09');
    expect(addWorkingDays('2026-12-24', 2)).toBe('2026-12-29');
    expect(addWorkingDays('2026-04-07', -1)).toBe('2026-04-03');
    expect(addWorkingDays('2026-11-28', 0)).toBe('2026-11-28');
    expect(() => addWorkingDays('2026-11-28', 0.5)).toThrow(RangeError);
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 30 }), (moment, days) => {
        const later = addWorkingDays(romeDate(moment), days);
        expect(isWorkingDay(later)).toBe(true);
        if (isWorkingDay(romeDate(moment))) expect(addWorkingDays(later, -days)).toBe(romeDate(moment));
      }),
      { numRuns: 50 },
    );
  });
});

describe('an answer due in working time', () => {
  it('is due the same day when there is time', () => {
    expect(due('2026-11-27', '10:00', 240)).toEqual(romeInstant('2026-11-27', '14:00'));
    expect(due('2026-11-27', '10:00', 480)).toEqual(romeInstant('2026-11-27', '18:00'));
    expect(due('2026-11-27', '06:00', 60)).toEqual(romeInstant('2026-11-27', '10:00'));
  });

  it('goes on the next working morning', () => {
    expect(due('2026-11-27', '17:30', 60)).toEqual(romeInstant('2026-11-30', '09:30'));
    expect(due('2026-11-28', '11:00', 60)).toEqual(romeInstant('2026-11-30', '10:00'));
    expect(due('2026-12-24', '17:59', 2)).toEqual(romeInstant('2026-12-28', '09:01'));
  });

  it('does not slip by an hour when the clocks change', () => {
    expect(due('2026-03-27', '17:30', 60)).toEqual(romeInstant('2026-03-30', '09:30'));
    expect(due('2026-10-23', '17:30', 60)).toEqual(romeInstant('2026-10-26', '09:30'));
    expect(workingMinutesBetween(romeInstant('2026-10-23'), romeInstant('2026-10-27'), ALL_DAY)).toBe(2 * 24 * 60);
  });

  it('is due now when no time is given', () => {
    const now = romeInstant('2026-11-28', '03:00');
    expect(addWorkingMinutes(now, 0, OFFICE)).toEqual(now);
  });

  it('leaves exactly its minutes between', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 6_000 }), (moment, minutes) => {
        const until = addWorkingMinutes(moment, minutes, OFFICE);
        expect(workingMinutesBetween(moment, until, OFFICE)).toBe(minutes);
        if (minutes > 0) expect(workingMinutesBetween(moment, new Date(until.getTime() - 1), OFFICE)).toBe(minutes - 1);
      }),
      { numRuns: 50 },
    );
  });

  it('has taken no time when the end is not after the start', () => {
    expect(workingMinutesBetween(romeInstant('2026-11-27', '12:00'), romeInstant('2026-11-27', '10:00'), OFFICE)).toBe(
      0,
    );
    expect(workingMinutesBetween(romeInstant('2026-11-27', '12:00'), romeInstant('2026-11-20', '12:00'), OFFICE)).toBe(
      0,
    );
  });

  it('needs hours that open before they close, and whole minutes', () => {
    const now = romeInstant('2026-11-27', '12:00');
    expect(() => addWorkingMinutes(now, 1, { from: '18:00', to: '09:00' })).toThrow(RangeError);
    expect(() => addWorkingMinutes(now, -1, OFFICE)).toThrow(RangeError);
    expect(() => addWorkingMinutes(now, 1.5, OFFICE)).toThrow(RangeError);
  });
});
