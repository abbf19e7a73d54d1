import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { RegisterRow } from '#libs/api/numbers/register.js';
import { readCursor } from '#libs/platform/page.js';
import type { IdentityRow, RegisterEntry } from './register.schema.js';

const BATCH = 500;

/** The holder register for people and machines outside, entry by entry, hashes included; never more than a batch of it in memory. */
@Injectable()
export class RegisterExport {
  constructor(
    @InjectModel('RegisterEntry') private readonly entries: Model<RegisterEntry>,
    @InjectModel('Identity') private readonly identities: Model<IdentityRow>,
  ) {}

  /** How many entries there are, for a progress bar. */
  count(number?: string): Promise<number> {
    return number ? this.entries.countDocuments({ number }).exec() : this.entries.estimatedDocumentCount().exec();
  }

  /** Every entry, in the order of numbers. */
  async *rows(number?: string): AsyncGenerator<RegisterRow> {
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await this.page({ number, cursor, limit: BATCH });
      yield* page.items;
      cursor = page.nextCursor;
    }
  }

  /** Some entries, after those that a cursor ends. */
  async page({
    number,
    cursor,
    limit,
  }: {
    number?: string;
    cursor?: string;
    limit: number;
  }): Promise<{ items: RegisterRow[]; nextCursor?: string }> {
    const filter: QueryFilter<RegisterEntry> = { ...(number ? { number } : {}), ...afterEntry(cursor) };
    const found = await this.entries
      .find(filter)
      .sort({ number: 1, seq: 1 })
      .limit(limit + 1)
      .lean<RegisterEntry[]>();
    const shown = found.slice(0, limit);
    const rows = await this.identities
      .find({ _id: { $in: [...new Set(shown.map(({ identityId }) => identityId))] } })
      .lean<IdentityRow[]>();
    const identities = new Map(rows.map((row) => [row._id, row]));
    const items = shown.map((entry) => rowOf(entry, identities.get(entry.identityId)));
    const last = shown.at(-1);
    return { items, ...(found.length > limit ? { nextCursor: `${last!.number}#${last!.seq}` } : {}) };
  }
}

/** The entries after one that a cursor names. @throws InvalidInput on a cursor that is none */
function afterEntry(cursor: string | undefined): QueryFilter<RegisterEntry> {
  if (cursor === undefined) return {};
  const [number, seq] = readCursor(cursor, /^(\+\d{6,15})#(\d{1,9})$/);
  return { $or: [{ number: { $gt: number } }, { number, seq: { $gt: Number(seq) } }] };
}

/** Erased identities are empty. */
function rowOf(entry: RegisterEntry, identity: IdentityRow | undefined): RegisterRow {
  const { number, seq, kind, contractId, customerId, cause, actor, identityId, identityHash } = entry;
  const { chainVersion, previousHash, hash } = entry;
  const holder = identity?.holder;
  return {
    number,
    seq,
    kind,
    effectiveAt: entry.effectiveAt.toISOString(),
    recordedAt: entry.recordedAt.toISOString(),
    holderKind: holder?.kind ?? '',
    holderName: holder?.name ?? '',
    taxCode: holder?.taxCode ?? '',
    otherTaxCode: holder?.otherTaxCode ?? '',
    contractId,
    customerId,
    cause,
    actor,
    identityId,
    identityHash,
    ...(chainVersion === undefined ? {} : { chainVersion }),
    previousHash,
    hash,
  };
}
