import { Controller, Get, Inject, Post } from '@nestjs/common';
import {
  billingCallRejectsRpc,
  CallRejectPage,
  CallRejectView,
  DecideCallReject,
  ListCallRejects,
} from '#libs/api/billing/call-rejects.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromQuery, FromRequest } from '../../pipeline/input.js';

/** Call records that were not taken, for staff to decide about. */
@Controller('v1/staff/call-rejects')
export class CallRejectsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get()
  @Answers(CallRejectPage, {
    summary: 'Call records that were not taken: those that wait, or were decided about',
    calls: [billingCallRejectsRpc.list],
  })
  list(@FromQuery(ListCallRejects) query: ListCallRejects): Promise<CallRejectPage> {
    return this.rpc.call(billingCallRejectsRpc.list, query);
  }

  @Post(':rejectId/accept')
  @Answers(CallRejectView, {
    status: 200,
    summary:
      'Take the record in, in the place of the one that its call was charged by; the ledger is corrected by the difference',
    calls: [billingCallRejectsRpc.accept],
  })
  accept(@FromRequest(DecideCallReject) request: DecideCallReject): Promise<CallRejectView> {
    return this.rpc.call(billingCallRejectsRpc.accept, request);
  }

  @Post(':rejectId/dismiss')
  @Answers(CallRejectView, {
    status: 200,
    summary: 'Leave the record out for good: sent again, it changes nothing',
    calls: [billingCallRejectsRpc.dismiss],
  })
  dismiss(@FromRequest(DecideCallReject) request: DecideCallReject): Promise<CallRejectView> {
    return this.rpc.call(billingCallRejectsRpc.dismiss, request);
  }
}
