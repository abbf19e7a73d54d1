import { Module } from '@nestjs/common';
import { AdjustmentsModule } from './credit/adjustments/adjustments.module.js';
import { ChangesModule } from './contract/changes/changes.module.js';
import { DebtsModule } from './monthly/debts/debts.module.js';
import { DocumentsModule } from './documents/statements/documents.module.js';
import { IndemnitiesModule } from './contract/indemnities/indemnities.module.js';
import { SdiModule } from './documents/sdi/sdi.module.js';
import { LapsedCreditModule } from './monthly/lapsed-credit/lapsed-credit.module.js';
import { PaymentsModule } from './bank/payments/payments.module.js';
import { PersonalDataModule } from './personal-data/personal-data.module.js';
import { PortingModule } from './contract/porting/porting.module.js';
import { ProvisioningModule } from './switch/provisioning.module.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { RenewalsModule } from './monthly/renewals/renewals.module.js';
import { TrafficModule } from './calls/traffic/traffic.module.js';
import { TransfersModule } from './bank/transfers/transfers.module.js';
import { LifecycleModule } from './contract/subscriptions/lifecycle.module.js';

/** The billing service: one Nest module a capability. */
@Module({
  imports: [
    AdjustmentsModule,
    DebtsModule,
    LifecycleModule,
    ChangesModule,
    DocumentsModule,
    IndemnitiesModule,
    SdiModule,
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
