import { Inject, Injectable } from '@nestjs/common';
import type { Locale } from '#libs/api/kernel/actor.js';
import type { ComingPrice, Quote } from '#libs/api/billing/billing.js';
import { InvalidInput, type FieldError } from '#libs/api/kernel/domain-error.js';
import {
  addDays,
  daysInPeriod,
  periodOf,
  remainingDaysIncluding,
  romeDate,
  romeInstant,
  type RomeDate,
} from '#libs/italy/rome-time.js';
import { cents, sum, vatOn, type Cents, type VatSplit } from '#libs/money/money.js';
import type { ServiceItem } from '../../account/account.schema.js';
import {
  completeServices,
  invoicingOf,
  monthlyGross,
  NUMBER,
  numbersIn,
  vatOnCredit,
} from '../catalogue/catalogue.rules.js';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { chargeLine } from './line.text.js';
import { priceServices, spanOf, totalOf, type PricedLine, type Span } from './pricing.rules.js';
import { ProrationConfig } from './proration.config.js';

const ONE_NUMBER: FieldError = {
  field: `services.${NUMBER}`,
  text: {
    it: 'un contratto comincia con un numero: gli altri si aggiungono quando è attivo',
    en: 'a contract begins with one number: more are added once it is active',
  },
};

/** What services cost: today's share of the month, and whole months. */
@Injectable()
export class Quotes {
  constructor(
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @Inject(ProrationConfig) private readonly config: ProrationConfig,
  ) {}

  /** The services of a new contract that asks for these: it begins with one number, its own (R3, R17). @throws InvalidInput */
  complete(asked: readonly ServiceItem[], now: Date): ServiceItem[] {
    const services = completeServices(this.catalogue.on(romeDate(now)), asked);
    if (numbersIn(services) > 1) throw new InvalidInput([ONE_NUMBER]);
    return services;
  }

  /** The rest of the month that holds this instant, as the proration policy charges it. */
  restOfMonth(now: Date): Span {
    return spanOf(this.config.PRORATION, remainingDaysIncluding(now), daysInPeriod(periodOf(now)));
  }

  /** The lines that activate a contract at this instant (R6, R9). */
  activation(services: readonly ServiceItem[], now: Date): PricedLine[] {
    return priceServices(this.catalogue.on(romeDate(now)), services, this.restOfMonth(now), 'activation');
  }

  /** What services take from credit for a whole month from the next 1st on, at today's catalogue. */
  monthly(services: readonly ServiceItem[], now: Date): Cents {
    return totalOf(priceServices(this.catalogue.on(romeDate(now)), services, { days: 1, ofDays: 1 }, 'renewal')).gross;
  }

  /** What a whole month of services costs, with VAT, from a 1st on, by the catalogue of that day. */
  monthOn(services: readonly ServiceItem[], first: RomeDate): Cents {
    const version = this.catalogue.on(first);
    const { gross } = totalOf(priceServices(version, services, { days: 1, ofDays: 1 }, 'renewal'));
    return vatOn(gross, vatOnCredit(version)).gross;
  }

  /** What a charge costs whoever pays for it, with VAT: its own, or that of the top-up that covers it (R24). */
  withVat({ net, vat, gross }: VatSplit, now: Date): VatSplit {
    const rate = vatOnCredit(this.catalogue.on(romeDate(now)));
    return rate === 0 ? { net, vat, gross } : vatOn(gross, rate);
  }

  /** Of `monthly` credit, what is to be paid, in cents with VAT. */
  monthlyWithVat(services: readonly ServiceItem[], now: Date): Cents {
    const gross = this.monthly(services, now);
    return this.withVat({ net: gross, vat: cents(0), gross }, now).gross;
  }

  /** What services cost a month now and from the next version of the catalogue on, where that differs (R26). */
  comingPrice(services: readonly ServiceItem[], now: Date): ComingPrice | undefined {
    const next = this.catalogue.after(romeDate(now));
    if (!next) return undefined;
    const [before, after] = [this.catalogue.on(romeDate(now)), next].map((version) =>
      sum(services.map(({ product, quantity }) => monthlyGross(version, product, quantity))),
    );
    return before === after ? undefined : { from: next.from, monthlyGrossCents: before!, newMonthlyGrossCents: after! };
  }

  /** What an activation with these services costs, valid until Rome midnight. @throws InvalidInput */
  quote(asked: readonly ServiceItem[], now: Date, locale: Locale): Quote {
    const services = this.complete(asked, now);
    const lines = this.activation(services, now);
    const { net, vat, gross } = this.withVat(totalOf(lines), now);
    const version = this.catalogue.on(romeDate(now));
    return {
      invoicing: invoicingOf(version),
      lines: lines.map((line) => chargeLine(line, version, locale)),
      netCents: net,
      vatCents: vat,
      grossCents: gross,
      monthlyGrossCents: this.monthlyWithVat(services, now),
      comingPrice: this.comingPrice(services, now),
      validUntil: romeInstant(addDays(romeDate(now), 1)).toISOString(),
    };
  }
}
