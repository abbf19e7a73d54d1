import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { adjustmentSchema } from '../credit/adjustments/adjustment.schema.js';
import { changeOrderSchema } from '../contract/changes/change-order.schema.js';
import { SdiModule } from '../documents/sdi/sdi.module.js';
import { LedgerModule } from '../credit/ledger/ledger.module.js';
import { BankClaimsModule } from '../credit/bank-claims/bank-claims.module.js';
import { paymentSchema } from '../bank/payments/payment.schema.js';
import { RefundsModule } from '../refunds/refunds.module.js';
import { TrafficModule } from '../calls/traffic/traffic.module.js';
import { TransfersModule } from '../bank/transfers/transfers.module.js';
import { AccountingEraser } from './accounting-eraser.service.js';
import { BankPapersModule } from './bank-papers.module.js';
import { Eraser } from './eraser.service.js';
import { PersonalDataRpc } from './personal-data.rpc.js';
import { PersonalData } from './personal-data.service.js';

const MODELS = MongooseModule.forFeature([
  { name: 'Adjustment', schema: adjustmentSchema },
  { name: 'ChangeOrder', schema: changeOrderSchema },
  { name: 'Payment', schema: paymentSchema },
]);

/** A customer's rights over what billing keeps of it (R29). */
@Module({
  imports: [
    MODELS,
    BankClaimsModule,
    BankPapersModule,
    LedgerModule,
    SdiModule,
    RefundsModule,
    TrafficModule,
    TransfersModule,
  ],
  controllers: [PersonalDataRpc],
  providers: [PersonalData, AccountingEraser, Eraser],
})
export class PersonalDataModule {}
