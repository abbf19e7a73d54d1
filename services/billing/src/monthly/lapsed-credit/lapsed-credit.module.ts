import { Module } from '@nestjs/common';
import { readConfig } from '#libs/platform/config.js';
import { LedgerModule } from '../../credit/ledger/ledger.module.js';
import { CreditLeftOver } from './credit-left.service.js';
import { LapsedCreditRpc } from './lapsed-credit.rpc.js';
import { LapsedCredit } from './lapsed-credit.service.js';
import { LapsedCreditConfig } from './lapsed-credit.config.js';

@Module({
  imports: [LedgerModule],
  controllers: [LapsedCreditRpc],
  providers: [
    LapsedCredit,
    CreditLeftOver,
    { provide: LapsedCreditConfig, useFactory: () => readConfig(LapsedCreditConfig) },
  ],
  exports: [LapsedCredit],
})
export class LapsedCreditModule {}
