import { Controller, Inject } from '@nestjs/common';
import {
  portInChanged,
  portInCommented,
  type PortInChanged,
  type PortInCommented,
  type PortInState,
} from '#libs/api/numbers/port-in.js';
import {
  numberPortedOut,
  portOutChanged,
  type NumberPortedOut,
  type PortOutChanged,
} from '#libs/api/numbers/port-out.js';
import { formatNumber } from '#libs/italy/phone-number.js';
import { formatDay } from '#libs/italy/formats.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { CustomerEmails } from '../mail/customer-emails.service.js';
import type { EmailTemplate } from '../mail/mail.text.js';
import { PORTING_EMAILS } from './porting.templates.js';

const TEMPLATES: Readonly<Record<PortInState, EmailTemplate>> = {
  draft: PORTING_EMAILS.portInDraft,
  submitted: PORTING_EMAILS.portInSubmitted,
  verifying: PORTING_EMAILS.portInVerifying,
  accepted: PORTING_EMAILS.portInAccepted,
  cut_over: PORTING_EMAILS.portInCutOver,
  rejected: PORTING_EMAILS.portInRejected,
  cancelled: PORTING_EMAILS.portInCancelled,
  expired: PORTING_EMAILS.portInExpired,
};

/** Each step of a port that a customer is told of by email. */
@Controller()
export class PortingEmails {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CustomerEmails) private readonly emails: CustomerEmails,
  ) {}

  @HandleMessage(portInChanged)
  async portIn(
    { customerId, state, numbers, cutOverOn, promisedOn, whatToDoIt = '', whatToDoEn = '' }: PortInChanged,
    delivery: Delivery,
  ): Promise<void> {
    const values = {
      numbers: numbers.map((number) => formatNumber(number)).join(', '),
      dayIt: formatDay(cutOverOn, 'it'),
      dayEn: formatDay(cutOverOn, 'en'),
      promisedIt: formatDay(promisedOn, 'it'),
      promisedEn: formatDay(promisedOn, 'en'),
      whatToDoIt,
      whatToDoEn,
    };
    await this.work.handle(delivery, (tx) => this.emails.send(TEMPLATES[state], delivery.id, customerId, tx, values));
  }

  /** Comments of staff and of the current operator. */
  @HandleMessage(portInCommented)
  async commented({ customerId, numbers, from, text }: PortInCommented, delivery: Delivery): Promise<void> {
    if (from === 'customer') return;
    await this.work.handle(delivery, (tx) =>
      this.emails.send(PORTING_EMAILS.portInCommented, delivery.id, customerId, tx, {
        numbers: numbers.map((number) => formatNumber(number)).join(', '),
        text,
      }),
    );
  }

  @HandleMessage(portOutChanged)
  async portOut(
    { customerId, number, recipient, state, cutOverOn }: PortOutChanged,
    delivery: Delivery,
  ): Promise<void> {
    const values = {
      numbers: formatNumber(number),
      recipient,
      dayIt: formatDay(cutOverOn, 'it'),
      dayEn: formatDay(cutOverOn, 'en'),
    };
    await this.work.handle(delivery, (tx) =>
      this.emails.send(
        state === 'accepted' ? PORTING_EMAILS.portOutAccepted : PORTING_EMAILS.portOutCancelled,
        delivery.id,
        customerId,
        tx,
        values,
      ),
    );
  }

  @HandleMessage(numberPortedOut)
  async portedOut({ customerId, number, recipient, afterEnd }: NumberPortedOut, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, (tx) =>
      this.emails.send(
        afterEnd ? PORTING_EMAILS.endedNumberPortedOut : PORTING_EMAILS.numberPortedOut,
        delivery.id,
        customerId,
        tx,
        {
          numbers: formatNumber(number),
          recipient,
        },
      ),
    );
  }
}
