import { rmSync, statSync } from 'node:fs';
import type { Model, QueryFilter } from 'mongoose';
import type { CallFile } from '../traffic/call-file.schema.js';

/** One kind of traffic data: where it is, what of it is too old, and when one began. */
export interface Expiring {
  readonly name: string;
  readonly model: Model<any>;
  readonly due: (since: Readonly<{ at: Date; day: string }>) => QueryFilter<any>;
  /** The field that says when one began. */
  readonly began: string;
  /** Removes what lies outside of the database; before its rows, so that one that died in between is done again. */
  readonly clear?: (rows: readonly any[]) => void;
}

type Models = Readonly<
  Record<'calls' | 'rejects' | 'refusals' | 'reservations' | 'days' | 'uses' | 'files', Model<any>>
>;

/**
 * Everything that says who called whom and when, or from which that could be told: rated calls, records that were not taken,
 * refused calls, credit that was kept for calls, the sums of days and months, and the rows that were rejected of files.
 * Amounts stay in the ledger.
 */
export const expiringOf = ({
  calls,
  rejects,
  refusals,
  reservations,
  days,
  uses,
  files,
}: Models): readonly Expiring[] => [
  { name: 'calls', model: calls, due: ({ at }) => ({ startedAt: { $lt: at } }), began: 'startedAt' },
  // What a record says of its time may be wrong, which can be why it was refused.
  {
    name: 'callRejects',
    model: rejects,
    due: ({ at }) => ({ $or: [{ 'record.startedAt': { $lt: at.toISOString() } }, { at: { $lt: at } }] }),
    began: 'record.startedAt',
  },
  { name: 'refusedCalls', model: refusals, due: ({ at }) => ({ createdAt: { $lt: at } }), began: 'createdAt' },
  {
    name: 'reservations',
    model: reservations,
    due: ({ at, day }) => ({ $or: [{ day: { $lt: day } }, { expiresAt: { $lt: at } }] }),
    began: 'expiresAt',
  },
  {
    name: 'trafficDays',
    model: days,
    due: ({ day }) => ({ day: { $lt: day }, unposted: { $exists: false } }),
    began: 'day',
  },
  { name: 'allowanceUses', model: uses, due: ({ day }) => ({ period: { $lt: day.slice(0, 7) } }), began: 'period' },
  { name: 'callFiles', model: files, due: ({ at }) => ({ at: { $lt: at } }), began: 'at', clear: removeRejects },
];

/** The rejects file that a load wrote, where it is on this machine and no other load has written to it since. */
function removeRejects(files: readonly CallFile[]): void {
  for (const { rejectsPath, rejectsBytes } of files) {
    if (statSync(rejectsPath, { throwIfNoEntry: false })?.size === rejectsBytes) rmSync(rejectsPath);
  }
}
