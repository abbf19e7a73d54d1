import { Module } from '@nestjs/common';
import { AdjustmentsModule } from './adjustments/adjustments.module.js';
import { ChangesModule } from './changes/changes.module.js';
import { DebtsModule } from './debts/debts.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { IndemnitiesModule } from './indemnities/indemnities.module.js';
import { InvoicesModule } from './invoices/invoices.module.js';
import { LapsedCreditModule } from './lapsed-credit/lapsed-credit.module.js';
import { PaymentsModule } from './payments/payments.module.js';
import { PersonalDataModule } from './personal-data/personal-data.module.js';
import { PortingModule } from './porting/porting.module.js';
import { ProvisioningModule } from './provisioning/provisioning.module.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { RenewalsModule } from './renewals/renewals.module.js';
import { TrafficModule } from './traffic/traffic.module.js';
import { TransfersModule } from './transfers/transfers.module.js';
import { LifecycleModule } from './subscriptions/lifecycle.module.js';

/** The billing service: one Nest module a capability. */
@Module({
  imports: [
    AdjustmentsModule,
    DebtsModule,
    LifecycleModule,
    ChangesModule,
    DocumentsModule,
    IndemnitiesModule,
    InvoicesModule,
    LapsedCreditModule,
    PaymentsModule,
    PersonalDataModule,
    PortingModule,
    ProvisioningModule,
    RefundsModule,
    RenewalsModule,
    TrafficModule,
    TransfersModule,
  ],
})
export class BillingModule {}
