import { Controller, Get, Inject } from '@nestjs/common';
import { billingTrafficRpc, CallPage, ListCalls } from '#libs/api/billing/traffic.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromRequest } from '../../pipeline/input.js';

/** The rated calls of a customer's own contract. */
@Controller('v1/contracts/:contractId/calls')
export class CallsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get()
  @Answers(CallPage, { summary: 'Calls with what each cost, newest first', calls: [billingTrafficRpc.listCalls] })
  list(@FromRequest(ListCalls) query: ListCalls): Promise<CallPage> {
    return this.rpc.call(billingTrafficRpc.listCalls, query);
  }
}
