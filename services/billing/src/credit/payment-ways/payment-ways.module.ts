import { Module } from '@nestjs/common';
import { PlatformConfig } from '#libs/platform/config.js';
import { CatalogueModule } from '../../pricing/catalogue/catalogue.module.js';
import { PaymentsConfig, readPaymentsConfig } from '../../config/payments.config.js';
import { readRefundsConfig, RefundsConfig } from '../../config/refunds.config.js';
import { PaymentWays } from './payment-ways.service.js';
import { TopUpOffers } from './top-up-offers.service.js';
import { TopUpAmountsRpc } from './top-up-amounts.rpc.js';

/** How money can come in (R40), for all who tell what is due. */
@Module({
  imports: [CatalogueModule],
  controllers: [TopUpAmountsRpc],
  providers: [
    PaymentWays,
    TopUpOffers,
    { provide: PaymentsConfig, useFactory: readPaymentsConfig, inject: [PlatformConfig] },
    { provide: RefundsConfig, useFactory: () => readRefundsConfig() },
  ],
  exports: [PaymentWays, TopUpOffers, PaymentsConfig],
})
export class PaymentWaysModule {}
