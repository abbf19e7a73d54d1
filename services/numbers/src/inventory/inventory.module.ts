import { Module } from '@nestjs/common';
import { NumberModule } from '../number/number.module.js';
import { BlockFiller } from './block-filler.service.js';
import { Blocks } from './blocks.service.js';
import { Inventory } from './inventory.service.js';
import { RenamedDistricts } from './renamed-districts.migration.js';
import { Stock } from './stock.service.js';

const PROVIDERS = [Stock, BlockFiller, Blocks, Inventory, RenamedDistricts];

/** The numbers there are, by district and block. */
@Module({ imports: [NumberModule], providers: PROVIDERS, exports: [NumberModule, ...PROVIDERS] })
export class InventoryModule {}
