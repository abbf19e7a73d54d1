import { Module } from '@nestjs/common';
import { PlatformConfig } from '#libs/platform/config.js';
import { OperatorConfig, readOperatorConfig } from '#libs/platform/operator.config.js';
import { CatalogueModule } from '../../pricing/catalogue/catalogue.module.js';
import { PaymentsConfig, readPaymentsConfig } from '../../config/payments.config.js';
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
    { provide: OperatorConfig, useFactory: () => readOperatorConfig() },
  ],
  exports: [PaymentWays, TopUpOffers, PaymentsConfig, OperatorConfig],
})
export class PaymentWaysModule {}
