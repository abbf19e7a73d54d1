import { Module } from '@nestjs/common';
import { RefundsModule } from '../../refunds/refunds.module.js';
import { RenewalsModule } from '../../monthly/renewals/renewals.module.js';
import { TrafficModule } from '../../calls/traffic/traffic.module.js';
import { IdentityEvents } from './identities.events.js';
import { LifecycleRpc } from './lifecycle.rpc.js';
import { Lifecycle } from './lifecycle.service.js';
import { SubscriptionsModule } from './subscriptions.module.js';
import { Withdrawals } from './withdrawal.service.js';

@Module({
  imports: [SubscriptionsModule, RenewalsModule, RefundsModule, TrafficModule],
  controllers: [LifecycleRpc, IdentityEvents],
  providers: [Lifecycle, Withdrawals],
  exports: [Lifecycle],
})
export class LifecycleModule {}
