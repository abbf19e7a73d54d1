import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CatalogueModule } from '../../pricing/catalogue/catalogue.module.js';
import { PaymentWaysModule } from '../payment-ways/payment-ways.module.js';
import { accountSchema } from '../../account/account.schema.js';
import { AccountBook } from './account-book.store.js';
import { BasisSwitch, completedSwitchSchema } from './basis-switch.service.js';
import { ChargeReturns } from './charge-returns.service.js';
import { CreditEntries } from './credit-entries.service.js';
import { documentDueSchema } from './document-due.schema.js';
import { entrySchema } from './entry.schema.js';
import { HouseAccounts } from './house-accounts.service.js';
import { LedgerExport } from './ledger-export.service.js';
import { LedgerVerifier } from './ledger-verifier.service.js';
import { Ledger } from './ledger.service.js';
import { VatBasis } from './vat-basis.service.js';

const models = MongooseModule.forFeature([
  { name: 'Account', schema: accountSchema },
  { name: 'LedgerEntry', schema: entrySchema },
  { name: 'DocumentDue', schema: documentDueSchema },
  { name: 'CompletedSwitch', schema: completedSwitchSchema },
]);

/** The ledger and the accounts it keeps the credit of. */
@Module({
  imports: [CatalogueModule, PaymentWaysModule, models],
  providers: [
    AccountBook,
    Ledger,
    LedgerExport,
    LedgerVerifier,
    HouseAccounts,
    VatBasis,
    CreditEntries,
    ChargeReturns,
    BasisSwitch,
  ],
  exports: [
    AccountBook,
    Ledger,
    LedgerVerifier,
    HouseAccounts,
    VatBasis,
    CreditEntries,
    ChargeReturns,
    BasisSwitch,
    CatalogueModule,
    PaymentWaysModule,
    models,
  ],
})
export class LedgerModule {}
