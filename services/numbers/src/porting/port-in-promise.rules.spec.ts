import fc from 'fast-check';
import { addDays, romeInstant, type RomeDate } from '#libs/italy/rome-time.js';
import { addWorkingDays, isWorkingDay } from '#libs/italy/working-time.js';
import { daysLate, promisedOn, termsOf, type Pause } from './port-in-promise.rules.js';
import type { PortInRow } from './port.schema.js';

type Happening = PortInRow['history'][number];
const on = (day: RomeDate, action: string, detail?: string, actor = 'carrier:x'): Happening => ({
  state: 'submitted',
  action,
  actor,
  at: romeInstant(day, '10:00'),
  ...(detail ? { detail } : {}),
});
const late = (history: Happening[], endedOn: RomeDate, workingDays = 3): [RomeDate | undefined, number] => {
  const terms = termsOf({ history }, workingDays)!;
  return [promisedOn(terms), daysLate(terms, endedOn)];
};

describe('R22: a port-in is promised', () => {
  it('three working days after it was submitted, ten where it is complex; 4 days late are 4', () => {
    const history = [on('2026-11-02', 'request'), on('2026-11-02', 'submit')]; // a Monday
    expect(late(history, '2026-11-05')).toEqual(['2026-11-05', 0]);
    expect(late(history, '2026-11-09')).toEqual(['2026-11-05', 4]); // a weekend in between counts
    expect(late(history, '2026-11-16', 10)).toEqual(['2026-11-16', 0]);
    expect(late(history, '2026-11-20', 10)).toEqual(['2026-11-16', 4]);
  });

  it('anew for the days that it waited for the customer, before the promised day and after it', () => {
    const refused = [
      on('2026-11-02', 'submit'),
      on('2026-11-03', 'reject', 'holder_mismatch'),
      on('2026-11-09', 'amend'),
      on('2026-11-10', 'submit'),
    ];
    expect(late(refused, '2026-11-12')).toEqual(['2026-11-12', 0]); // Tuesday counted, then Wednesday and Thursday
    expect(late(refused, '2026-11-13')).toEqual(['2026-11-12', 1]);
    const refusedLate = [
      on('2026-11-02', 'submit'),
      on('2026-11-07', 'reject', 'migration_code_wrong'),
      on('2026-11-12', 'submit'),
    ];
    expect(late(refusedLate, '2026-11-13')).toEqual(['2026-11-05', 3]); // the 6th, the 7th and the 13th
  });

  it('without a stop where the donor cannot go on for its own reasons', () => {
    const technical = [on('2026-11-02', 'submit'), on('2026-11-03', 'reject', 'technical'), on('2026-11-04', 'submit')];
    expect(late(technical, '2026-11-06')).toEqual(['2026-11-05', 1]);
  });

  it('for the day to which the customer moved it, not for one to which staff did', () => {
    const accepted = [on('2026-11-02', 'submit'), on('2026-11-03', 'accept', '2026-11-05')];
    expect(late([...accepted, on('2026-11-03', 'move', '2026-11-20', 'customer:usr')], '2026-11-20')[1]).toBe(0);
    expect(late([...accepted, on('2026-11-03', 'move', '2026-11-20', 'customer:usr')], '2026-11-22')[1]).toBe(2);
    expect(late([...accepted, on('2026-11-03', 'move', '2026-11-09', 'staff:usr')], '2026-11-09')[1]).toBe(4);
    const lateBefore = [
      on('2026-11-02', 'submit'),
      on('2026-11-03', 'accept', '2026-11-09'),
      on('2026-11-04', 'move', '2026-11-16', 'customer:usr'),
    ];
    expect(late(lateBefore, '2026-11-16')[1]).toBe(4);
  });

  it('only once it is submitted, and not while the customer is waited for', () => {
    expect(termsOf({ history: [on('2026-11-02', 'request')] }, 3)).toBeUndefined();
    const waiting = [on('2026-11-02', 'submit'), on('2026-11-03', 'reject', 'documents_missing')];
    expect(late(waiting, '2027-11-09')).toEqual([undefined, 0]);
    const waitingLate = [on('2026-11-02', 'submit'), on('2026-11-07', 'reject', 'documents_missing')];
    expect(late(waitingLate, '2026-11-30')).toEqual(['2026-11-05', 2]);
  });

  it('so that no pause ever makes more days late, and none is as many working days as were promised', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((after) => addDays('2026-11-02', after));
    const pauses = fc.array(
      fc.tuple(day, day).map(([a, b]): Pause => ({ from: a < b ? a : b, to: a < b ? b : a })),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 12 }),
        pauses,
        fc.integer({ min: 0, max: 90 }),
        (submittedOn, workingDays, some, after) => {
          const endedOn = addDays(submittedOn, after);
          const plain = { submittedOn, workingDays, pauses: [] };
          expect(promisedOn(plain)).toBe(addWorkingDays(submittedOn, workingDays));
          expect(isWorkingDay(promisedOn({ ...plain, pauses: some })!)).toBe(true);
          expect(daysLate({ ...plain, pauses: some }, endedOn)).toBeLessThanOrEqual(daysLate(plain, endedOn));
        },
      ),
    );
  });
});
