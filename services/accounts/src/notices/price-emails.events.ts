import { Controller, Inject } from '@nestjs/common';
import type { Locale } from '#libs/api/kernel/actor.js';
import { priceRiseAnnounced, type PriceRiseAnnounced } from '#libs/api/billing/catalogue.js';
import { formatDay } from '#libs/italy/formats.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { CustomerEmails, textOfValue } from '../mail/customer-emails.service.js';
import { PRICE_EMAILS } from './price.templates.js';

/** Prices that rise, told by email (R26). */
@Controller()
export class PriceEmails {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CustomerEmails) private readonly emails: CustomerEmails,
  ) {}

  /** One mail for each contract and version, however often it is told. */
  @HandleMessage(priceRiseAnnounced)
  async announced(
    {
      contractId,
      customerId,
      contractNumber,
      version,
      from,
      changes,
      oldMonthlyGrossCents,
      newMonthlyGrossCents,
    }: PriceRiseAnnounced,
    delivery: Delivery,
  ): Promise<void> {
    await this.work.handle(delivery, (tx) =>
      this.emails.send(PRICE_EMAILS.priceRise, `catalogue:${version}:${contractId}`, customerId, tx, {
        contractNumber,
        fromIt: formatDay(from, 'it'),
        fromEn: formatDay(from, 'en'),
        changesIt: priceLines(changes, 'it'),
        changesEn: priceLines(changes, 'en'),
        oldMonthly: oldMonthlyGrossCents,
        newMonthly: newMonthlyGrossCents,
      }),
    );
  }
}

const priceLines = (changes: PriceRiseAnnounced['changes'], locale: Locale): string =>
  changes
    .map(
      ({ quantity, nameIt, nameEn, oldGrossCents, newGrossCents }) =>
        `- ${quantity} x ${locale === 'it' ? nameIt : nameEn}: ${textOfValue(oldGrossCents, locale)} → ${textOfValue(newGrossCents, locale)}`,
    )
    .join('\n');
