import type { Model, QueryFilter } from 'mongoose';

const PAGE = 50;

/** One page of documents whose ids grow with time, newest first; `cursor` is the id of the last one before. */
export async function page<T extends { readonly _id: string }>(model: Model<T>, filter: Readonly<Record<string, unknown>>, { cursor, limit = PAGE }: { cursor?: string; limit?: number }, projection: Record<string, 0 | 1> = {}): Promise<{ items: T[]; nextCursor?: string }> {
  const before = cursor ? { _id: { $lt: cursor } } : {};
  const rows = await model.find({ ...filter, ...before } as QueryFilter<T>, projection).sort({ _id: -1 }).limit(limit + 1).lean<T[]>();
  const items = rows.slice(0, limit);
  return { items, ...(rows.length > limit ? { nextCursor: items.at(-1)!._id } : {}) };
}
