import { Controller, Inject } from '@nestjs/common';
import {
  adjustmentChanged,
  latePortIndemnified,
  type AdjustmentChanged,
  type LatePortIndemnified,
} from '#libs/api/billing/adjustments.js';
import { debtOpened, debtReminder, type DebtOpened, type DebtReminder } from '#libs/api/billing/debts.js';
import { refundChanged, type RefundChanged } from '#libs/api/billing/refunds.js';
import { invoiceMoved, type InvoiceMoved } from '#libs/api/billing/sdi.js';
import { formatNumber } from '#libs/italy/phone-number.js';
import { formatDay } from '#libs/italy/formats.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { payByOf } from '../mail/how-to-pay.text.js';
import { creditLeft, paymentFellShort, type CreditLeft, type PaymentFellShort } from '#libs/api/billing/payments.js';
import { PaymentEmails } from './payment.emails.js';
import { CustomerEmails } from '../mail/customer-emails.service.js';
import type { EmailTemplate } from '../mail/mail.text.js';
import { CREDIT_EMAILS } from './credit.templates.js';

const REFUND_TEMPLATES: Readonly<Record<string, EmailTemplate>> = {
  executed: CREDIT_EMAILS.refundExecuted,
  rejected: CREDIT_EMAILS.refundRejected,
};

/** What billing does that a customer is told of by email. */
@Controller()
export class CreditEmails {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CustomerEmails) private readonly emails: CustomerEmails,
    @Inject(PaymentEmails) private readonly payments: PaymentEmails,
  ) {}

  @HandleMessage(debtOpened)
  async opened({ customerId, debtCents, ...how }: DebtOpened, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, (tx) =>
      this.emails.send(CREDIT_EMAILS.debtOpened, delivery.id, customerId, tx, {
        amount: debtCents,
        howToPay: payByOf(how),
      }),
    );
  }

  @HandleMessage(debtReminder)
  async reminded({ customerId, debtCents, days, ...how }: DebtReminder, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, (tx) =>
      this.emails.send(
        days === 0 ? CREDIT_EMAILS.debtOpened : CREDIT_EMAILS.debtReminder,
        delivery.id,
        customerId,
        tx,
        {
          amount: debtCents,
          howToPay: payByOf(how),
          days: String(days),
        },
      ),
    );
  }

  /** Once for each payment, whoever tells it and how often (R31). */
  @HandleMessage(paymentFellShort)
  async fellShort(short: PaymentFellShort, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, (tx) => this.payments.fellShort(short, tx));
  }

  @HandleMessage(creditLeft)
  async left(left: CreditLeft, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, (tx) => this.payments.left(left, tx));
  }

  @HandleMessage(adjustmentChanged)
  async adjusted(
    { customerId, state, amountCents, reason, ground }: AdjustmentChanged,
    delivery: Delivery,
  ): Promise<void> {
    if (state === 'booked')
      await this.work.handle(delivery, (tx) =>
        this.emails.send(
          ground === 'late_answer' ? CREDIT_EMAILS.lateAnswerIndemnified : CREDIT_EMAILS.creditAdjusted,
          delivery.id,
          customerId,
          tx,
          { amount: amountCents, reason },
        ),
      );
  }

  @HandleMessage(latePortIndemnified)
  async indemnified(
    { customerId, numbers, daysLate, amountCents, contractEnded }: LatePortIndemnified,
    delivery: Delivery,
  ): Promise<void> {
    const values = {
      numbers: numbers.map((number) => formatNumber(number)).join(', '),
      days: String(daysLate),
      amount: amountCents,
      ...(contractEnded ? { ended: 'yes' } : {}),
    };
    await this.work.handle(delivery, (tx) =>
      this.emails.send(CREDIT_EMAILS.latePortIndemnified, delivery.id, customerId, tx, values),
    );
  }

  @HandleMessage(refundChanged)
  async refund({ customerId, state, amountCents }: RefundChanged, delivery: Delivery): Promise<void> {
    const template = REFUND_TEMPLATES[state];
    if (template)
      await this.work.handle(delivery, (tx) =>
        this.emails.send(template, delivery.id, customerId, tx, { amount: amountCents }),
      );
  }

  /** One that could not be delivered lies in its customer's area at the Agenzia delle Entrate, who must be told so (R23). */
  @HandleMessage(invoiceMoved)
  async invoice({ customerId, state, number, date }: InvoiceMoved, delivery: Delivery): Promise<void> {
    if (state === 'undeliverable')
      await this.work.handle(delivery, (tx) =>
        this.emails.send(CREDIT_EMAILS.invoiceAvailable, delivery.id, customerId, tx, {
          number,
          dateIt: formatDay(date, 'it'),
          dateEn: formatDay(date, 'en'),
        }),
      );
  }
}
