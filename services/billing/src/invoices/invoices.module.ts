import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { readConfig } from '#libs/platform/config.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { invoiceCounterSchema, invoiceRunSchema, invoiceSchema } from './invoice.schema.js';
import { InvoicesConfig } from './invoices.config.js';
import { InvoicesRpc } from './invoices.rpc.js';
import { Invoices } from './invoices.service.js';
import { Invoicing } from './invoicing.service.js';
import { MonthCharges } from './month-charges.js';
import { OperatorConfig, readOperatorConfig } from './operator.config.js';

const models = MongooseModule.forFeature([{ name: 'Invoice', schema: invoiceSchema }, { name: 'InvoiceCounter', schema: invoiceCounterSchema }, { name: 'InvoiceRun', schema: invoiceRunSchema }]);

@Module({
  imports: [AccountsModule, models],
  controllers: [InvoicesRpc],
  providers: [Invoices, Invoicing, MonthCharges, { provide: OperatorConfig, useFactory: () => readOperatorConfig() }, { provide: InvoicesConfig, useFactory: () => readConfig(InvoicesConfig) }],
  exports: [Invoices, Invoicing, OperatorConfig, InvoicesConfig, models, AccountsModule],
})
export class InvoicesModule {}
