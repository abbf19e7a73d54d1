import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { readConfig } from '#libs/platform/config.js';
import { SubscriptionsModule } from '../../contract/subscriptions/subscriptions.module.js';
import { BankClaimsModule } from '../../credit/bank-claims/bank-claims.module.js';
import { PAYMENT_PROVIDER, type PaymentProvider } from './payment-provider.port.js';
import { PaymentSimulator } from './payment.simulator.js';
import { HandBookings } from './hand-bookings.service.js';
import { HandBookingsConfig } from './hand-bookings.config.js';
import { cardRefundsSchema } from './card-refunds.schema.js';
import { paymentSchema } from './payment.schema.js';
import { PaymentsConfig } from '../../config/payments.config.js';
import { PaymentsRpc } from './payments.rpc.js';
import { PaymentReturns } from './payment-returns.service.js';
import { changeOrderSchema } from '../../contract/changes/change-order.schema.js';
import { Dues } from './dues.service.js';
import { PaymentsTold } from './payments-told.service.js';
import { Payments } from './payments.service.js';
import { StripeProvider } from './stripe-provider.adapter.js';
import { TopUps } from './top-ups.service.js';

/** Stripe where it has a key; the simulator where it was asked for; else cards are refused. */
function providerOf(config: PaymentsConfig): PaymentProvider | undefined {
  if (config.PAYMENT_SIMULATOR === 'on') return new PaymentSimulator(config.STRIPE_WEBHOOK_SECRET!, config.PUBLIC_URL);
  if (!config.STRIPE_SECRET_KEY) return undefined;
  return new StripeProvider({
    secretKey: config.STRIPE_SECRET_KEY,
    returnUrl: config.PAYMENT_RETURN_URL,
    ...(config.STRIPE_API_URL ? { apiUrl: config.STRIPE_API_URL } : {}),
  });
}

@Module({
  imports: [
    BankClaimsModule,
    SubscriptionsModule,
    MongooseModule.forFeature([
      { name: 'Payment', schema: paymentSchema },
      { name: 'CardRefunds', schema: cardRefundsSchema },
      { name: 'ChangeOrder', schema: changeOrderSchema },
    ]),
  ],
  controllers: [PaymentsRpc],
  providers: [
    Dues,
    PaymentsTold,
    TopUps,
    PaymentReturns,
    Payments,
    HandBookings,
    { provide: HandBookingsConfig, useFactory: () => readConfig(HandBookingsConfig) },
    { provide: PAYMENT_PROVIDER, useFactory: providerOf, inject: [PaymentsConfig] },
  ],
  exports: [BankClaimsModule, HandBookings, TopUps, SubscriptionsModule],
})
export class PaymentsModule {}
