import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { accountSchema } from '../accounts/account.schema.js';
import { entrySchema } from './entry.schema.js';
import { HouseAccounts } from './house-accounts.js';
import { LedgerVerifier } from './ledger-verifier.js';
import { Ledger } from './ledger.service.js';

const models = MongooseModule.forFeature([{ name: 'Account', schema: accountSchema }, { name: 'LedgerEntry', schema: entrySchema }]);

/** The ledger and the accounts it keeps the credit of. */
@Module({ imports: [models], providers: [Ledger, LedgerVerifier, HouseAccounts], exports: [Ledger, LedgerVerifier, HouseAccounts, models] })
export class LedgerModule {}
