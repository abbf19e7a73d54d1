import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { QuotesModule } from '../../pricing/quotes/quotes.module.js';
import { AccountsRpc } from './accounts.rpc.js';
import { ActivationPrice } from './activation-price.service.js';
import { Accounts } from './accounts.service.js';
import { Credit } from './credit.service.js';

@Module({
  imports: [LedgerModule, QuotesModule],
  controllers: [AccountsRpc],
  providers: [Accounts, ActivationPrice, Credit],
  exports: [Accounts, ActivationPrice, LedgerModule, QuotesModule],
})
export class AccountsModule {}
