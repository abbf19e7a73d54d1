import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Inject, Injectable } from '@nestjs/common';
import { IsString } from 'class-validator';
import { WAYS_OF_PAYING, type PayBy, type WayOfPaying } from '#libs/api/billing/payment-ways.js';
import { readConfig } from '#libs/platform/config.js';
import { PaymentsConfig } from '../../config/payments.config.js';
import { OperatorConfig } from '#libs/platform/operator.config.js';
import { parseTopUps, takes, type TopUpOffer } from './top-ups.format.js';

/** Where it is read from when the process starts. */
class TopUpsConfig {
  /** A YAML file like the one that comes with the platform. */
  @IsString() TOP_UPS_FILE = fileURLToPath(new URL('top-ups.yaml', import.meta.url));
}

/** The one place that says by which ways an amount can be paid: what mails, answers and refusals propose is what is taken (R40). */
@Injectable()
export class PaymentWays {
  readonly offer: TopUpOffer = parseTopUps(readFileSync(readConfig(TopUpsConfig).TOP_UPS_FILE, 'utf8'));

  constructor(
    @Inject(PaymentsConfig) private readonly payments: PaymentsConfig,
    @Inject(OperatorConfig) private readonly operator: OperatorConfig,
  ) {}

  /** The ways that this operator has. */
  get available(): WayOfPaying[] {
    const hasCards = this.payments.PAYMENT_SIMULATOR === 'on' || this.payments.STRIPE_SECRET_KEY !== undefined;
    return WAYS_OF_PAYING.filter((way) => way !== 'card' || hasCards);
  }

  /** The ways that take so many cents; `isDue` where that is exactly what is to be paid. */
  taking(amountCents: number, isDue: boolean): WayOfPaying[] {
    return this.available.filter((way) => takes(this.offer.ways[way], amountCents, isDue));
  }

  /** How exactly what is due can be paid, in cents with VAT. */
  forDue(amountCents: number, paymentReference: string): PayBy {
    return { ways: this.taking(amountCents, true), paymentReference, ...this.account() };
  }

  /** The account that transfers go to, where this operator has said one. */
  account(): Pick<PayBy, 'iban' | 'beneficiary'> {
    const { OPERATOR_IBAN: iban, OPERATOR_NAME: beneficiary } = this.operator;
    return iban ? { iban, beneficiary } : {};
  }
}
