import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Locale } from '#libs/contracts/actor.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import type { User } from '../users/user.schema.js';
import { EmailQueue } from './email-queue.js';
import type { EmailTemplate } from './email.templates.js';

/** Text as it is, an amount in cents, or an instant. */
export type EmailValue = string | number | Date;

const amount = (cents: number, locale: Locale): string => new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(cents / 100);
const moment = (at: Date, locale: Locale): string => new Intl.DateTimeFormat(locale === 'it' ? 'it' : 'en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Rome' }).format(at);

/** A value as a reader of that language expects it, times in Rome's. */
export function spoken(value: EmailValue, locale: Locale): string {
  if (typeof value === 'number') return amount(value, locale);
  return value instanceof Date ? moment(value, locale) : value;
}

/** Emails to a customer, whoever signs in for it, in the reader's language. */
@Injectable()
export class CustomerEmails {
  constructor(@InjectModel('User') private readonly users: Model<User>, @Inject(EmailQueue) private readonly queue: EmailQueue) {}

  /** Inside a transaction; the same cause sends one email. */
  async send(template: EmailTemplate, cause: string, customerId: string, tx: Tx, values: Readonly<Record<string, EmailValue>>): Promise<void> {
    for (const user of await this.users.find({ customerId }).lean()) {
      const data = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, spoken(value, user.locale)]));
      await this.queue.add(template, cause, user, tx, { data });
    }
  }
}
