/**
 * Italian working days: Monday to Friday, save public holidays (L. 260/1949 and later laws, Easter Monday and, from 2026,
 * 4 October included; a town's patron saint is not). Working hours are by the clock in Rome, minutes are real minutes.
 */
import Holidays from 'date-holidays';
import { addDays, parseRomeDate, romeDate, romeInstant, type RomeDate } from './rome-time.js';

/** From and to, `HH:mm` in Rome; `24:00` is the end of the day. */
export interface WorkingHours {
  readonly from: string;
  readonly to: string;
}

const MINUTE = 60_000;
const calendar = new Holidays('IT', { types: ['public'] });
const holidaysByYear = new Map<string, ReadonlySet<string>>();

/** Whether people work in Italy on this day. */
export function isWorkingDay(date: RomeDate): boolean {
  const weekday = new Date(`${parseRomeDate(date)}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays(date.slice(0, 4)).has(date);
}

/**
 * The working day that comes `days` working days after this day, or before it when negative; the day itself does not
 * count. Zero gives the day itself, working or not. Throws `RangeError` unless `days` is whole.
 */
export function addWorkingDays(date: RomeDate, days: number): RomeDate {
  if (!Number.isSafeInteger(days)) throw new RangeError(`Not a whole number of days: ${days}`);
  const step = Math.sign(days);
  let day = parseRomeDate(date);
  for (let left = Math.abs(days); left > 0; ) {
    day = addDays(day, step);
    if (isWorkingDay(day)) left--;
  }
  return day;
}

/**
 * The first instant at which this many working minutes have passed since `instant`: when an answer is due. Zero gives the
 * instant itself. Throws `RangeError` unless minutes is whole and not negative, and the hours open before they close.
 */
export function addWorkingMinutes(instant: Date, minutes: number, hours: WorkingHours): Date {
  if (!Number.isSafeInteger(minutes) || minutes < 0) throw new RangeError(`Not a whole number of minutes: ${minutes}`);
  let left = minutes * MINUTE;
  if (left === 0) return instant;
  for (let day = romeDate(instant); ; day = addDays(day, 1)) {
    const { opens, closes } = working(day, hours);
    const from = Math.max(opens, instant.getTime());
    if (closes - from >= left) return new Date(from + left);
    left -= Math.max(0, closes - from);
  }
}

/** The whole working minutes that pass from one instant to the other; zero when `to` is not after `from`. */
export function workingMinutesBetween(from: Date, to: Date, hours: WorkingHours): number {
  let passed = 0;
  for (let day = romeDate(from); day <= romeDate(to); day = addDays(day, 1)) {
    const { opens, closes } = working(day, hours);
    passed += Math.max(0, Math.min(closes, to.getTime()) - Math.max(opens, from.getTime()));
  }
  return Math.floor(passed / MINUTE);
}

/** The opening of a day in milliseconds; empty on a day off. */
function working(day: RomeDate, hours: WorkingHours): { opens: number; closes: number } {
  const opens = romeInstant(day, hours.from).getTime();
  const closes = romeInstant(day, hours.to).getTime();
  if (opens >= closes) throw new RangeError(`Working hours ${hours.from}–${hours.to} do not open before they close`);
  return isWorkingDay(day) ? { opens, closes } : { opens, closes: opens };
}

function holidays(year: string): ReadonlySet<string> {
  const known = holidaysByYear.get(year);
  if (known) return known;
  const days = new Set(calendar.getHolidays(Number(year)).map((holiday) => holiday.date.slice(0, 10)));
  holidaysByYear.set(year, days);
  return days;
}
