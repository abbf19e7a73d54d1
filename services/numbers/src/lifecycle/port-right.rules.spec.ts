import fc from 'fast-check';
import { romeDate } from '#libs/italy/rome-time.js';
import { lastPortOutDay, portRightEnds } from './port-right.rules.js';

describe('R21: the right to take a number elsewhere after the end', () => {
  it('lasts 60 days of the clock in Rome: ended on 10 November, it can be asked for on 9 January and not on the 10th', () => {
    const ends = portRightEnds(new Date('2026-11-10T15:00:00Z'), 60);
    expect([lastPortOutDay(new Date('2026-11-10T15:00:00Z'), 60), ends.toISOString()]).toEqual([
      '2027-01-09',
      '2027-01-09T23:00:00.000Z',
    ]);
    // Already the 11th in Rome.
    expect(lastPortOutDay(new Date('2026-11-10T23:30:00Z'), 60)).toBe('2027-01-10');
  });

  it('ends as a day ends in Rome, whatever the season', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.integer({ min: 30, max: 400 }),
        (endedAt, days) => {
          const ends = portRightEnds(endedAt, days);
          expect(romeDate(new Date(ends.getTime() - 1))).toBe(lastPortOutDay(endedAt, days));
          expect(romeDate(ends) > lastPortOutDay(endedAt, days)).toBe(true);
        },
      ),
    );
  });
});
