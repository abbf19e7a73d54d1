import { Controller, Get, Inject, Post } from '@nestjs/common';
import { billingRefundsRpc, AssignTransfer, BankFile, ListUnmatched, StatementImport, UnmatchedPage, UnmatchedTransfer } from '#libs/contracts/billing-refunds.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

const FILE_MS = 25_000;

/** Bank statements and the transfers in them that name no contract. */
@Controller('v1/staff')
export class TransfersController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post('bank-statements')
  @Answers(StatementImport, { status: 200, summary: 'Load a CAMT.053 statement: each transfer is credited once however often it is loaded' })
  load(@FromBody(BankFile) file: BankFile): Promise<StatementImport> {
    return this.rpc.call(billingRefundsRpc.importStatement, file, { deadlineMs: FILE_MS });
  }

  @Get('unmatched-transfers')
  @Answers(UnmatchedPage, { summary: 'Transfers that came in and name no contract' })
  list(@FromQuery(ListUnmatched) query: ListUnmatched): Promise<UnmatchedPage> {
    return this.rpc.call(billingRefundsRpc.listUnmatched, query);
  }

  @Post('unmatched-transfers/:transferId/assign')
  @Answers(UnmatchedTransfer, { status: 200, summary: 'Credit a transfer to the contract it was meant for' })
  assign(@FromRequest(AssignTransfer) request: AssignTransfer): Promise<UnmatchedTransfer> {
    return this.rpc.call(billingRefundsRpc.assignTransfer, request);
  }
}
