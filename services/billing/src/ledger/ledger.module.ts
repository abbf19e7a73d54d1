import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { accountSchema } from '../accounts/account.schema.js';
import { entrySchema } from './entry.schema.js';
import { Ledger } from './ledger.service.js';

const models = MongooseModule.forFeature([{ name: 'Account', schema: accountSchema }, { name: 'LedgerEntry', schema: entrySchema }]);

/** The ledger and the accounts it keeps the credit of. */
@Module({ imports: [models], providers: [Ledger], exports: [Ledger, models] })
export class LedgerModule {}
