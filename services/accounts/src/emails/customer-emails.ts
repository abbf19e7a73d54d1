import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Locale } from '#libs/contracts/actor.js';
import type { PayBy } from '#libs/contracts/billing-payment-ways.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import type { User } from '../users/user.schema.js';
import { EmailQueue } from './email-queue.js';
import { howToPay } from './how-to-pay.js';
import type { EmailTemplate } from './email.templates.js';

/** Text as it is, an amount in cents, an instant, or how to pay. */
export type EmailValue = string | number | Date | PayBy;

const euros = (tag: string): Intl.NumberFormat => new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR' });
const romeTime = (tag: string): Intl.DateTimeFormat => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Rome' });
/** Made once: each costs milliseconds. */
const AMOUNTS: Record<Locale, Intl.NumberFormat> = { it: euros('it'), en: euros('en') };
const MOMENTS: Record<Locale, Intl.DateTimeFormat> = { it: romeTime('it'), en: romeTime('en-GB') };

/** A value as a reader of that language expects it, times in Rome's. */
export function spoken(value: EmailValue, locale: Locale): string {
  if (typeof value === 'number') return AMOUNTS[locale].format(value / 100);
  if (value instanceof Date) return MOMENTS[locale].format(value);
  return typeof value === 'string' ? value : howToPay(value, locale);
}

const DAYS: Record<Locale, Intl.DateTimeFormat> = { it: new Intl.DateTimeFormat('it', { dateStyle: 'long', timeZone: 'UTC' }), en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }) };

/** A day, `YYYY-MM-DD`, as a reader of that language expects it; nothing for none. */
export const spokenDay = (date: string | undefined, locale: Locale): string => (date ? DAYS[locale].format(new Date(date)) : '');

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
