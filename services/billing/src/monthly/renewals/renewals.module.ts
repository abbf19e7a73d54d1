import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { readConfig } from '#libs/platform/config.js';
import { AccountsModule } from '../../credit/accounts/accounts.module.js';
import { Charging } from './charging.service.js';
import { RenewalForecasts } from './forecasts.service.js';
import { Planner } from './planner.service.js';
import { RenewalsConfig } from './renewals.config.js';
import { RenewalsRpc } from './renewals.rpc.js';
import { Renewals } from './renewals.service.js';
import { runSchema, shardSchema } from './run.schema.js';
import { ShardQueue } from './shard-queue.service.js';
import { ShardWorker } from './shard.worker.js';

@Module({
  imports: [
    AccountsModule,
    MongooseModule.forFeature([
      { name: 'RenewalRun', schema: runSchema },
      { name: 'RenewalShard', schema: shardSchema },
    ]),
  ],
  controllers: [RenewalsRpc],
  providers: [
    Charging,
    Planner,
    ShardQueue,
    ShardWorker,
    Renewals,
    RenewalForecasts,
    { provide: RenewalsConfig, useFactory: () => readConfig(RenewalsConfig) },
  ],
  exports: [Charging, Renewals],
})
export class RenewalsModule {}
