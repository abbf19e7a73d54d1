import { Controller, Inject } from '@nestjs/common';
import { accountsEndingsRpc, type RequestWithdrawal, type WithdrawalView } from '#libs/api/accounts/endings.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { OfContract } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Withdrawals } from './withdrawal.service.js';

@Controller()
export class WithdrawalRpc {
  constructor(@Inject(Withdrawals) private readonly withdrawals: Withdrawals) {}

  @HandleRpc(accountsEndingsRpc.requestWithdrawal)
  request(request: RequestWithdrawal, context: RequestContext): Promise<WithdrawalView> {
    return this.withdrawals.request(request, context);
  }

  @HandleRpc(accountsEndingsRpc.getWithdrawal)
  get({ contractId }: OfContract, { actor }: RequestContext): Promise<WithdrawalView> {
    return this.withdrawals.get(contractId, actor);
  }
}
