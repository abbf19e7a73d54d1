import { Module } from '@nestjs/common';
import { AccountsModule } from '../../credit/accounts/accounts.module.js';
import { Activation } from './activation.service.js';
import { PendingActivations } from './pending-activations.service.js';

@Module({
  imports: [AccountsModule],
  providers: [Activation, PendingActivations],
  exports: [Activation, PendingActivations, AccountsModule],
})
export class SubscriptionsModule {}
