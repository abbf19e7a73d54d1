import { Module } from '@nestjs/common';
import { PaymentsModule } from './payments/payments.module.js';

/** The billing service: one Nest module a capability. */
@Module({ imports: [PaymentsModule] })
export class BillingModule {}
