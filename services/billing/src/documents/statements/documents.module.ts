import { Module } from '@nestjs/common';
import { AccountsModule } from '../../credit/accounts/accounts.module.js';
import { RefundsModule } from '../../refunds/refunds.module.js';
import { DocumentsRpc } from './documents.rpc.js';
import { MovementsExport } from './movements-export.service.js';
import { MonthStatements } from './statements.service.js';

@Module({
  imports: [AccountsModule, RefundsModule],
  controllers: [DocumentsRpc],
  providers: [MonthStatements, MovementsExport],
  exports: [MonthStatements, MovementsExport],
})
export class DocumentsModule {}
