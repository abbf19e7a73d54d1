import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { CreditLeft, PaymentFellShort } from '#libs/api/billing/payments.js';
import { formatNumber } from '#libs/italy/phone-number.js';
import { formatDay } from '#libs/italy/formats.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Contract } from '../contracts/contract.schema.js';
import { RegistrationHolds } from '../registration/registration-holds.service.js';
import { CustomerEmails, type EmailValue } from '../mail/customer-emails.service.js';
import type { EmailTemplate } from '../mail/mail.text.js';
import { payByOf } from '../mail/how-to-pay.text.js';
import { PAYMENT_EMAILS } from './payment.templates.js';

const SHORT: Record<PaymentFellShort['reason'], EmailTemplate> = {
  activation: PAYMENT_EMAILS.paymentShortForActivation,
  debt: PAYMENT_EMAILS.paymentShortForDebt,
  change: PAYMENT_EMAILS.paymentShortForChange,
};
const LEFT: Record<CreditLeft['why'], EmailTemplate> = {
  not_activated: PAYMENT_EMAILS.creditLeftBehind,
  paid_too_late: PAYMENT_EMAILS.paidTooLate,
  booked_too_late: PAYMENT_EMAILS.bookedTooLate,
  contract_ended: PAYMENT_EMAILS.paidAfterEnd,
};

/** What a customer is told of money that did not reach what it was for (R31). */
@Injectable()
export class PaymentEmails {
  constructor(
    @InjectModel('Contract') private readonly contracts: ReadModel<Contract>,
    @Inject(RegistrationHolds) private readonly holds: RegistrationHolds,
    @Inject(CustomerEmails) private readonly emails: CustomerEmails,
  ) {}

  /** Who has paid part of a registration is somebody: its number is held for the whole time, and the mail says until when. */
  async fellShort(
    { contractId, customerId, entryId, reason, receivedCents, dueCents, missingCents, until, ...how }: PaymentFellShort,
    tx: Tx,
  ): Promise<void> {
    if (reason === 'activation') await this.holds.paidInPart(contractId, tx);
    const contract = await this.contracts.findById(contractId).lean();
    // Activated, or lapsed, by what came after this payment: that is told by itself.
    if (reason === 'activation' && contract?.state !== 'awaiting_credit') return;
    const held = reason === 'activation' ? contract?.expiresAt : undefined;
    const values: Record<string, EmailValue> = {
      contractNumber: contract?.contractNumber ?? '',
      received: receivedCents,
      due: dueCents,
      missing: missingCents,
      howToPay: payByOf(how),
      ...(held ? { until: held, number: formatNumber(contract!.number!) } : {}),
      ...(until ? { until: new Date(until) } : {}),
    };
    await this.emails.send(SHORT[reason], entryId, customerId, tx, values);
  }

  async left(
    { contractId, customerId, contractNumber, causeId, why, receivedCents, receivedOn, amountCents }: CreditLeft,
    tx: Tx,
  ): Promise<void> {
    const contract = why === 'booked_too_late' ? await this.contracts.findById(contractId).lean() : undefined;
    await this.emails.send(LEFT[why], causeId, customerId, tx, {
      contractNumber,
      amount: amountCents,
      ...(receivedCents ? { received: receivedCents } : {}),
      ...(receivedOn ? { dayIt: formatDay(receivedOn, 'it'), dayEn: formatDay(receivedOn, 'en') } : {}),
      ...(contract?.number ? { number: formatNumber(contract.number) } : {}),
    });
  }
}
