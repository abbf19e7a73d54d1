import { ANYONE } from '../kernel/callers.js';
import { rpc } from '../kernel/definition.js';
import { Iban } from '../kernel/codes.js';
import { Cents, Count, Many, Nested, OneOf, Text, TextList } from '../kernel/fields.js';
import { Empty } from '../kernel/shared.js';

/** How money can come in (R40): what is offered, and by which ways an amount that is due can be paid. */

export const WAYS_OF_PAYING = ['card', 'bank_transfer'] as const;
export type WayOfPaying = (typeof WAYS_OF_PAYING)[number];

/** By which ways one amount can be paid: what is not named here would be refused, and is never proposed. */
export class PayBy {
  @TextList({ of: WAYS_OF_PAYING, description: 'Ways that take this very amount' }) ways!: WayOfPaying[];
  @Text({ max: 34, description: 'RF creditor reference (ISO 11649) to quote in a bank transfer' })
  paymentReference!: string;
  @Iban({ optional: true, description: 'The account that a bank transfer goes to' }) iban?: string;
  @Text({ optional: true, max: 70, description: 'Whose account it is' }) beneficiary?: string;
}

export class OfferedAmount {
  @Cents({ description: 'The credit that it gives' }) creditCents!: number;
  @Cents({ description: 'What is paid for it: with VAT where top-ups are invoiced' }) amountCents!: number;
  @TextList({ of: WAYS_OF_PAYING, description: 'Ways that take this very amount' }) ways!: WayOfPaying[];
}
/** A way of paying, and what it takes as a top-up of free choice. */
export class OfferedWay {
  @OneOf(WAYS_OF_PAYING) way!: WayOfPaying;
  @Cents({ description: 'The least of a free top-up' }) minimumCents!: number;
  @Cents({ optional: true, description: 'The most of one payment' }) maximumCents?: number;
  @Cents({ description: 'The least that is taken where it is exactly what is due' }) exactMinimumCents!: number;
  @Count({ max: 0, description: 'What is added to the amount: nothing' }) feeCents!: number;
}
export class TopUpAmounts {
  @OneOf(['consumption', 'top_up'], {
    description: 'What is invoiced: with top_up an amount is paid with VAT, and gives net credit',
  })
  invoicing!: string;
  @Many(() => OfferedAmount, {
    description: 'Fixed amounts, rising; any other can be chosen too, from the minimum of its way on',
  })
  amounts!: OfferedAmount[];
  @Many(() => OfferedWay, { description: 'Those that are available' }) ways!: OfferedWay[];
  @Iban({ optional: true, description: 'The account that a bank transfer goes to' }) iban?: string;
  @Text({ optional: true, max: 70, description: 'Whose account it is' }) beneficiary?: string;
}

export const billingPaymentWaysRpc = {
  /** What is offered today, for everyone. */
  topUpAmounts: rpc('billing.top-up.amounts', Empty, TopUpAmounts, { callers: ANYONE }),
} as const;

/** How an amount can be paid, in what tells of it; absent in what was told before ways were. */
export const PayByField = (description = 'How it can be paid'): PropertyDecorator =>
  Nested(() => PayBy, { optional: true, description });
