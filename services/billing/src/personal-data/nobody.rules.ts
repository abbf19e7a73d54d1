import type { KeptItem } from '#libs/api/kernel/personal-data.js';
import { retainedUntil } from '#libs/italy/retention.js';

/** Stands where a name stood. */
export const NOBODY = '—';

/** What a statement told of a payment, without who made it. */
export const unnamedPayer = { $set: { text: NOBODY }, $unset: { debtorName: 1, debtorIban: 1 } } as const;

/** What is kept since these instants, and the first day on which some of it may go. */
export const keptItem = (what: string, since: readonly Date[]): KeptItem => ({
  what,
  count: since.length,
  ...(since.length > 0 ? { until: since.map((at) => retainedUntil(what, at)).toSorted()[0]! } : {}),
});
