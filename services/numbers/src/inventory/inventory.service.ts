import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { DistrictUnknown } from '#libs/api/errors/numbers/inventory.errors.js';
import type {
  ListNumbers,
  NumberEvent,
  NumberHistory,
  NumberPage,
  NumberProposals,
  SearchNumbers,
} from '#libs/api/numbers/inventory.js';
import { isDistrict } from '#libs/italy/phone-number.js';
import { numberOfCursor } from '#libs/platform/page.js';
import type { BlockRow, NumberRow } from '../number/number.schema.js';
import { claimsUnder, NumberStore } from '../number/number.store.js';
import { MEMORABLE } from '../number/memorability.rules.js';
import { proposalOf, viewOf } from '../number/number.view.js';

const PAGE = 50;
const PROPOSALS = 10;
/** How many free numbers are looked at to rank the proposals. */
const SAMPLE = 300;

/** Reads the inventory: free numbers for everyone, a contract's for its customer, everything for staff. */
@Injectable()
export class Inventory {
  constructor(
    @InjectModel('Number') private readonly numbers: Model<NumberRow>,
    @InjectModel('Block') private readonly blocks: Model<BlockRow>,
    @Inject(NumberStore) private readonly store: NumberStore,
  ) {}

  /** Free numbers, the easy to remember first, from a random point so that people who look at once see different ones. @throws DistrictUnknown */
  async search({ district, contains, limit = PROPOSALS }: SearchNumbers): Promise<NumberProposals> {
    if (!isDistrict(district)) throw new DistrictUnknown(district);
    const free: QueryFilter<NumberRow> = {
      district,
      state: 'available',
      ...(contains ? { _id: new RegExp(`^\\+39${district}\\d*${contains}`) } : {}),
    };
    const from = Math.random();
    const sample = await this.sample(free, from, SAMPLE);
    const memorable = contains ? [] : await this.sample({ ...free, score: { $gte: MEMORABLE } }, from, limit);
    const all = new Map([...memorable, ...sample].map((row) => [row._id, row]));
    return {
      items: [...all.values()]
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
        .map(proposalOf),
    };
  }

  /** Some numbers from a random point on, round the end. */
  private async sample(free: QueryFilter<NumberRow>, from: number, size: number): Promise<NumberRow[]> {
    const rows = await this.numbers
      .find({ ...free, pick: { $gte: from } })
      .sort({ pick: 1 })
      .limit(size)
      .lean();
    if (rows.length === size) return rows;
    return [
      ...rows,
      ...(await this.numbers
        .find({ ...free, pick: { $lt: from } })
        .sort({ pick: 1 })
        .limit(size - rows.length)
        .lean()),
    ];
  }

  async list({ district, state, contractId, contains, cursor, limit = PAGE }: ListNumbers): Promise<NumberPage> {
    const ids = {
      ...(cursor ? { $gt: numberOfCursor(cursor) } : {}),
      ...(contains ? { $regex: new RegExp(contains) } : {}),
    };
    const filter: QueryFilter<NumberRow> = {
      ...(district ? { district } : {}),
      ...(state ? { state } : {}),
      ...(contractId ? { claim: claimsUnder(contractId) } : {}),
      ...(Object.keys(ids).length > 0 ? { _id: ids } : {}),
    };
    const rows = await this.numbers
      .find(filter)
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean();
    const items = rows.slice(0, limit);
    return { items: items.map(viewOf), ...(rows.length > limit ? { nextCursor: items.at(-1)!._id } : {}) };
  }

  /** Everything that ever happened to a number, its arrival with its block included. */
  async history(number: string): Promise<NumberHistory> {
    const row = await this.store.get(number);
    if (!row) throw new NotFound('number');
    const block = row.blockId ? await this.blocks.findById(row.blockId).lean() : null;
    const arrival: NumberEvent[] = block
      ? [{ at: block.createdAt.toISOString(), cause: 'block_loaded', state: 'available', actor: block.createdBy }]
      : [];
    const happened = (row.history ?? []).map(({ at, ...rest }): NumberEvent => ({ ...rest, at: at.toISOString() }));
    return { ...viewOf(row), history: [...arrival, ...happened] };
  }
}
