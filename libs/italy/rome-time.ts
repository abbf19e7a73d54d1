/**
 * Business time. Instants are `Date`s (UTC); days and months are those of the clock in Europe/Rome, so a month is
 * charged at Rome midnight whatever the season (summer time: directive 2000/84/EC).
 */
import { DateTime } from 'luxon';

const ROME = 'Europe/Rome';

/** A day in Rome, `YYYY-MM-DD`. Sorts as text. */
export type RomeDate = `${number}-${number}-${number}`;

/** A billing period: a month in Rome, `YYYY-MM`. Sorts as text. */
export type Period = `${number}-${number}`;

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isRomeDate(text: string): text is RomeDate {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

/** The text as a day. Throws `RangeError` unless `isRomeDate`. */
export function parseRomeDate(text: string): RomeDate {
  if (!isRomeDate(text)) throw new RangeError(`Not a date YYYY-MM-DD: ${text}`);
  return text;
}

/** Whether the text is a month, written `YYYY-MM`. */
export function isPeriod(text: string): text is Period {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** The text as a billing period. Throws `RangeError` unless `isPeriod`. */
export function parsePeriod(text: string): Period {
  if (!isPeriod(text)) throw new RangeError(`Not a period YYYY-MM: ${text}`);
  return text;
}

/** The day it is in Rome at this instant. Throws `RangeError` on an invalid `Date`. */
export function romeDate(instant: Date): RomeDate {
  return inRome(instant).toFormat('yyyy-MM-dd') as RomeDate;
}

/** What a clock in Rome shows at this instant, to the second, with its offset: `2026-12-10T10:00:00+01:00`. */
export function romeDateTime(instant: Date): string {
  return inRome(instant).startOf('second').toISO({ suppressMilliseconds: true });
}

/**
 * The instant at which a clock in Rome shows this day and time (`HH:mm`, or `24:00` for the end of the day). A time the
 * clock skips in March is read an hour later; one it shows twice in October is the first. Throws `RangeError` on a day
 * or time that does not exist.
 */
export function romeInstant(date: RomeDate, time = '00:00'): Date {
  const parts = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time);
  if (!parts || (parts[1] === '24' && parts[2] !== '00')) throw new RangeError(`Not a time HH:mm: ${time}`);
  if (parts[1] === '24') return romeInstant(addDays(date, 1));
  return DateTime.fromISO(`${parseRomeDate(date)}T${time}`, { zone: ROME })
    .getPossibleOffsets()[0]!
    .toJSDate();
}

/** The day `days` later; earlier when negative. */
export function addDays(date: RomeDate, days: number): RomeDate {
  return DateTime.fromISO(parseRomeDate(date), { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd') as RomeDate;
}

/** The same day so many months earlier; the last of the month where it has no such day. */
export function monthsBefore(date: RomeDate, months: number): RomeDate {
  return DateTime.fromISO(parseRomeDate(date), { zone: 'utc' }).minus({ months }).toFormat('yyyy-MM-dd') as RomeDate;
}

/** The billing period that holds this instant, or this day. */
export function periodOf(when: Date | RomeDate): Period {
  const date = when instanceof Date ? romeDate(when) : parseRomeDate(when);
  return date.slice(0, 7) as Period;
}

/** The instant the period begins: Rome midnight of the 1st. */
export function startOfPeriod(period: Period): Date {
  return romeInstant(firstDay(period));
}

/** The first instant after the period, which is the start of the next: a period is [start, end). */
export function endOfPeriod(period: Period): Date {
  return startOfPeriod(nextPeriod(period));
}

/** The month after. */
export function nextPeriod(period: Period): Period {
  return shift(period, 1);
}

/** The month before. */
export function previousPeriod(period: Period): Period {
  return shift(period, -1);
}

/** 28 to 31. */
export function daysInPeriod(period: Period): number {
  return DateTime.fromISO(firstDay(period), { zone: 'utc' }).daysInMonth!;
}

/** The days left of the month in Rome at this instant, today included (R9): 1 on the last day, the whole month on the 1st. */
export function remainingDaysIncluding(instant: Date): number {
  const today = inRome(instant);
  return today.daysInMonth - today.day + 1;
}

/** Every period from the one to the other, both included, in order; none when `from` is after `to`. */
export function periodsBetween(from: Period, to: Period): Period[] {
  const periods: Period[] = [];
  for (let period = parsePeriod(from); period <= parsePeriod(to); period = nextPeriod(period)) periods.push(period);
  return periods;
}

function inRome(instant: Date): DateTime<true> {
  const moment = DateTime.fromJSDate(instant, { zone: ROME });
  if (!moment.isValid) throw new RangeError('Not an instant');
  return moment;
}

function firstDay(period: Period): RomeDate {
  return `${parsePeriod(period)}-01` as RomeDate;
}

function shift(period: Period, months: number): Period {
  return DateTime.fromISO(firstDay(period), { zone: 'utc' }).plus({ months }).toFormat('yyyy-MM') as Period;
}
