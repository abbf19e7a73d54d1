import type { Model, QueryFilter } from 'mongoose';

/** One page of a list whose newest comes first. */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor?: string;
}

interface Dated {
  readonly _id: string;
  readonly createdAt: Date;
}

/** How many a page holds, and one more to know whether another follows. */
export const pageSize = (limit = 50): number => Math.min(Math.max(limit, 1), 200);

/** The condition that goes on after a cursor; a cursor that is none of ours begins at the start. */
export function after<T>(cursor: string | undefined): QueryFilter<T> {
  const [time, id] = Buffer.from(cursor ?? '', 'base64url').toString('utf8').split('|');
  const createdAt = new Date(Number(time));
  if (!id || Number.isNaN(createdAt.getTime())) return {};
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: id } }] } as QueryFilter<T>;
}

/** Where a list goes on after a row. */
export const cursorAt = (createdAt: Date, id: string): string => Buffer.from(`${createdAt.getTime()}|${id}`).toString('base64url');

/** Makes a page of one row more than `limit`. */
export function pageOf<Row extends Dated, T>(rows: readonly Row[], limit: number, view: (row: Row) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (rows.length <= limit || !last) return { items: shown.map(view) };
  return { items: shown.map(view), nextCursor: cursorAt(last.createdAt, last._id) };
}

/** One page of documents whose ids grow with time, newest first; `cursor` is the id of the last one before. */
export async function pageById<T extends { readonly _id: string }>(model: Model<T>, filter: Readonly<Record<string, unknown>>, { cursor, limit = 50 }: { cursor?: string; limit?: number }, projection: Record<string, 0 | 1> = {}): Promise<{ items: T[]; nextCursor?: string }> {
  const before = cursor ? { _id: { $lt: cursor } } : {};
  const rows = await model.find({ ...filter, ...before } as QueryFilter<T>, projection).sort({ _id: -1 }).limit(limit + 1).lean<T[]>();
  const items = rows.slice(0, limit);
  return { items, ...(rows.length > limit ? { nextCursor: items.at(-1)!._id } : {}) };
}
