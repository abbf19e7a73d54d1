import { Controller, Inject } from '@nestjs/common';
import { billingPaymentWaysRpc, type TopUpAmounts } from '#libs/api/billing/payment-ways.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Clock } from '#libs/platform/clock.js';
import { TopUpOffers } from './top-up-offers.service.js';

@Controller()
export class TopUpAmountsRpc {
  constructor(
    @Inject(TopUpOffers) private readonly offers: TopUpOffers,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @HandleRpc(billingPaymentWaysRpc.topUpAmounts)
  amounts(): TopUpAmounts {
    return this.offers.on(this.clock.now());
  }
}
