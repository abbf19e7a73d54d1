import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { EntryDocuments } from './entry-documents.js';
import { InvoiceNumbers } from './invoice-numbers.js';
import { invoiceCounterSchema, invoiceRunSchema, invoiceSchema } from './invoice.schema.js';
import { InvoicesConfig } from './invoices.config.js';
import { InvoicesRpc } from './invoices.rpc.js';
import { Invoices } from './invoices.service.js';
import { Invoicing } from './invoicing.service.js';
import { MonthCharges } from './month-charges.js';
import { OperatorConfig, readOperatorConfig } from './operator.config.js';
import { Resending } from './sdi/resending.service.js';
import { SDI } from './sdi/sdi.js';
import { readSdiConfig, SdiConfig } from './sdi/sdi.config.js';
import { SdiAlarms } from './sdi/sdi-alarms.service.js';
import { SdiExchanges } from './sdi/sdi-exchange.service.js';
import { SdiFiles } from './sdi/sdi-files.js';
import { sdiMessageSchema } from './sdi/sdi-message.schema.js';
import { SdiMessages } from './sdi/sdi-messages.service.js';
import { SdiRpc } from './sdi/sdi.rpc.js';
import { SdiSimulator } from './sdi/sdi-simulator.js';

const models = MongooseModule.forFeature([
  { name: 'Invoice', schema: invoiceSchema },
  { name: 'InvoiceCounter', schema: invoiceCounterSchema },
  { name: 'InvoiceRun', schema: invoiceRunSchema },
  { name: 'SdiMessage', schema: sdiMessageSchema },
]);

/** The way to SdI where there is one, and what stands at its far end. */
const EXCHANGE = [
  { provide: SdiConfig, useFactory: readSdiConfig, inject: [PlatformConfig] },
  {
    provide: SDI,
    useFactory: ({ SDI_FOLDER: folder }: SdiConfig) => (folder ? new SdiFiles(folder) : undefined),
    inject: [SdiConfig],
  },
  {
    provide: SdiSimulator,
    useFactory: ({ SDI_FOLDER: folder, SDI_SIMULATOR: simulator }: SdiConfig) =>
      simulator === 'on' ? new SdiSimulator(folder!) : undefined,
    inject: [SdiConfig],
  },
  SdiMessages,
  SdiAlarms,
  SdiExchanges,
  Resending,
];

@Module({
  imports: [AccountsModule, models],
  controllers: [InvoicesRpc, SdiRpc],
  providers: [
    ...EXCHANGE,
    Invoices,
    Invoicing,
    InvoiceNumbers,
    EntryDocuments,
    MonthCharges,
    { provide: OperatorConfig, useFactory: () => readOperatorConfig() },
    { provide: InvoicesConfig, useFactory: () => readConfig(InvoicesConfig) },
  ],
  exports: [Invoices, Invoicing, EntryDocuments, SdiExchanges, OperatorConfig, InvoicesConfig, models, AccountsModule],
})
export class InvoicesModule {}
