import { Inject, Injectable } from '@nestjs/common';
import type { TopUpAmounts } from '#libs/api/billing/payment-ways.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { cents, vatOn } from '#libs/money/money.js';
import { invoicingOf, vatOnCredit } from '../../pricing/catalogue/catalogue.rules.js';
import { Catalogue } from '../../pricing/catalogue/catalogue.service.js';
import { PaymentWays } from './payment-ways.service.js';

/** What customers are offered to top up (R40). */
@Injectable()
export class TopUpOffers {
  constructor(
    @Inject(PaymentWays) private readonly ways: PaymentWays,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
  ) {}

  /** The offer at an instant: what an amount costs hangs on what is invoiced then (R24). */
  on(now: Date): TopUpAmounts {
    const version = this.catalogue.on(romeDate(now));
    const { amounts, ways } = this.ways.offer;
    return {
      invoicing: invoicingOf(version),
      amounts: amounts.map((creditCents) => {
        const amountCents = vatOn(cents(creditCents), vatOnCredit(version)).gross;
        return { creditCents, amountCents, ways: this.ways.taking(amountCents, false) };
      }),
      ways: this.ways.available.map((way) => {
        const { minimum, exactMinimum, maximum } = ways[way];
        return {
          way,
          minimumCents: minimum,
          exactMinimumCents: exactMinimum,
          ...(maximum ? { maximumCents: maximum } : {}),
          feeCents: 0,
        };
      }),
      ...this.ways.account(),
    };
  }
}
