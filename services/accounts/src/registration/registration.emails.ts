import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Locale } from '#libs/api/kernel/actor.js';
import { formatNumber } from '#libs/italy/phone-number.js';
import { addDays } from '#libs/italy/rome-time.js';
import { formatDay } from '#libs/italy/formats.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { textOfValue } from '../mail/customer-emails.service.js';
import { payByOf } from '../mail/how-to-pay.text.js';
import { EmailQueue } from '../mail/email-queue.service.js';
import { Terms } from '../terms/terms.service.js';
import { OneTimeTokens } from '../tokens/one-time-tokens.service.js';
import type { User } from '../users/user.schema.js';
import type { Activation } from './activation.types.js';
import { nextMonthOf } from './next-month.rules.js';
import { REGISTRATION_EMAILS } from './registration.templates.js';

/** What a customer is told of its registration. */
@Injectable()
export class RegistrationEmails {
  constructor(
    @InjectModel('User') private readonly users: Model<User>,
    @Inject(EmailQueue) private readonly queue: EmailQueue,
    @Inject(OneTimeTokens) private readonly tokens: OneTimeTokens,
    @Inject(Terms) private readonly terms: Terms,
  ) {}

  async registered(contractId: string, activation: Activation, tx: Tx): Promise<void> {
    const user = await this.users.findById(activation.userId).lean().orFail();
    const { contractNumber, number, expiresAt, expiresOnceConfirmed, amountDueCents, paymentReference } = activation;
    const tokenId = user.emailConfirmedAt ? undefined : await this.confirmation(activation);
    const data = {
      ...(tokenId ? { unconfirmed: 'yes' } : {}),
      ...(tokenId && expiresOnceConfirmed
        ? { confirmedUntil: textOfValue(new Date(expiresOnceConfirmed), user.locale) }
        : {}),
      contractNumber,
      number: formatNumber(number!),
      expiresOn: textOfValue(new Date(expiresAt), user.locale),
      amount: textOfValue(amountDueCents!, user.locale),
      howToPay: textOfValue(payByOf({ payBy: activation.payBy, paymentReference: paymentReference! }), user.locale),
      ...this.nextMonth(activation, user.locale),
      ...(await this.coming(activation, user.locale)),
    };
    await this.queue.add(REGISTRATION_EMAILS.registered, contractId, user, tx, { data, tokenId });
  }

  /** Prices and terms that are known to change: both are told (R26). */
  private async coming({ comingPrice: price }: Activation, locale: Locale): Promise<Record<string, string>> {
    const [terms] = await this.terms.coming();
    return {
      ...(price
        ? {
            priceFrom: formatDay(price.from, locale),
            oldPrice: textOfValue(price.monthlyGrossCents, locale),
            newPrice: textOfValue(price.newMonthlyGrossCents, locale),
          }
        : {}),
      ...(terms
        ? {
            termsFrom: formatDay(terms.from, locale),
            termsVersion: terms.version.version,
            termsChange: terms.version.changes![locale],
          }
        : {}),
    };
  }

  private nextMonth(activation: Activation, locale: Locale): Record<string, string> {
    const next = nextMonthOf(activation);
    return next
      ? {
          nextMonthFrom: formatDay(next.from, locale),
          lastDay: formatDay(addDays(next.from, -1), locale),
          nextMonth: textOfValue(next.grossCents, locale),
        }
      : {};
  }

  private confirmation({ userId, newCustomer }: Activation): Promise<string> {
    return newCustomer ? this.tokens.issueFirst(userId, 'confirm_email') : this.tokens.issue(userId, 'confirm_email');
  }

  async activated(contractId: string, { userId, contractNumber, number }: Activation, tx: Tx): Promise<void> {
    const user = await this.users.findById(userId).lean();
    if (user)
      await this.queue.add(REGISTRATION_EMAILS.activated, contractId, user, tx, {
        data: { contractNumber, number: formatNumber(number!) },
      });
  }

  async lapsed(contractId: string, { userId, contractNumber, number, unconfirmed }: Activation, tx: Tx): Promise<void> {
    const user = await this.users.findById(userId).lean();
    if (user)
      await this.queue.add(REGISTRATION_EMAILS.lapsed, contractId, user, tx, {
        data: { contractNumber, number: formatNumber(number!), ...(unconfirmed ? { unconfirmed: 'yes' } : {}) },
      });
  }
}
