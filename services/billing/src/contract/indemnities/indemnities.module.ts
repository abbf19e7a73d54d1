import { Module } from '@nestjs/common';
import { readConfig } from '#libs/platform/config.js';
import { LedgerModule } from '../../credit/ledger/ledger.module.js';
import { RefundsModule } from '../../refunds/refunds.module.js';
import { IndemnitiesConfig } from './indemnities.config.js';
import { IndemnityEvents } from './indemnities.events.js';
import { Indemnities } from './indemnities.service.js';

/** What the operator owes its customers for its delays. */
@Module({
  imports: [LedgerModule, RefundsModule],
  controllers: [IndemnityEvents],
  providers: [Indemnities, { provide: IndemnitiesConfig, useFactory: () => readConfig(IndemnitiesConfig) }],
})
export class IndemnitiesModule {}
