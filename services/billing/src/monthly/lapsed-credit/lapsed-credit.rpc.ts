import { Controller, Inject } from '@nestjs/common';
import { isStaff, type RequestContext } from '#libs/api/kernel/actor.js';
import { billingPaymentsRpc, type CreditLeftPage, type ListCreditLeft } from '#libs/api/billing/payments.js';
import { Forbidden } from '#libs/api/kernel/domain-error.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { CreditLeftOver } from './credit-left.service.js';

@Controller()
export class LapsedCreditRpc {
  constructor(@Inject(CreditLeftOver) private readonly left: CreditLeftOver) {}

  @HandleRpc(billingPaymentsRpc.listCreditLeft)
  list(request: ListCreditLeft, { actor }: RequestContext): Promise<CreditLeftPage> {
    if (!isStaff(actor)) throw new Forbidden();
    return this.left.list(request);
  }
}
