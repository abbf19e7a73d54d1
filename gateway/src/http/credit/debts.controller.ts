import { Controller, Get, Inject } from '@nestjs/common';
import { billingDebtsRpc, DebtPage, ListDebts } from '#libs/api/billing/debts.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromQuery } from '../../pipeline/input.js';

/** Contracts whose credit is below zero (R7). */
@Controller('v1/staff/debts')
export class DebtsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get()
  @Answers(DebtPage, {
    summary: 'Debts, the oldest first, with the ageing of all of them',
    calls: [billingDebtsRpc.list],
  })
  list(@FromQuery(ListDebts) query: ListDebts): Promise<DebtPage> {
    return this.rpc.call(billingDebtsRpc.list, query);
  }
}
