import { addDays, daysInPeriod, romeDate, type Period, type RomeDate } from '#libs/italy/rome-time.js';
import type { PricedLine } from './pricing.rules.js';

/** The days that a charge is for: a day of traffic, a month renewed, or the last `days` of the month it was charged in. */
export function chargedDays(
  { days, ofDays }: PricedLine,
  at: Date,
  { day, period }: Readonly<Record<string, unknown>>,
): readonly [RomeDate, RomeDate] {
  if (typeof day === 'string') return [day as RomeDate, day as RomeDate];
  const month = (typeof period === 'string' ? period : romeDate(at).slice(0, 7)) as Period;
  const last = addDays(`${month}-01` as RomeDate, daysInPeriod(month) - 1);
  return [days < ofDays ? addDays(last, 1 - days) : (`${month}-01` as RomeDate), last];
}
