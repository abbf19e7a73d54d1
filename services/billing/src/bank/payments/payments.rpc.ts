import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import {
  billingPaymentsRpc,
  type BankTopUp,
  type CardPayment,
  type CardTopUp,
  type OfPayment,
  type ProviderNotification,
  type TopUpReceipt,
} from '#libs/api/billing/payments.js';
import type { Done } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Payments } from './payments.service.js';
import { TopUps } from './top-ups.service.js';

@Controller()
export class PaymentsRpc {
  constructor(
    @Inject(Payments) private readonly payments: Payments,
    @Inject(TopUps) private readonly topUps: TopUps,
  ) {}

  @HandleRpc(billingPaymentsRpc.bookBankTransfer)
  bookBankTransfer(request: BankTopUp, context: RequestContext): Promise<TopUpReceipt> {
    return this.topUps.bookBankTransfer(request, context);
  }

  @HandleRpc(billingPaymentsRpc.startCardTopUp)
  startCardTopUp(request: CardTopUp, context: RequestContext): Promise<CardPayment> {
    return this.payments.start(request, context);
  }

  @HandleRpc(billingPaymentsRpc.getCardPayment)
  getCardPayment({ paymentId }: OfPayment, context: RequestContext): Promise<CardPayment> {
    return this.payments.get(paymentId, context);
  }

  @HandleRpc(billingPaymentsRpc.notifyPayment)
  async notify(request: ProviderNotification): Promise<Done> {
    return { done: await this.payments.notify(request) };
  }

  @HandleRpc(billingPaymentsRpc.simulatePayment)
  async simulate({ paymentId }: OfPayment, context: RequestContext): Promise<Done> {
    return { done: await this.payments.simulate(paymentId, context) };
  }
}
