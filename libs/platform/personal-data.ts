import type { QueryFilter } from 'mongoose';
import { isStaff, type Actor } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import type { PersonalDataPage, ReadPersonalData } from '#libs/api/kernel/personal-data.js';
import { readCursor } from './page.js';
import type { Readable, ReadModel } from './mongo.js';

const ROWS = 200;
const CURSOR = /^(\d{1,3})\|(.{0,300})$/s;

/** A part of what is kept about a customer, and the id to go on after. */
interface Piece {
  readonly name: string;
  readonly kind: 'rows' | 'file';
  readonly content: string;
  readonly last: string;
  /** Nothing of this kind comes after it. */
  readonly done: boolean;
}
/** One kind of thing that a service keeps about a customer, in the order of ids. */
export type PersonalDataSource = (customerId: string, after: string) => Promise<Piece | undefined>;

type Filter<T> = (customerId: string) => QueryFilter<T> | Promise<QueryFilter<T>>;
type Row = Readonly<Record<string, unknown>>;

async function next<T extends { _id: string }>(
  model: Readable<T>,
  filter: Filter<T>,
  customerId: string,
  after: string,
  limit: number,
): Promise<T[]> {
  const where = { $and: [await filter(customerId), ...(after ? [{ _id: { $gt: after } }] : [])] } as QueryFilter<T>;
  return (model as ReadModel<T>).find(where).sort({ _id: 1 }).limit(limit).lean<T[]>();
}

/** Rows as they are stored, as `name.json`; `shown` leaves out what is no data of the customer: secrets, search words, others. */
export function rowsOf<T extends { _id: string }>(
  name: string,
  model: Readable<T>,
  filter: Filter<T>,
  shown: (row: T, customerId: string) => Row = (row) => row,
): PersonalDataSource {
  return async (customerId, after) => {
    const rows = await next(model, filter, customerId, after, ROWS);
    const last = rows.at(-1);
    return (
      last && {
        name: `${name}.json`,
        kind: 'rows',
        content: JSON.stringify(rows.map((row) => shown(row, customerId))),
        last: last._id,
        done: rows.length < ROWS,
      }
    );
  };
}

/** A file that belongs to a customer; `id` orders them. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  /** Its content in base64; undefined when it is gone. */
  readonly read: () => Promise<string | undefined>;
}

/** Files, in a folder of the archive; one that is gone is left out. */
export function filesOf(
  folder: string,
  list: (customerId: string) => Promise<readonly KeptFile[]>,
): PersonalDataSource {
  return async (customerId, after) => {
    const left = (await list(customerId)).filter(({ id }) => id > after).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    for (const [index, { id, name, read }] of left.entries()) {
      const content = await read();
      if (content)
        return {
          name: `${folder}/${safe(id)}-${safe(name)}`,
          kind: 'file',
          content,
          last: id,
          done: index === left.length - 1,
        };
    }
    return undefined;
  };
}

/** Nothing of a name may lead out of the folder it is put in. */
const safe = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^\.+/, '_')
    .slice(-120);

/** The next part of what the sources hold. @throws InvalidInput on a cursor that is none */
export async function readPersonalData(
  sources: readonly PersonalDataSource[],
  { customerId, cursor }: ReadPersonalData,
): Promise<PersonalDataPage> {
  const [at, from] = cursor === undefined ? ['0', ''] : (readCursor(cursor, CURSOR) as [string, string]);
  for (let index = Number(at), after = from; index < sources.length; index++, after = '') {
    const piece = await sources[index]!(customerId, after);
    if (!piece) continue;
    const { name, kind, content, last, done } = piece;
    const onwards = done ? `${index + 1}|` : `${index}|${last}`;
    return { part: { name, kind, content }, ...(done && index + 1 >= sources.length ? {} : { nextCursor: onwards }) };
  }
  return {};
}

/** A customer reads its own, staff anybody's. @throws NotFound */
export function assertOwnData(actor: Actor, customerId: string): void {
  if (!isStaff(actor) && actor.customerId !== customerId) throw new NotFound('customer');
}
