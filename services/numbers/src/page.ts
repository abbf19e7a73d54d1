import type { QueryFilter } from 'mongoose';

const PAGE = 50;
export const pageSize = (limit = PAGE): number => Math.min(Math.max(limit, 1), 200);

interface Dated {
  readonly _id: string;
  readonly createdAt: Date;
}

/** The condition that goes on after a cursor, newest first; a cursor that is none of ours begins at the start. */
export function after<T>(cursor: string | undefined): QueryFilter<T> {
  const [time, id] = Buffer.from(cursor ?? '', 'base64url').toString('utf8').split('|');
  const createdAt = new Date(Number(time));
  if (!id || Number.isNaN(createdAt.getTime())) return {};
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: id } }] } as QueryFilter<T>;
}

/** Makes a page of one row more than `limit`. */
export function pageOf<Row extends Dated, T>(rows: readonly Row[], limit: number, view: (row: Row) => T): { items: T[]; nextCursor?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (rows.length <= limit || !last) return { items: shown.map(view) };
  return { items: shown.map(view), nextCursor: Buffer.from(`${last.createdAt.getTime()}|${last._id}`).toString('base64url') };
}
