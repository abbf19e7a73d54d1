import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { parse } from 'yaml';
import { addDays, romeDate, type RomeDate } from './rome-time.js';

/** Why something is kept of whoever asks to be erased, and for how long. */
export interface Retention {
  readonly what: string;
  readonly months: number;
  readonly it: string;
  readonly en: string;
  /** The law that it rests on, as an operator's customers are told. */
  readonly basis: string;
}

const TABLE: ReadonlyMap<string, Retention> = new Map(
  (parse(readFileSync(new URL('retention.yaml', import.meta.url), 'utf8')) as Retention[]).map((entry) => [
    entry.what,
    entry,
  ]),
);

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

/** The instant from which what began to be kept at another may go. */
export const retentionEnds = (what: string, since: Date): Date =>
  DateTime.fromJSDate(since, { zone: 'Europe/Rome' })
    .plus({ months: retention(what).months })
    .toJSDate();

/** The first Rome day on the whole of which it may go. */
export const retainedUntil = (what: string, since: Date): RomeDate => addDays(romeDate(retentionEnds(what, since)), 1);
