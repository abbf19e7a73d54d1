import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PlatformConfig } from '#libs/platform/config.js';
import { NumbersConfig, readNumbersConfig } from '../config/numbers.config.js';
import { BlockFiller } from './block-filler.js';
import { Blocks } from './blocks.service.js';
import { blockSchema, numberSchema, stockSchema } from '../number/number.schema.js';
import { NumberStore } from '../number/number-store.js';
import { Inventory } from './inventory.service.js';
import { RenamedDistricts } from './renamed-districts.js';
import { Stock } from './stock.service.js';

const MODELS = MongooseModule.forFeature([
  { name: 'Number', schema: numberSchema },
  { name: 'Block', schema: blockSchema },
  { name: 'Stock', schema: stockSchema },
]);
const PROVIDERS = [
  { provide: NumbersConfig, useFactory: readNumbersConfig, inject: [PlatformConfig] },
  NumberStore,
  Stock,
  BlockFiller,
  Blocks,
  Inventory,
  RenamedDistricts,
];

/** The numbers there are, by district and block. */
@Module({ imports: [MODELS], providers: PROVIDERS, exports: [MODELS, ...PROVIDERS] })
export class InventoryModule {}
