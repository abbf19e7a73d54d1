import { Module } from '@nestjs/common';
import { LedgerModule } from './ledger/ledger.module.js';

/** The billing service: one Nest module a capability. */
@Module({ imports: [LedgerModule] })
export class BillingModule {}
