import { Controller, Get, Inject, Post } from '@nestjs/common';
import { accountsEndingsRpc, RequestWithdrawal, WithdrawalView } from '#libs/api/accounts/endings.js';
import { OfContract } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromRequest } from '../../pipeline/input.js';

/** The right of a consumer to leave within 14 days (R25). */
@Controller('v1/contracts/:contractId/withdrawal')
export class WithdrawalController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post()
  @Answers(WithdrawalView, {
    status: 201,
    summary:
      'Withdraw within 14 days of the activation: everything paid goes back but what was used after an express request to start at once',
    calls: [accountsEndingsRpc.requestWithdrawal],
  })
  request(@FromRequest(RequestWithdrawal) request: RequestWithdrawal): Promise<WithdrawalView> {
    return this.rpc.call(accountsEndingsRpc.requestWithdrawal, request);
  }

  @Get()
  @Answers(WithdrawalView, {
    summary: 'The withdrawal from a contract, how far it is and what goes back',
    calls: [accountsEndingsRpc.getWithdrawal],
  })
  get(@FromRequest(OfContract) request: OfContract): Promise<WithdrawalView> {
    return this.rpc.call(accountsEndingsRpc.getWithdrawal, request);
  }
}
