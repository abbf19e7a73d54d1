import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { readConfig } from '#libs/platform/config.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { HeldCreditModule } from '../traffic/held-credit.js';
import { BankStatusImport } from './bank-status.service.js';
import { RefundBatches } from './refund-batches.service.js';
import { refundBatchSchema, refundSchema } from './refund.schema.js';
import { RefundsConfig } from './refunds.config.js';
import { RefundsRpc } from './refunds.rpc.js';
import { Refunds } from './refunds.service.js';

const models = MongooseModule.forFeature([{ name: 'Refund', schema: refundSchema }, { name: 'RefundBatch', schema: refundBatchSchema }]);

@Module({
  imports: [LedgerModule, HeldCreditModule, models],
  controllers: [RefundsRpc],
  providers: [Refunds, RefundBatches, BankStatusImport, { provide: RefundsConfig, useFactory: () => readConfig(RefundsConfig) }],
  exports: [Refunds, RefundBatches, BankStatusImport, RefundsConfig, models],
})
export class RefundsModule {}
