import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { parse } from 'yaml';
import { addDays, monthsBefore, romeDate, type RomeDate } from './rome-time.js';

/** Why something is kept of whoever asks to be erased, and for how long. */
export interface Retention {
  readonly what: string;
  readonly months: number;
  readonly it: string;
  readonly en: string;
  /** The law that it rests on, as an operator's customers are told. */
  readonly basis: string;
}

const LONGEST_MONTHS = 600;

/** An operator writes this table: what has no whole number of months is refused at the start, before anything is removed by it. */
export function retentionTable(yaml: string): ReadonlyMap<string, Retention> {
  const entries = parse(yaml) as Retention[];
  for (const { what, months } of entries)
    if (!Number.isInteger(months) || months < 1 || months > LONGEST_MONTHS)
      throw new RangeError(`retention.yaml: ${what} is kept for 1 to ${LONGEST_MONTHS} months, not ${String(months)}`);
  return new Map(entries.map((entry) => [entry.what, entry]));
}

const TABLE = retentionTable(readFileSync(new URL('retention.yaml', import.meta.url), 'utf8'));

/** What the table says of a code. @throws RangeError on one that it does not know */
export function retention(what: string): Retention {
  const found = TABLE.get(what);
  if (!found) throw new RangeError(`nothing says how long ${what} is kept`);
  return found;
}

/** Whatever began to be kept at or before this instant may go by now. */
export const retainedSince = (what: string, now: Date): Date =>
  DateTime.fromJSDate(now, { zone: 'Europe/Rome' })
    .minus({ months: retention(what).months })
    .toJSDate();

/** The first Rome day of what is kept: whatever began before it may go. */
export const retainedFrom = (what: string, now: Date): RomeDate => monthsBefore(romeDate(now), retention(what).months);

/** The instant from which what began to be kept at another may go. */
export const retentionEnds = (what: string, since: Date): Date =>
  DateTime.fromJSDate(since, { zone: 'Europe/Rome' })
    .plus({ months: retention(what).months })
    .toJSDate();

/** The first Rome day on the whole of which it may go. */
export const retainedUntil = (what: string, since: Date): RomeDate => addDays(romeDate(retentionEnds(what, since)), 1);
