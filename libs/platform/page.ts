import type { QueryFilter } from 'mongoose';
import { InvalidInput } from '#libs/api/kernel/domain-error.js';
import type { Readable, ReadModel } from './mongo.js';

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

/** A cursor that grows or falls with ids. */
const ID_CURSOR = /^([a-z]{2,4}_[0-9a-z]{26})$/;

/** What a cursor of ours says, by the groups of its pattern. @throws InvalidInput when it is none: it would begin again at the start, or anywhere */
export function readCursor(cursor: string, pattern: RegExp): string[] {
  const parts = pattern.exec(cursor);
  if (!parts)
    throw new InvalidInput([
      {
        field: 'cursor',
        text: {
          it: 'non è valido: usa il nextCursor della pagina precedente',
          en: 'is not valid: use the nextCursor of the page before',
        },
      },
    ]);
  return parts.slice(1);
}

/** The id that a cursor is. @throws InvalidInput */
export const idOfCursor = (cursor: string): string => readCursor(cursor, ID_CURSOR)[0]!;

/** The number that a cursor is (E.164). @throws InvalidInput */
export const numberOfCursor = (cursor: string): string => readCursor(cursor, /^(\+\d{6,15})$/)[0]!;

/** The condition that goes on after a cursor. @throws InvalidInput on one that is none of ours */
export function after<T>(cursor: string | undefined): QueryFilter<T> {
  if (cursor === undefined) return {};
  const [time, id] = readCursor(Buffer.from(cursor, 'base64url').toString('utf8'), /^(\d{1,15})\|(.{1,150})$/s) as [
    string,
    string,
  ];
  const createdAt = new Date(Number(time));
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: id } }] };
}

/** The condition that goes on after a cursor of `cursorAfter`, in a list whose oldest comes first by a date. @throws InvalidInput on one that is none of ours */
export function laterThan<T>(field: keyof T & string, cursor: string | undefined): QueryFilter<T> {
  if (cursor === undefined) return {};
  const [text, id] = readCursor(
    cursor,
    /^(20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)\|(\w{1,60})$/,
  ) as [string, string];
  const date = new Date(text);
  return { $or: [{ [field]: { $gt: date } }, { [field]: date, _id: { $gt: id } }] };
}

/** Where such a list goes on after a row. */
export const cursorAfter = (date: Date, id: string): string => `${date.toISOString()}|${id}`;

/** Where a list goes on after a row. */
export const cursorAt = (createdAt: Date, id: string): string =>
  Buffer.from(`${createdAt.getTime()}|${id}`).toString('base64url');

/** Makes a page of one row more than `limit`. */
export function pageOf<Row extends Dated, T>(rows: readonly Row[], limit: number, view: (row: Row) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (rows.length <= limit || !last) return { items: shown.map(view) };
  return { items: shown.map(view), nextCursor: cursorAt(last.createdAt, last._id) };
}

/** One page of documents whose ids grow with time, newest first; `cursor` is the id of the last one before. @throws InvalidInput on a cursor that is none */
export async function pageById<T extends { readonly _id: string }>(
  model: Readable<T>,
  filter: Readonly<Record<string, unknown>>,
  { cursor, limit = 50 }: { cursor?: string; limit?: number },
  projection: Record<string, 0 | 1> = {},
): Promise<{ items: T[]; nextCursor?: string }> {
  const before = cursor ? { _id: { $lt: idOfCursor(cursor) } } : {};
  const rows = await (model as ReadModel<T>)
    .find({ ...filter, ...before } as QueryFilter<T>, projection)
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<T[]>();
  const items = rows.slice(0, limit);
  return { items, ...(rows.length > limit ? { nextCursor: items.at(-1)!._id } : {}) };
}
