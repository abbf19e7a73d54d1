import { AccountClosed, AlreadyActivated } from '#libs/api/errors/billing/credit.errors.js';
import { ANYONE } from '../kernel/callers.js';
import { PayByField, TopUpAmounts, type PayBy } from './payment-ways.js';
import { event, rpc } from '../kernel/definition.js';
import { Cents, Count, E164, Id, Instant, Many, Nested, OneOf, RomeDay, Text } from '../kernel/fields.js';
import { Holder } from '../kernel/holder.js';
import { Done, OfContract } from '../kernel/shared.js';
import { NumberHolder } from '../numbers/numbers.js';

/** A product of the catalogue and how many of it. */
export class ServiceRequest {
  @Text({ max: 60, description: 'Product code of the catalogue', example: 'extension' }) product!: string;
  @Count({ min: 1, max: 10_000, example: 3 }) quantity!: number;
}

/** What is invoiced (R24): the charges of a month, and credit holds its VAT; or each top-up, and credit is net. */
export const INVOICING = ['consumption', 'top_up'] as const;
const INVOICING_TEXT = {
  description:
    'What is invoiced. consumption: the charges of a month; credit, and what charges take of it, is with VAT. top_up: each top-up; credit, and what charges take of it, is net',
};
/** What credit and charges are. */
export const Invoicing = (): PropertyDecorator => OneOf(INVOICING, INVOICING_TEXT);

/** One line of a charge to credit, in cents: with its VAT, or without any where top-ups are invoiced. */
export class ChargeLine {
  @Text({ max: 60 }) product!: string;
  @Text({ max: 120 }) productName!: string;
  @Count() quantity!: number;
  @Count({ description: 'Days charged' }) days!: number;
  @Count({ description: 'Days of the month' }) ofDays!: number;
  @Cents() netCents!: number;
  @Count({ description: 'VAT rate in hundredths of a percent: 2200 is 22 %' }) vatBasisPoints!: number;
  @Cents() vatCents!: number;
  @Cents() grossCents!: number;
  @Text({
    max: 60,
    description:
      'Stable code: activation, upgrade, exchange, renewal, traffic, port_in, returned, withdrawn, corrected',
  })
  reasonCode!: string;
  @Text({ max: 300, description: 'The reason in the language asked for' }) reason!: string;
}

/** A price that is known to change: whoever registers before is told both (R26). */
export class ComingPrice {
  @RomeDay({ description: 'The day from which the new price holds' }) from!: string;
  @Cents({ description: 'A month until then, with VAT' }) monthlyGrossCents!: number;
  @Cents({ description: 'A month from then on, with VAT' }) newMonthlyGrossCents!: number;
}

/** What an activation with these services costs today, and each month from the next 1st on. */
export class QuoteRequest {
  @Many(() => ServiceRequest, { max: 50 }) services!: ServiceRequest[];
}
export class Quote {
  @Invoicing() invoicing!: string;
  @Many(() => ChargeLine) lines!: ChargeLine[];
  @Cents() netCents!: number;
  @Cents() vatCents!: number;
  @Cents({ description: 'To pay now, with VAT' }) grossCents!: number;
  @Cents({ description: 'To pay for each month from the next 1st on, with VAT' }) monthlyGrossCents!: number;
  @Nested(() => ComingPrice, { optional: true, description: 'A later price that is known already (R26)' })
  comingPrice?: ComingPrice;
  @Instant({ description: 'Until when it holds: Rome midnight' }) validUntil!: string;
}

export class OpenAccount {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Text() contractNumber!: string;
  @E164() number!: string;
  @Nested(() => NumberHolder) holder!: NumberHolder;
  @Nested(() => Holder, { description: 'The whole fiscal identity: invoices are made out to it' }) identity!: Holder;
  @Many(() => ServiceRequest, { max: 50 }) services!: ServiceRequest[];
}
export class OpenedAccount {
  @Cents({ description: 'What to pay, with VAT, to activate the contract: as it was told first' })
  amountDueCents!: number;
  @RomeDay({ description: 'When it was told' }) amountDueOn!: string;
  @Text({ description: 'RF creditor reference (ISO 11649)' }) paymentReference!: string;
  @Nested(() => ComingPrice, { optional: true, description: 'A later price that is known already (R26)' })
  comingPrice?: ComingPrice;
  @RomeDay({ optional: true, description: 'The 1st of the month after' }) nextMonthFrom?: string;
  @Cents({ optional: true, description: 'What a month costs from then on, with VAT' }) nextMonthCents?: number;
  @PayByField() payBy?: PayBy;
  @Nested(() => TopUpAmounts, { optional: true, description: 'What is offered to top up' }) topUps?: TopUpAmounts;
}

export class CreditMovement {
  @Id() entryId!: string;
  @Text({ description: 'Stable code of the cause: top_up, activation_charge, …' }) cause!: string;
  @Cents({ description: 'Positive: credit grew' }) amountCents!: number;
}
export class CreditChanged {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Cents() balanceCents!: number;
  @Many(() => CreditMovement) movements!: CreditMovement[];
  @Instant() at!: string;
}
export class ActivationCharged {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @E164() number!: string;
  @Nested(() => NumberHolder) holder!: NumberHolder;
  @Cents() chargedGrossCents!: number;
  @Many(() => ServiceRequest, { optional: true, description: 'The services that begin with it, for the softswitch' })
  services?: ServiceRequest[];
  @Count({ optional: true, description: 'See billing.services.changed.v1' }) servicesVersion?: number;
  @Instant() at!: string;
}

export const billingRpc = {
  quote: rpc('billing.quote', QuoteRequest, Quote, { callers: ANYONE }),
  /** Opens the credit account of a contract with its activation waiting for credit; idempotent by contract. */
  openAccount: rpc('billing.account.open', OpenAccount, OpenedAccount, {
    callers: ['accounts'],
    errors: [AccountClosed],
  }),
  /** Ends an activation that was not charged, keeping its credit refundable; refused with `activation_charged` once it was. */
  closeAccount: rpc('billing.account.close', OfContract, Done, { callers: ['accounts'], errors: [AlreadyActivated] }),
} as const;

export const creditChanged = event(
  'billing.credit.changed.v1',
  CreditChanged,
  'The prepaid credit of a contract changed; one message for each transaction.',
);
export const activationCharged = event(
  'billing.activation.charged.v1',
  ActivationCharged,
  'Credit covered the activation and the first charge is made: the number can be assigned.',
);
