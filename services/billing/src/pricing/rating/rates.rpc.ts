import { Controller, Inject } from '@nestjs/common';
import { NumberWithoutRate } from '#libs/api/errors/billing/traffic.errors.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import { billingRatesRpc, type CallPrice, type CallRate, type RateOf } from '#libs/api/billing/rates.js';
import { isEmergency } from '#libs/italy/dialled-number.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { vatOnMicros, micros, type Micros } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { meteredVat } from '../catalogue/catalogue.rules.js';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { Rates } from './rate-deck.service.js';
import { NO_RATE } from './rating.rules.js';

const FREE = micros(0);
const EMERGENCY = { it: 'Emergenza', en: 'Emergency' } as const;

/** What calls cost, for everybody to know before they dial. */
@Controller()
export class RatesRpc {
  constructor(
    @Inject(Rates) private readonly rates: Rates,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @HandleRpc(billingRatesRpc.rateOf)
  rateOf({ number }: RateOf, { locale }: RequestContext): CallRate {
    const now = this.clock.now();
    const vatBasisPoints = meteredVat(this.catalogue.on(romeDate(now)));
    const price = (net: Micros): CallPrice => {
      const { net: netMicros, vat: vatMicros, gross: grossMicros } = vatOnMicros(net, vatBasisPoints);
      return { netMicros, vatMicros, grossMicros };
    };
    const index = this.rates.find(number, now.getTime());
    if (isEmergency(number))
      return {
        number,
        destination: EMERGENCY[locale],
        destinationClass: 'emergency',
        className: EMERGENCY[locale],
        vatBasisPoints,
        perMinute: price(FREE),
        connection: price(FREE),
        firstSeconds: 1,
        stepSeconds: 1,
        includedInFlat: true,
        closedByDefault: false,
      };
    if (index === NO_RATE) throw new NumberWithoutRate();
    const { name, destinationClass, perMinute, setup, firstSeconds, stepSeconds, flat } = this.rates.deck.rates[index]!;
    const { name: className, closed } = this.rates.classOf(index);
    return {
      number,
      destination: name[locale],
      destinationClass,
      className: className[locale],
      vatBasisPoints,
      perMinute: price(perMinute),
      connection: price(setup),
      firstSeconds,
      stepSeconds,
      includedInFlat: flat,
      closedByDefault: closed && !this.rates.deck.isFree(index),
    };
  }
}
