import { event, rpc } from './definition.js';
import { Cents, Id, Instant, OneOf, RomeDay, Text } from './fields.js';
import { Done } from './shared.js';

/** One euro to a hundred thousand: what a top-up by bank transfer may be. */
const AMOUNT = { min: 1, max: 10_000_000 };

/** A bank transfer that staff found on the bank's statement: names the contract by its RF reference or its id. */
export class BankTopUp {
  @Text({ optional: true, max: 34, description: 'RF creditor reference that the payer quoted; this or `contractId`', example: 'RF45C00000042' }) paymentReference?: string;
  @Id({ optional: true, description: 'The contract, where the reference was not quoted' }) contractId?: string;
  @Cents({ ...AMOUNT, description: 'Amount received' }) amountCents!: number;
  @Text({ max: 80, description: 'The bank’s own reference of the transfer: it is booked once, however often it is sent', example: '2026-12-01/0001' }) bankReference!: string;
  @RomeDay({ description: 'Booking date' }) receivedOn!: string;
  @Text({ optional: true, max: 140 }) payer?: string;
}
/** A top-up as booked. */
export class TopUpReceipt {
  @Id() contractId!: string;
  @Id() entryId!: string;
  @Cents({ description: 'What was paid' }) amountCents!: number;
  @Cents({ description: 'The credit that it became: less its VAT where top-ups are invoiced' }) creditCents!: number;
  @Cents({ description: 'Credit after the top-up, and after the activation where it paid for one' }) balanceCents!: number;
  @Text({ description: 'activated, credited' }) outcome!: string;
  @Instant() at!: string;
}

export class CardTopUp {
  @Id() contractId!: string;
  @Cents({ min: 500, max: 500_000, description: '5 to 5,000 euro', example: 5000 }) amountCents!: number;
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
  bookBankTransfer: rpc('billing.top-up.bank', BankTopUp, TopUpReceipt),
  /** Begins a top-up by card; credit grows when the provider's signed notification arrives, never before. */
  startCardTopUp: rpc('billing.top-up.card', CardTopUp, CardPayment),
  getCardPayment: rpc('billing.top-up.card.get', OfPayment, CardPayment),
  notifyPayment: rpc('billing.payment.notify', ProviderNotification, Done),
  /** Demo and test only: the payment simulator pays an open card payment, through the same signed notification. */
  simulatePayment: rpc('billing.payment.simulate', OfPayment, Done),
} as const;

export const handBookingUnproven = event('billing.top-up.unproven.v1', HandBookingUnproven, 'No statement of the bank shows a transfer that staff booked by hand.');
