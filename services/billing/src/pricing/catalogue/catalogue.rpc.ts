import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import { billingCatalogueRpc, type CatalogueView } from '#libs/api/billing/catalogue.js';
import type { Empty } from '#libs/api/kernel/shared.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { cents, vatOn } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { Catalogue } from './catalogue.service.js';

@Controller()
export class CatalogueRpc {
  constructor(
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @HandleRpc(billingCatalogueRpc.catalogue)
  list(_request: Empty, { locale }: RequestContext): CatalogueView {
    const { version, from, products, invoicing = 'consumption' } = this.catalogue.on(romeDate(this.clock.now()));
    return {
      version,
      from,
      invoicing,
      products: products.map(({ name, minimum = 0, maximum = 1, requires, ...product }) => ({
        ...product,
        name: name[locale],
        minimum,
        maximum,
        ...(requires ? { requires: [...requires] } : {}),
        monthlyGrossCents: vatOn(cents(product.monthlyNetCents), product.vatBasisPoints).gross,
      })),
    };
  }
}
