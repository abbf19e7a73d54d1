import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { bankClaimSchema } from './bank-claim.schema.js';
import { BankClaims } from './bank-claims.service.js';

const models = MongooseModule.forFeature([{ name: 'BankClaim', schema: bankClaimSchema }]);

/** Refunds must know what a statement showed, and payments build on much that refunds do too: a module of its own. */
@Module({ imports: [models], providers: [BankClaims], exports: [BankClaims, models] })
export class BankClaimsModule {}
