import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { readConfig } from '#libs/platform/config.js';
import { LedgerModule } from '../../credit/ledger/ledger.module.js';
import { debtCaseSchema } from './debt-case.schema.js';
import { DebtFollowUp } from './debt-follow-up.service.js';
import { DebtsConfig } from './debts.config.js';
import { DebtsRpc } from './debts.rpc.js';
import { Debts } from './debts.service.js';

@Module({
  imports: [LedgerModule, MongooseModule.forFeature([{ name: 'DebtCase', schema: debtCaseSchema }])],
  controllers: [DebtsRpc],
  providers: [Debts, DebtFollowUp, { provide: DebtsConfig, useFactory: () => readConfig(DebtsConfig) }],
  exports: [DebtFollowUp],
})
export class DebtsModule {}
