import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import { BlockOverlap, DistrictUnknown } from '#libs/api/errors/numbers/inventory.errors.js';
import type { BlockList, BlockPage, BlockView, ListBlocks, LoadBlocks } from '#libs/api/numbers/inventory.js';
import { isDistrict } from '#libs/italy/phone-number.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { newId } from '#libs/platform/ids.js';
import { numberOfCursor } from '#libs/platform/page.js';
import { BlockFiller } from './block-filler.service.js';
import { blocksOf, type Range } from './blocks.rules.js';
import { actorName } from '../number/number.store.js';
import type { BlockRow } from '../number/number.schema.js';
import { Stock } from './stock.service.js';

const PAGE = 50;
/** A load up to this size is complete when it is answered. */
const INLINE = 10_000;

/** Blocks of numbers as the regulator gives them. */
@Injectable()
export class Blocks {
  constructor(
    @InjectModel('Block') private readonly blocks: Model<BlockRow>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Stock) private readonly stock: Stock,
    @Inject(BlockFiller) private readonly filler: BlockFiller,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Records the blocks of a load and fills them; one larger than 10,000 is filled after the answer.
   * @throws BlockOverlap, BlockNotValid, DistrictUnknown
   */
  async load(request: LoadBlocks, context: RequestContext): Promise<BlockList> {
    const { ids } = await this.work.once(context, request, async () => ({
      ids: await this.record(request),
    }));
    if (request.count <= INLINE) await this.filler.fill(ids);
    else void this.filler.fill(ids).catch(() => undefined); // the sweeper goes on with it
    return {
      items: (
        await this.blocks
          .find({ _id: { $in: ids } })
          .sort({ from: 1 })
          .lean()
      ).map(viewOf),
    };
  }

  /** Records the blocks of a load, or finds those of the same load when it was interrupted. @returns their ids. */
  async begin(request: LoadBlocks): Promise<string[]> {
    return this.work.run(() => this.record(request));
  }

  async list({ district, cursor, limit = PAGE }: ListBlocks): Promise<BlockPage> {
    const rows = await this.blocks
      .find({ ...(district ? { district } : {}), ...(cursor ? { from: { $gt: numberOfCursor(cursor) } } : {}) })
      .sort({ from: 1 })
      .limit(limit + 1)
      .lean();
    const items = rows.slice(0, limit);
    return { items: items.map(viewOf), ...(rows.length > limit ? { nextCursor: items.at(-1)!.from } : {}) };
  }

  private async record({ district, from, count }: LoadBlocks): Promise<string[]> {
    if (!isDistrict(district)) throw new DistrictUnknown(district);
    const ranges = blocksOf(district, from, count);
    await this.stock.serialise(district);
    const there = await this.within(district, ranges[0]!.from, ranges.at(-1)!.to);
    const load = `${from}+${count}`;
    if (there.length === 0) return this.insert(district, ranges, load);
    const interrupted = there.every((block) => block.load === load) && there.some(({ state }) => state === 'loading');
    if (!interrupted) throw new BlockOverlap({ id: there[0]!._id, from: there[0]!.from, to: there[0]!.to });
    return there.map(({ _id }) => _id);
  }

  /** Blocks that share a number with these; numbers of another length are others. */
  private async within(district: string, first: string, last: string): Promise<BlockRow[]> {
    const rows = await this.blocks
      .find({ district, from: { $lte: last }, to: { $gte: first } })
      .sort({ from: 1 })
      .lean();
    return rows.filter(({ from }) => from.length === first.length);
  }

  private async insert(district: string, ranges: readonly Range[], load: string): Promise<string[]> {
    const createdAt = this.clock.now();
    const rows = ranges.map(
      (range): BlockRow => ({
        _id: newId('blk'),
        district,
        ...range,
        load,
        state: 'loading',
        loaded: 0,
        createdAt,
        createdBy: actorName(),
      }),
    );
    await this.blocks.insertMany(rows);
    return rows.map(({ _id }) => _id);
  }
}

const viewOf = ({ _id, district, from, to, size, state, loaded, createdAt, createdBy }: BlockRow): BlockView => ({
  id: _id,
  district,
  from,
  to,
  size,
  state,
  loaded,
  createdAt: createdAt.toISOString(),
  createdBy,
});
