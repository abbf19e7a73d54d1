import { CUSTOMER, STAFF } from '../kernel/callers.js';
import { NotFound } from '../kernel/domain-error.js';
import { ChargeLine, Invoicing, ServiceRequest } from './billing.js';
import { PayByField, type PayBy } from './payment-ways.js';
import { rpc } from '../kernel/definition.js';
import { Cents, Id, Instant, Many, OneOf, RomeDay, Text, TextList } from '../kernel/fields.js';
import { OfContract, PageQuery } from '../kernel/shared.js';

export const BILLING_ACCOUNT_STATES = ['pending', 'active', 'closed'] as const;

/** The prepaid credit of a contract, and what it is owed or owes. */
export class CreditView {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @OneOf(BILLING_ACCOUNT_STATES) state!: string;
  @Invoicing() invoicing!: string;
  @Cents({ description: 'Prepaid credit; below zero it is a debt' }) balanceCents!: number;
  @Text({ description: 'RF creditor reference (ISO 11649) to quote in a bank transfer' }) paymentReference!: string;
  @Cents({
    optional: true,
    description:
      'What is still to pay today, with VAT: for the activation (never more than its registration was told), or to settle a debt',
  })
  amountDueCents?: number;
  @RomeDay({ optional: true, description: 'The day of which the amount is: it may be less on the next' })
  amountDueOn?: string;
  @PayByField('How exactly that amount can be paid') payBy?: PayBy;
  @Instant({ optional: true, description: 'When credit went below zero' }) debtSince?: string;
  @Many(() => ServiceRequest, { description: 'The services of today' }) services!: ServiceRequest[];
  @Many(() => ServiceRequest, { optional: true, description: 'The services from the next 1st on, where they differ' })
  nextServices?: ServiceRequest[];
  @TextList({ description: 'Geographic numbers, E.164' }) numbers!: string[];
  @RomeDay({ optional: true, description: 'The 1st on which that is; absent where the contract does not renew again' })
  nextChargeOn?: string;
  @Cents({ description: 'What the next renewal costs at today’s prices, with VAT' }) monthlyGrossCents!: number;
  @Cents({ description: 'What the next renewal takes from credit: net where top-ups are invoiced' })
  monthlyChargeCents!: number;
  @Cents({
    optional: true,
    description: 'What the next renewal takes from credit besides: ported numbers that came when credit was short',
  })
  postponedGrossCents?: number;
}

export class StatementQuery extends PageQuery {
  @Id() contractId!: string;
}
/** A movement of credit (R18): cause, amount, time and who asked. */
export class StatementEntry {
  @Id() entryId!: string;
  @Instant() at!: string;
  @Text({ description: 'Stable code: top_up, activation_charge, upgrade, renewal, traffic, refund, …' }) cause!: string;
  @Text({ max: 300, description: 'The cause in the language asked for' }) description!: string;
  @Cents({ description: 'Positive: credit grew' }) amountCents!: number;
  @Cents({
    optional: true,
    description: 'What was paid, or given back the same way, where that is not the credit alone',
  })
  paidCents?: number;
  @Cents({ optional: true, description: 'VAT that was invoiced with it by itself; negative: credited' })
  vatCents?: number;
  @Cents({ description: 'Credit after it' }) balanceCents!: number;
  @Text({ description: 'Who asked: customer, staff or system' }) askedBy!: string;
  @Text({ optional: true, max: 140, description: 'Reference of the bank or of the payment provider' })
  reference?: string;
  @Many(() => ChargeLine, { optional: true }) lines?: ChargeLine[];
}
export class StatementPage {
  @Many(() => StatementEntry) items!: StatementEntry[];
  @Text({ optional: true }) nextCursor?: string;
}

export const billingCreditRpc = {
  credit: rpc('billing.credit', OfContract, CreditView, {
    callers: [...CUSTOMER, ...STAFF, 'accounts'],
    errors: [NotFound],
  }),
  /** Movements, newest first. */
  statement: rpc('billing.statement', StatementQuery, StatementPage, {
    callers: [...CUSTOMER, ...STAFF],
    errors: [NotFound],
  }),
} as const;
