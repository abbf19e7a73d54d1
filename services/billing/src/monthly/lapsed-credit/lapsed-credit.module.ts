import { Module } from '@nestjs/common';
import { readConfig } from '#libs/platform/config.js';
import { LedgerModule } from '../../credit/ledger/ledger.module.js';
import { LapsedCredit } from './lapsed-credit.js';
import { LapsedCreditConfig } from './lapsed-credit.config.js';

@Module({
  imports: [LedgerModule],
  providers: [LapsedCredit, { provide: LapsedCreditConfig, useFactory: () => readConfig(LapsedCreditConfig) }],
  exports: [LapsedCredit],
})
export class LapsedCreditModule {}
