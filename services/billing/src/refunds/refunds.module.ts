import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { LedgerModule } from '../credit/ledger/ledger.module.js';
import { BankClaimsModule } from '../credit/bank-claims/bank-claims.module.js';
import { HeldCreditModule } from '../credit/held/held-credit.service.js';
import { BankStatusImport } from './bank-status.service.js';
import { RefundBatches } from './refund-batches.service.js';
import { CreditAuthors } from './credit-authors.service.js';
import { refundBatchSchema, refundSchema } from './refund.schema.js';
import { readRefundsConfig, RefundsConfig } from '../config/refunds.config.js';
import { RefundsRpc } from './refunds.rpc.js';
import { Refunds } from './refunds.service.js';

const models = MongooseModule.forFeature([
  { name: 'Refund', schema: refundSchema },
  { name: 'RefundBatch', schema: refundBatchSchema },
]);

@Module({
  imports: [BankClaimsModule, LedgerModule, HeldCreditModule, models],
  controllers: [RefundsRpc],
  providers: [
    CreditAuthors,
    Refunds,
    RefundBatches,
    BankStatusImport,
    { provide: RefundsConfig, useFactory: () => readRefundsConfig() },
  ],
  exports: [Refunds, RefundBatches, BankStatusImport, RefundsConfig, models],
})
export class RefundsModule {}
