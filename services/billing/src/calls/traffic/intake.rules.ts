import type { CallRecord } from '#libs/api/billing/traffic.js';

/** Records of a batch by what is to become of them. */
export interface Sorted {
  readonly taken: CallRecord[];
  /** Known already, or twice in the batch: they change nothing. */
  readonly repeated: CallRecord[];
  readonly refused: { readonly record: CallRecord; readonly reason: string }[];
  /** Under the id of a call that was taken from another record: staff decide. */
  readonly different: CallRecord[];
}

/** All that a record says, whichever way its instant is written: the same text for the same record. */
export const contentOf = ({ callId, contractId, from, to, startedAt, seconds }: CallRecord): string =>
  [callId, contractId, from, to, Date.parse(startedAt), seconds].join('\u0000');

/**
 * Sorts a batch record by record, in its order, so that what becomes of each is the same as if each had come alone: of an id's
 * records the first that can be taken stands. `known` has the content that each known call was taken from, by call id;
 * `reasonOf` tells why a record cannot be taken.
 */
export function sortRecords(
  records: readonly CallRecord[],
  known: ReadonlyMap<string, string>,
  reasonOf: (record: CallRecord) => string | undefined,
): Sorted {
  const sorted: Sorted = { taken: [], repeated: [], refused: [], different: [] };
  const calls = new Map(known);
  const refused = new Set<string>();
  for (const record of records) {
    const content = contentOf(record);
    const call = calls.get(record.callId);
    const reason = call === undefined ? reasonOf(record) : undefined;
    if (content === call || refused.has(content)) sorted.repeated.push(record);
    else if (call !== undefined) sorted.different.push(record);
    else if (reason) sorted.refused.push({ record, reason });
    else sorted.taken.push(record);
    if (call === undefined && !reason) calls.set(record.callId, content);
    else refused.add(content);
  }
  return sorted;
}
