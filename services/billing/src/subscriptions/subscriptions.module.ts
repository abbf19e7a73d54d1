import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { Activation } from './activation.service.js';

@Module({ imports: [AccountsModule], providers: [Activation], exports: [Activation, AccountsModule] })
export class SubscriptionsModule {}
