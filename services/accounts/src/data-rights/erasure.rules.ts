import type { RomeDate } from '#libs/italy/rome-time.js';

interface Erased {
  readonly what: string;
  readonly count: number;
}
interface Kept extends Erased {
  readonly until?: string;
}
/** What one service let go of, and what it keeps. */
export interface Report {
  readonly erased: readonly Erased[];
  readonly kept: readonly Kept[];
}

/** Several reports as one: counts of the same thing added up, kept until the first day on which some of it may go. */
export function joined(reports: readonly Report[]): { erased: Erased[]; kept: Kept[] } {
  const erased = added(reports.flatMap((report) => report.erased)).map(({ what, count }) => ({ what, count }));
  return { erased, kept: added(reports.flatMap((report) => report.kept)) };
}

function added(items: readonly Kept[]): Kept[] {
  const sums = new Map<string, Kept>();
  for (const { what, count, until } of items) {
    const before = sums.get(what);
    sums.set(what, { what, count: (before?.count ?? 0) + count, ...earliest(before?.until, until) });
  }
  return [...sums.values()].filter(({ count }) => count > 0);
}

function earliest(one: string | undefined, other: string | undefined): { until?: string } {
  const until = [one, other].filter((each) => each !== undefined).toSorted()[0];
  return until ? { until } : {};
}

/** When something falls due next; undefined when nothing is kept whose time has begun. */
export const nextDueOn = (kept: readonly Kept[]): RomeDate | undefined =>
  kept.flatMap(({ until }) => until ?? []).toSorted()[0] as RomeDate | undefined;
