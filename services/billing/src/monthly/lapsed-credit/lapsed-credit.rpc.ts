import { Controller, Inject } from '@nestjs/common';
import { billingPaymentsRpc, type CreditLeftPage, type ListCreditLeft } from '#libs/api/billing/payments.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { CreditLeftOver } from './credit-left.service.js';

@Controller()
export class LapsedCreditRpc {
  constructor(@Inject(CreditLeftOver) private readonly left: CreditLeftOver) {}

  @HandleRpc(billingPaymentsRpc.listCreditLeft)
  list(request: ListCreditLeft): Promise<CreditLeftPage> {
    return this.left.list(request);
  }
}
