import { AccountClosed } from '#libs/api/errors/billing/credit.errors.js';
import {
  BankReferenceTaken,
  CardsUnavailable,
  InvalidSignature,
  PaymentNotYetKnown,
} from '#libs/api/errors/billing/payments.errors.js';
import { ANYONE, BILLING, CUSTOMER } from '../kernel/callers.js';
import { NotFound } from '../kernel/domain-error.js';
import { PayByField, type PayBy } from './payment-ways.js';
import { event, rpc } from '../kernel/definition.js';
import { Cents, Count, Id, Instant, Many, OneOf, RomeDay, Text } from '../kernel/fields.js';
import { Done, PageQuery } from '../kernel/shared.js';

/** One euro to a hundred thousand: what a top-up by bank transfer may be. */
const AMOUNT = { min: 1, max: 10_000_000 };

/** A bank transfer that staff found on the bank's statement: names the contract by its RF reference or its id. */
export class BankTopUp {
  @Text({
    optional: true,
    max: 34,
    description: 'RF creditor reference that the payer quoted; this or `contractId`',
    example: 'RF45C00000042',
  })
  paymentReference?: string;
  @Id({ optional: true, description: 'The contract, where the reference was not quoted' }) contractId?: string;
  @Cents({ ...AMOUNT, description: 'Amount received' }) amountCents!: number;
  @Text({
    max: 80,
    description: 'The bank’s own reference of the transfer: it is booked once, however often it is sent',
    example: '2026-12-01/0001',
  })
  bankReference!: string;
  @RomeDay({ description: 'Booking date' }) receivedOn!: string;
  @Text({ optional: true, max: 140 }) payer?: string;
}
/** A top-up as booked. */
export class TopUpReceipt {
  @Id() contractId!: string;
  @Id() entryId!: string;
  @Cents({ description: 'What was paid' }) amountCents!: number;
  @Cents({ description: 'The credit that it became: less its VAT where top-ups are invoiced' }) creditCents!: number;
  @Cents({ description: 'Credit after the top-up, and after the activation where it paid for one' })
  balanceCents!: number;
  @Text({ description: 'activated, credited' }) outcome!: string;
  @Instant() at!: string;
}

export class CardTopUp {
  @Id() contractId!: string;
  @Cents({
    min: 1,
    max: 10_000_000,
    description: 'What GET /v1/top-up-amounts offers for cards, or exactly what is due (R40)',
    example: 5000,
  })
  amountCents!: number;
}
export const CARD_PAYMENT_STATES = ['open', 'paid'] as const;
export class CardPayment {
  @Id() paymentId!: string;
  @Id() contractId!: string;
  @Cents() amountCents!: number;
  @OneOf(CARD_PAYMENT_STATES) state!: string;
  @Text({ description: 'stripe, or simulator in the demo' }) provider!: string;
  @Text({ max: 2000, description: 'Where the customer pays' }) checkoutUrl!: string;
}
export class OfPayment {
  @Id({ description: 'The card payment' }) paymentId!: string;
}
export const DUE_REASONS = ['activation', 'debt', 'change'] as const;
export type DueReason = (typeof DUE_REASONS)[number];
/** Money came in, and more is due. */
export class PaymentFellShort {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Id({ description: 'The ledger entry of the payment: each is told once' }) entryId!: string;
  @OneOf(DUE_REASONS, { description: 'What it was to pay' }) reason!: DueReason;
  @Cents({ description: 'What was paid' }) receivedCents!: number;
  @Cents({ description: 'What was due before it, with VAT' }) dueCents!: number;
  @Cents({ description: 'What is still to pay, with VAT' }) missingCents!: number;
  @Text({ max: 34 }) paymentReference!: string;
  @PayByField('How exactly what is missing can be paid') payBy?: PayBy;
  @Instant({
    optional: true,
    description: 'Until when a change can be had at that price; of an activation accounts knows it',
  })
  until?: string;
  @Instant() at!: string;
}

export const CREDIT_LEFT = ['not_activated', 'paid_too_late', 'booked_too_late', 'contract_ended'] as const;
/** Credit lies on a contract that is over. */
export class CreditLeft {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Text() contractNumber!: string;
  @Text({ max: 60, description: 'What left it there: each is told once' }) causeId!: string;
  @OneOf(CREDIT_LEFT, {
    description:
      'not_activated: the registration lapsed and this was paid before; paid_too_late: it came afterwards; booked_too_late: it was at our bank before, and nobody told us until afterwards; contract_ended: it came after the end of a contract, and is given back by itself',
  })
  why!: (typeof CREDIT_LEFT)[number];
  @Cents({ optional: true, description: 'The payment that came in' }) receivedCents?: number;
  @RomeDay({ optional: true, description: 'Of a transfer: the day that the bank booked it' }) receivedOn?: string;
  @Cents({ description: 'What lies there and can go back, with its VAT' }) amountCents!: number;
  @Instant() at!: string;
}
export const LEFT_ON = ['lapsed', 'ended'] as const;
export class ListCreditLeft extends PageQuery {
  @OneOf(LEFT_ON, {
    optional: true,
    description: 'lapsed: of registrations that lapsed; ended: of contracts that were active',
  })
  of?: (typeof LEFT_ON)[number];
}
/** A contract that is over, and what lies on it. */
export class LeftCredit {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Text() contractNumber!: string;
  @Text({ max: 200 }) holderName!: string;
  @OneOf(LEFT_ON, { description: 'Of an ended one it goes back by itself, once calls that were going on are charged' })
  of!: (typeof LEFT_ON)[number];
  @Cents({ description: 'What lies there and can go back, with its VAT' }) amountCents!: number;
  @Instant({ description: 'When the contract lapsed or ended' }) closedAt!: string;
  @Instant({ description: 'When the last of it came' }) since!: string;
  @Count({ description: 'Whole days since the last of it came' }) days!: number;
  @Instant({ optional: true, description: 'A ticket told staff that nobody asks this back' }) unclaimedSince?: string;
}
export class CreditLeftPage {
  @Many(() => LeftCredit, { description: 'Those that were over first come first' }) items!: LeftCredit[];
  @Text({ optional: true }) nextCursor?: string;
}
/** Nobody has asked for it for some days. */
export class CreditUnclaimed {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Text() contractNumber!: string;
  @Text({ max: 200 }) holderName!: string;
  @Cents({ description: 'What lies there and can go back, with its VAT' }) amountCents!: number;
  @Count({ description: 'Days since the last of it came' }) days!: number;
  @Instant({ description: 'When the last of it came' }) since!: string;
}

/** A notification of the payment provider exactly as it came: the signature covers every byte of it. */
export class ProviderNotification {
  @Text({ max: 1_000_000, verbatim: true }) payload!: string;
  @Text({ max: 2_000, description: 'The Stripe-Signature header' }) signature!: string;
}

/** A transfer that staff booked by hand, after the days in which a statement should have shown it. */
export class HandBookingUnproven {
  @Id() entryId!: string;
  @Id() contractId!: string;
  @Cents() amountCents!: number;
  @Text({ max: 280 }) bankReference!: string;
  @Text({ description: 'User id' }) bookedBy!: string;
  @Instant() bookedAt!: string;
}

export const billingPaymentsRpc = {
  /** Staff books a bank transfer: once for each bank reference. */
  bookBankTransfer: rpc('billing.top-up.bank', BankTopUp, TopUpReceipt, {
    callers: BILLING,
    key: true,
    errors: [BankReferenceTaken, NotFound],
  }),
  /** Begins a top-up by card; credit grows when the provider's signed notification arrives, never before. */
  startCardTopUp: rpc('billing.top-up.card', CardTopUp, CardPayment, {
    callers: CUSTOMER,
    key: true,
    deadlineMs: 8_000,
    errors: [AccountClosed, CardsUnavailable, NotFound],
  }),
  getCardPayment: rpc('billing.top-up.card.get', OfPayment, CardPayment, { callers: CUSTOMER, errors: [NotFound] }),
  /** Credit that lies on contracts that are over, for staff. */
  listCreditLeft: rpc('billing.credit.left.list', ListCreditLeft, CreditLeftPage, { callers: BILLING }),
  notifyPayment: rpc('billing.payment.notify', ProviderNotification, Done, {
    callers: ANYONE,
    errors: [CardsUnavailable, InvalidSignature, NotFound, PaymentNotYetKnown],
  }),
  /** Demo and test only: the payment simulator pays an open card payment, through the same signed notification. */
  simulatePayment: rpc('billing.payment.simulate', OfPayment, Done, {
    callers: CUSTOMER,
    key: true,
    errors: [CardsUnavailable, InvalidSignature, NotFound, PaymentNotYetKnown],
  }),
} as const;

export const handBookingUnproven = event(
  'billing.top-up.unproven.v1',
  HandBookingUnproven,
  'No statement of the bank shows a transfer that staff booked by hand.',
);
export const paymentFellShort = event(
  'billing.payment.fell-short.v1',
  PaymentFellShort,
  'Money came in that does not cover what is due (R31): the customer is told what is missing, how to pay it and until when. One for each payment.',
);
export const creditLeft = event(
  'billing.credit.left.v1',
  CreditLeft,
  'Credit lies on a contract that lapsed or has ended (R31): the customer is told what it can do.',
);
export const creditUnclaimed = event(
  'billing.credit.unclaimed.v1',
  CreditUnclaimed,
  'Credit of a registration that lapsed was asked back by nobody for some days: staff look after it.',
);
