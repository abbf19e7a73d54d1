import { Controller, Get, Inject, Post } from '@nestjs/common';
import { accountsEndingsRpc, CancellationView, RequestCancellation } from '#libs/api/accounts/endings.js';
import { OfContract } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromRequest } from '../../pipeline/input.js';

/** The end of a customer's own contract (R12). */
@Controller('v1/contracts/:contractId/cancellation')
export class CancellationController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post()
  @Answers(CancellationView, {
    status: 201,
    summary: 'Cancel a contract, now or at the end of the month; refused while it owes money',
    calls: [accountsEndingsRpc.requestCancellation],
  })
  request(@FromRequest(RequestCancellation) request: RequestCancellation): Promise<CancellationView> {
    return this.rpc.call(accountsEndingsRpc.requestCancellation, request);
  }

  @Get()
  @Answers(CancellationView, {
    summary: 'The last cancellation of a contract and how far it is',
    calls: [accountsEndingsRpc.getCancellation],
  })
  get(@FromRequest(OfContract) request: OfContract): Promise<CancellationView> {
    return this.rpc.call(accountsEndingsRpc.getCancellation, request);
  }

  @Post('withdraw')
  @Answers(CancellationView, {
    summary: 'Take a cancellation back before it takes effect',
    calls: [accountsEndingsRpc.withdrawCancellation],
  })
  withdraw(@FromRequest(OfContract) request: OfContract): Promise<CancellationView> {
    return this.rpc.call(accountsEndingsRpc.withdrawCancellation, request);
  }
}
