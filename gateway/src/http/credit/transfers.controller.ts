import { Controller, Get, Inject, Post } from '@nestjs/common';
import {
  billingRefundsRpc,
  AssignTransfer,
  BankFile,
  DismissTransfer,
  ListUnmatched,
  StatementImport,
  UnmatchedPage,
  UnmatchedTransfer,
} from '#libs/api/billing/refunds.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

/** Bank statements and the lines of them that wait for staff. */
@Controller('v1/staff')
export class TransfersController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post('bank-statements')
  @Answers(StatementImport, {
    status: 200,
    summary:
      'Load a CAMT statement, report or notification: each transfer is credited once however often it is told, refunds that came back are owed again',
    calls: [billingRefundsRpc.importStatement],
  })
  load(@FromBody(BankFile) file: BankFile): Promise<StatementImport> {
    return this.rpc.call(billingRefundsRpc.importStatement, file);
  }

  @Get('unmatched-transfers')
  @Answers(UnmatchedPage, {
    summary: 'Lines of statements that wait for staff, each with its reason',
    calls: [billingRefundsRpc.listUnmatched],
  })
  list(@FromQuery(ListUnmatched) query: ListUnmatched): Promise<UnmatchedPage> {
    return this.rpc.call(billingRefundsRpc.listUnmatched, query);
  }

  @Post('unmatched-transfers/:transferId/assign')
  @Answers(UnmatchedTransfer, {
    status: 200,
    summary: 'Credit a transfer to the contract it was meant for',
    calls: [billingRefundsRpc.assignTransfer],
  })
  assign(@FromRequest(AssignTransfer) request: AssignTransfer): Promise<UnmatchedTransfer> {
    return this.rpc.call(billingRefundsRpc.assignTransfer, request);
  }

  @Post('unmatched-transfers/:transferId/dismiss')
  @Answers(UnmatchedTransfer, {
    status: 200,
    summary: 'Take a line off the list that is no money of a contract, with the reason',
    calls: [billingRefundsRpc.dismissTransfer],
  })
  dismiss(@FromRequest(DismissTransfer) request: DismissTransfer): Promise<UnmatchedTransfer> {
    return this.rpc.call(billingRefundsRpc.dismissTransfer, request);
  }
}
