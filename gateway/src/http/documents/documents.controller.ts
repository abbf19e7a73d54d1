import { Controller, Get, Header, Inject } from '@nestjs/common';
import { billingDocumentsRpc, MonthStatement, StatementPart } from '#libs/api/billing/documents.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromPath, FromQuery } from '../../pipeline/input.js';

/** Documents of a month of a customer's own contract. */
@Controller('v1/contracts/:contractId/statements')
export class DocumentsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get(':period')
  @Answers(MonthStatement, {
    summary:
      'Everything that moved the credit of a month, with net, VAT and gross of each charge; split at a change of holder',
    calls: [billingDocumentsRpc.monthStatement],
  })
  month(
    @FromPath('contractId') contractId: string,
    @FromPath('period', 'period') period: string,
    @FromQuery(StatementPart) { part }: StatementPart,
  ): Promise<MonthStatement> {
    return this.rpc.call(billingDocumentsRpc.monthStatement, { contractId, period, part });
  }

  @Get(':period/statement.pdf')
  @Header('Content-Type', 'application/pdf')
  @Answers(undefined, {
    contentType: 'application/pdf',
    summary: 'The same as PDF',
    calls: [billingDocumentsRpc.monthStatementPdf],
  })
  async pdf(
    @FromPath('contractId') contractId: string,
    @FromPath('period', 'period') period: string,
    @FromQuery(StatementPart) { part }: StatementPart,
  ): Promise<Buffer> {
    const { content } = await this.rpc.call(billingDocumentsRpc.monthStatementPdf, { contractId, period, part });
    return Buffer.from(content, 'base64');
  }
}
