import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Locale } from '#libs/api/kernel/actor.js';
import type { PayBy } from '#libs/api/billing/payment-ways.js';
import { formatInstant } from '#libs/italy/formats.js';
import { cents, formatCents } from '#libs/money/money.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import type { User } from '../users/user.schema.js';
import { EmailQueue } from './email-queue.service.js';
import { howToPay } from './how-to-pay.text.js';
import type { EmailTemplate } from './mail.text.js';

/** Text as it is, an amount in cents, an instant, or how to pay. */
export type EmailValue = string | number | Date | PayBy;

/** A value as a reader of that language expects it, times in Rome's. */
export function textOfValue(value: EmailValue, locale: Locale): string {
  if (typeof value === 'number') return formatCents(cents(value), locale);
  if (value instanceof Date) return formatInstant(value, locale);
  return typeof value === 'string' ? value : howToPay(value, locale);
}

/** Emails to a customer, whoever signs in for it, in the reader's language. */
@Injectable()
export class CustomerEmails {
  constructor(
    @InjectModel('User') private readonly users: Model<User>,
    @Inject(EmailQueue) private readonly queue: EmailQueue,
  ) {}

  /** Inside a transaction; the same cause sends one email. */
  async send(
    template: EmailTemplate,
    cause: string,
    customerId: string,
    tx: Tx,
    values: Readonly<Record<string, EmailValue>>,
  ): Promise<void> {
    for (const user of await this.users.find({ customerId }).lean()) {
      const data = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, textOfValue(value, user.locale)]),
      );
      await this.queue.add(template, cause, user, tx, { data });
    }
  }
}
