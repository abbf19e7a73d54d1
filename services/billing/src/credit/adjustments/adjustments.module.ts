import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { readConfig } from '#libs/platform/config.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { adjustmentSchema } from './adjustment.schema.js';
import { AdjustmentsConfig } from './adjustments.config.js';
import { AdjustmentsRpc } from './adjustments.rpc.js';
import { Adjustments } from './adjustments.service.js';

@Module({
  imports: [LedgerModule, MongooseModule.forFeature([{ name: 'Adjustment', schema: adjustmentSchema }])],
  controllers: [AdjustmentsRpc],
  providers: [Adjustments, { provide: AdjustmentsConfig, useFactory: () => readConfig(AdjustmentsConfig) }],
})
export class AdjustmentsModule {}
