import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import {
  billingDocumentsRpc,
  type DocumentFile,
  type MonthStatement,
  type OfMonth,
} from '#libs/api/billing/documents.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { OperatorConfig } from '#libs/platform/operator.config.js';
import { statementPdf } from './statement-pdf.format.js';
import { MonthStatements } from './statements.service.js';

@Controller()
export class DocumentsRpc {
  constructor(
    @Inject(MonthStatements) private readonly statements: MonthStatements,
    @Inject(OperatorConfig) private readonly operator: OperatorConfig,
  ) {}

  @HandleRpc(billingDocumentsRpc.monthStatement)
  month(request: OfMonth, { actor, locale }: RequestContext): Promise<MonthStatement> {
    return this.statements.month(request, actor, locale);
  }

  @HandleRpc(billingDocumentsRpc.monthStatementPdf)
  async pdf(request: OfMonth, { actor, locale }: RequestContext): Promise<DocumentFile> {
    const statement = await this.statements.month(request, actor, locale);
    const pdf = await statementPdf(statement, locale, this.operator.OPERATOR_NAME);
    return {
      fileName: `${statement.contractNumber}-${statement.period}${statement.parts > 1 ? `-${statement.part}` : ''}.pdf`,
      content: pdf.toString('base64'),
    };
  }
}
