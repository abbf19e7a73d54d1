import { romeInstant } from '#libs/italy/rome-time.js';
import { breached, follow, nextDue, opened, type TicketSla } from './sla.rules.js';

const HOURS = { from: '09:00', to: '18:00' };
const TARGETS = { firstAnswer: 120, resolution: 600 };
const at = (day: string, time: string): Date => romeInstant(day as '2026-11-27', time);
// 27 November 2026 is a Friday.
const FRIDAY = '2026-11-27';
const MONDAY = '2026-11-30';
const start = (): TicketSla => opened(TARGETS, at(FRIDAY, '16:00'), HOURS);
const seen = (state: 'new' | 'open' | 'waiting_customer' | 'resolved' | 'closed', answered = false) => ({
  state,
  answered,
  targets: TARGETS,
});

describe('promises of service', () => {
  it('are due in working time: a Friday afternoon goes on on Monday', () => {
    const sla = start();
    expect(sla.firstAnswer.dueAt).toEqual(at(FRIDAY, '18:00'));
    expect(sla.resolution.dueAt).toEqual(at(MONDAY, '17:00'));
    expect(nextDue(sla)).toEqual(at(FRIDAY, '18:00'));
  });

  it('meet the first answer with the first public answer of staff, and pause the resolution while waiting for the customer', () => {
    const sla = follow(start(), seen('waiting_customer', true), at(FRIDAY, '17:00'), HOURS);
    expect(sla.firstAnswer).toMatchObject({ metAt: at(FRIDAY, '17:00'), usedMinutes: 60 });
    expect(sla.resolution).toMatchObject({ usedMinutes: 60 });
    expect(nextDue(sla)).toBeUndefined();
    const again = follow(sla, seen('open'), at(MONDAY, '12:00'), HOURS);
    expect(again.resolution.dueAt).toEqual(at('2026-12-01', '12:00'));
  });

  it('do not restart a clock that runs, and do not use minutes outside working hours', () => {
    const night = follow(start(), seen('open'), at(FRIDAY, '23:00'), HOURS);
    expect(night.resolution.dueAt).toEqual(at(MONDAY, '17:00'));
    const monday = follow(night, seen('waiting_customer', true), at(MONDAY, '09:00'), HOURS);
    expect(monday.resolution.usedMinutes).toBe(120);
  });

  it('break at the instant they were due, once, also when nobody looked until later', () => {
    const { sla, broken } = breached(start(), at(MONDAY, '10:00'));
    expect(broken).toEqual(['firstAnswer']);
    expect(sla.firstAnswer.breachedAt).toEqual(at(FRIDAY, '18:00'));
    expect(breached(sla, at(MONDAY, '10:01')).broken).toEqual([]);
    const late = follow(sla, seen('waiting_customer', true), at(MONDAY, '11:00'), HOURS);
    expect(late.firstAnswer).toMatchObject({
      breachedAt: at(FRIDAY, '18:00'),
      metAt: at(MONDAY, '11:00'),
      usedMinutes: 240,
    });
  });

  it('go on with the minutes left when a resolved ticket is reopened', () => {
    const resolved = follow(start(), seen('resolved'), at(FRIDAY, '17:00'), HOURS);
    expect(resolved.resolution).toMatchObject({ metAt: at(FRIDAY, '17:00'), usedMinutes: 60 });
    const reopened = follow(resolved, seen('open'), at(MONDAY, '09:00'), HOURS);
    expect(reopened.resolution).toMatchObject({ dueAt: at(MONDAY, '18:00') });
    expect(reopened.resolution.metAt).toBeUndefined();
    expect(reopened.firstAnswer.dueAt).toBeUndefined();
  });

  it('keep the minutes used when category or priority change', () => {
    const urgent = follow(
      start(),
      { state: 'open', answered: false, targets: { firstAnswer: 60, resolution: 240 } },
      at(FRIDAY, '16:30'),
      HOURS,
    );
    expect(urgent.firstAnswer).toMatchObject({ usedMinutes: 30, targetMinutes: 60, dueAt: at(FRIDAY, '17:00') });
    expect(urgent.resolution.dueAt).toEqual(at(MONDAY, '11:00'));
  });
});
