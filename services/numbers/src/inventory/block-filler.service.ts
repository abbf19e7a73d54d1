import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { numberAt } from './blocks.rules.js';
import { memorability } from '../number/memorability.rules.js';
import type { BlockRow, NumberRow } from '../number/number.schema.js';
import { Stock } from './stock.service.js';

const BATCH = 2_000;
const LOCK_MS = 10_000;
const WAIT_MS = 250;

/**
 * Puts the numbers of blocks into the inventory, batch by batch. Where it stopped is stored, a number that is there
 * already is left alone: it may die anywhere, and whoever runs it next goes on.
 */
@Injectable()
export class BlockFiller {
  constructor(
    @InjectModel('Block') private readonly blocks: Model<BlockRow>,
    @InjectModel('Number') private readonly numbers: Model<NumberRow>,
    @Inject(Stock) private readonly stock: Stock,
  ) {}

  /** Fills these blocks, and waits for those that another process fills. `progress` is told how many numbers of them are there. */
  async fill(ids: readonly string[], progress: (loaded: number) => void = () => undefined): Promise<void> {
    for (;;) {
      const rows = await this.blocks
        .find({ _id: { $in: [...ids] } })
        .sort({ from: 1 })
        .lean();
      const loading = rows.filter(({ state }) => state === 'loading');
      let there = rows.reduce((sum, { loaded }) => sum + loaded, 0);
      progress(there);
      if (loading.length === 0) break;
      let filled = 0;
      for (const { _id } of loading) filled += await this.fillOne(_id, (added) => progress((there += added)));
      if (filled === 0) await setTimeout(WAIT_MS);
    }
    await this.stock.count(await this.blocks.distinct('district', { _id: { $in: [...ids] } }));
  }

  /** Fills what an interrupted process has left. */
  async fillPending(): Promise<void> {
    const pending = await this.blocks.find({ state: 'loading' }, { _id: 1 }).limit(200).lean();
    if (pending.length > 0) await this.fill(pending.map(({ _id }) => _id));
  }

  /** @returns how many numbers it went through: none when another process has the block. */
  private async fillOne(blockId: string, progress: (added: number) => void): Promise<number> {
    const now = Date.now();
    const free = {
      _id: blockId,
      state: 'loading' as const,
      $or: [{ lockedUntil: null }, { lockedUntil: { $lt: new Date(now) } }],
    };
    const block = await this.blocks.findOneAndUpdate(
      free,
      { $set: { lockedUntil: new Date(now + LOCK_MS) } },
      { lean: true },
    );
    if (!block) return 0;
    for (let loaded = block.loaded; loaded < block.size; ) {
      const size = Math.min(BATCH, block.size - loaded);
      await this.insert(block, loaded, size);
      loaded += size;
      await this.blocks.updateOne({ _id: blockId }, { $set: { loaded, lockedUntil: new Date(Date.now() + LOCK_MS) } });
      progress(size);
    }
    await this.blocks.updateOne({ _id: blockId }, { $set: { state: 'ready' }, $unset: { lockedUntil: 1 } });
    return block.size - block.loaded;
  }

  private async insert(block: BlockRow, offset: number, size: number): Promise<void> {
    const rows = Array.from({ length: size }, (_, index): NumberRow => {
      const number = numberAt(block.from, offset + index);
      return {
        _id: number,
        district: block.district,
        state: 'available',
        pick: Math.random(),
        score: memorability(number.slice(3 + block.district.length)),
        blockId: block._id,
      };
    });
    try {
      // The driver's own method: a million rows need no casting.
      await this.numbers.collection.insertMany(rows as never[], { ordered: false });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
}
