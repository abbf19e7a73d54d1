import { Controller, Inject } from '@nestjs/common';
import { accountsEndingsRpc, type CancellationView, type RequestCancellation } from '#libs/api/accounts/endings.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import { lastNumberLeft, type LastNumberLeft } from '#libs/api/numbers/lifecycle.js';
import type { OfContract } from '#libs/api/kernel/shared.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage, HandleRpc } from '#libs/messaging/handlers.js';
import { Cancellations } from './cancellation.service.js';

@Controller()
export class CancellationRpc {
  constructor(@Inject(Cancellations) private readonly cancellations: Cancellations) {}

  @HandleRpc(accountsEndingsRpc.requestCancellation)
  request(request: RequestCancellation, context: RequestContext): Promise<CancellationView> {
    return this.cancellations.request(request, context);
  }

  @HandleRpc(accountsEndingsRpc.withdrawCancellation)
  withdraw(request: OfContract, context: RequestContext): Promise<CancellationView> {
    return this.cancellations.withdraw(request, context);
  }

  @HandleRpc(accountsEndingsRpc.getCancellation)
  get({ contractId }: OfContract, { actor }: RequestContext): Promise<CancellationView> {
    return this.cancellations.get(contractId, actor);
  }

  @HandleMessage(lastNumberLeft)
  async lastNumberLeft({ contractId }: LastNumberLeft, delivery: Delivery): Promise<void> {
    await this.cancellations.lastNumberLeft(contractId, delivery);
  }
}
