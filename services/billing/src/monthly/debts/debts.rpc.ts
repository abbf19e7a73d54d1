import { Controller, Inject } from '@nestjs/common';
import { billingDebtsRpc, type DebtPage, type ListDebts } from '#libs/api/billing/debts.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Debts } from './debts.service.js';

@Controller()
export class DebtsRpc {
  constructor(@Inject(Debts) private readonly debts: Debts) {}

  @HandleRpc(billingDebtsRpc.list)
  list(request: ListDebts): Promise<DebtPage> {
    return this.debts.list(request);
  }
}
