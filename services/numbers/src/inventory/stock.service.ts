import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import {
  districtRunsLow,
  type DistrictList,
  type DistrictUses,
  type ListDistricts,
  type NumberState,
} from '#libs/api/numbers/inventory.js';
import { districts, isDistrict, type District } from '#libs/italy/phone-number.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { NumbersConfig } from '../config/numbers.config.js';
import type { StockRow } from '../number/number.schema.js';
import { NumberStore } from '../number/number.store.js';

const localityOf = new Map(districts().map(({ prefix, locality }) => [prefix, locality]));

/** How many numbers each district has in each state: counted now and then, so that reservations share no document. */
@Injectable()
export class Stock {
  constructor(
    @InjectModel('Stock') private readonly stock: Model<StockRow>,
    @Inject(NumberStore) private readonly store: NumberStore,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(NumbersConfig) private readonly config: NumbersConfig,
  ) {}

  /** Within a transaction: makes a second load of the district wait for the first, or start over. */
  async serialise(district: string): Promise<void> {
    await this.stock.updateOne(
      { _id: district },
      { $inc: { loads: 1 }, $setOnInsert: { counts: {} } },
      { upsert: true },
    );
  }

  /** Counts every district that has numbers. */
  async countAll(): Promise<void> {
    await this.count((await this.stock.find({}, { _id: 1 }).lean()).map(({ _id }) => _id));
  }

  /** Counts the districts whose numbers this process has moved since. */
  async countTouched(): Promise<void> {
    const districts = [...this.store.touched];
    this.store.touched.clear();
    await this.count(districts);
  }

  /** Counts districts, all in one pass, and raises the alarm, once, of each that runs low. */
  async count(districts: readonly string[]): Promise<void> {
    if (districts.length === 0) return;
    const which = districts.length === 1 ? districts[0]! : { $in: [...districts] };
    const groups = await this.store.numbers.aggregate<{ _id: { district: string; state: NumberState }; count: number }>(
      [
        { $match: { district: which } },
        { $group: { _id: { district: '$district', state: '$state' }, count: { $sum: 1 } } },
      ],
    );
    for (const district of districts) {
      const own = groups.filter(({ _id }) => _id.district === district);
      await this.keep(district, Object.fromEntries(own.map(({ _id, count }) => [_id.state, count])));
    }
  }

  private async keep(district: string, counts: StockRow['counts']): Promise<void> {
    const available = counts.available ?? 0;
    const countedAt = this.clock.now();
    const isLow = available < this.config.LOW_STOCK_BELOW;
    await this.work.run(async (tx) => {
      const before = await this.stock.findOneAndUpdate(
        { _id: district },
        { $set: { counts, countedAt, low: isLow } },
        { lean: true },
      );
      if (!isLow || !before || before.low || !isDistrict(district)) return;
      tx.emit(districtRunsLow, district, {
        district,
        locality: localityOf.get(district)!,
        available,
        lowBelow: this.config.LOW_STOCK_BELOW,
        at: countedAt.toISOString(),
      });
    });
  }

  /** How many numbers of a district are free or reserved, at the last count: reservations do not change it. */
  async unassigned(district: string): Promise<number> {
    const counts = (await this.stock.findById(district, { counts: 1 }).lean())?.counts ?? {};
    return (counts.available ?? 0) + (counts.reserved ?? 0);
  }

  /** Districts by part of their name or the beginning of their prefix. */
  async list({ query, available }: ListDistricts): Promise<DistrictList> {
    const counted = await this.counted();
    const items = matching(query).map(({ prefix, locality }) => ({
      district: prefix,
      locality,
      available: counted.get(prefix)?.counts.available ?? 0,
    }));
    return { items: available ? items.filter((item) => item.available > 0) : items };
  }

  /** The use of every district that has numbers. */
  async utilisation({ query, available }: ListDistricts): Promise<DistrictUses> {
    const counted = await this.counted();
    const rows = matching(query)
      .map(({ prefix }) => counted.get(prefix))
      .filter((row) => row?.countedAt !== undefined) as StockRow[];
    const items = rows.map((row) => this.useOf(row));
    return { items: available ? items.filter((item) => item.available > 0) : items };
  }

  private useOf({ _id, counts, low, countedAt }: StockRow): DistrictUses['items'][number] {
    const {
      available = 0,
      reserved = 0,
      assigned = 0,
      porting_out: portingOut = 0,
      ported_out: portedOut = 0,
      quarantined = 0,
    } = counts;
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const usedBasisPoints = total === 0 ? 0 : Math.round(((total - available) * 10_000) / total);
    return {
      district: _id,
      locality: localityOf.get(_id)!,
      available,
      reserved,
      assigned,
      portingOut,
      portedOut,
      quarantined,
      total,
      usedBasisPoints,
      low: low ?? false,
      lowBelow: this.config.LOW_STOCK_BELOW,
      countedAt: countedAt!.toISOString(),
    };
  }

  private async counted(): Promise<ReadonlyMap<string, StockRow>> {
    return new Map((await this.stock.find().lean()).map((row) => [row._id, row]));
  }
}

function matching(query = ''): District[] {
  const text = query.trim().toLowerCase();
  return districts().filter(({ prefix, locality }) => prefix.startsWith(text) || locality.toLowerCase().includes(text));
}
