import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PlatformConfig } from '#libs/platform/config.js';
import { NumbersConfig, readNumbersConfig } from '../config/numbers.config.js';
import { blockSchema, numberSchema, stockSchema } from './number.schema.js';
import { NumberStore } from './number.store.js';

const MODELS = MongooseModule.forFeature([
  { name: 'Number', schema: numberSchema },
  { name: 'Block', schema: blockSchema },
  { name: 'Stock', schema: stockSchema },
]);
const CONFIG = { provide: NumbersConfig, useFactory: readNumbersConfig, inject: [PlatformConfig] };

/** What a number is, wherever it is in its life. */
@Module({ imports: [MODELS], providers: [CONFIG, NumberStore], exports: [MODELS, NumbersConfig, NumberStore] })
export class NumberModule {}
