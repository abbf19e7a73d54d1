import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { readConfig } from '#libs/platform/config.js';
import { AccountsModule } from '../../credit/accounts/accounts.module.js';
import { SdiExchangeModule } from '../sdi-exchange/sdi-exchange.module.js';
import { EntryDocuments } from './entry-documents.service.js';
import { InvoiceNumbers } from './invoice-numbers.service.js';
import { invoiceCounterSchema, invoiceRunSchema, invoiceSchema } from './invoice.schema.js';
import { InvoicesConfig } from './invoices.config.js';
import { InvoicesRpc } from './invoices.rpc.js';
import { Invoices } from './invoices.service.js';
import { Invoicing } from './invoicing.service.js';
import { MonthCharges } from './month-charges.service.js';
import { WaitingDocuments } from './waiting-documents.service.js';
import { InvoiceStore } from './invoice.store.js';

const models = MongooseModule.forFeature([
  { name: 'Invoice', schema: invoiceSchema },
  { name: 'InvoiceCounter', schema: invoiceCounterSchema },
  { name: 'InvoiceRun', schema: invoiceRunSchema },
]);

@Module({
  imports: [AccountsModule, SdiExchangeModule, models],
  controllers: [InvoicesRpc],
  providers: [
    Invoices,
    InvoiceStore,
    Invoicing,
    InvoiceNumbers,
    EntryDocuments,
    MonthCharges,
    WaitingDocuments,
    { provide: InvoicesConfig, useFactory: () => readConfig(InvoicesConfig) },
  ],
  exports: [
    Invoices,
    InvoiceStore,
    Invoicing,
    EntryDocuments,
    InvoicesConfig,
    models,
    AccountsModule,
    SdiExchangeModule,
  ],
})
export class InvoicesModule {}
