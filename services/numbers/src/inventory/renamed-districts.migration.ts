import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { BlockRow, NumberRow, StockRow } from '../number/number.schema.js';
import { Stock } from './stock.service.js';

/** Districts that were once listed by three digits, and what they are. */
const RENAMED = { '013': '0131', '048': '0481' } as const;

/** Gives what was loaded under a district's old prefix to the district, once; done again it finds nothing. */
@Injectable()
export class RenamedDistricts implements OnApplicationBootstrap {
  constructor(
    @InjectModel('Number') private readonly numbers: Model<NumberRow>,
    @InjectModel('Block') private readonly blocks: Model<BlockRow>,
    @InjectModel('Stock') private readonly counts: Model<StockRow>,
    @Inject(Stock) private readonly stock: Stock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const [before, district] of Object.entries(RENAMED)) {
      if (!(await this.counts.exists({ _id: before }))) continue;
      await this.blocks.updateMany({ district: before }, { $set: { district } });
      await this.numbers.updateMany({ district: before }, { $set: { district } });
      await this.stock.serialise(district);
      await this.stock.count([district]);
      // Last, because it is what says that there is something to do.
      await this.counts.deleteOne({ _id: before });
    }
  }
}
