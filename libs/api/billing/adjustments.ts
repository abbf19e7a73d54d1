import { ContractNotActive } from '#libs/api/errors/accounts/contract.errors.js';
import {
  AdjustmentDecided,
  ApproverTooNew,
  ChargeExceeded,
  CreditShort,
  SecondPersonNeeded,
} from '#libs/api/errors/billing/credit.errors.js';
import { ADJUSTERS, STAFF } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Cents, Count, Flag, Id, Instant, Many, OneOf, Text, TextList } from '../kernel/fields.js';
import { PageQuery } from '../kernel/shared.js';

/** `waiting_approval`: above the threshold another person must approve it first. */
export const ADJUSTMENT_STATES = ['waiting_approval', 'booked', 'refused'] as const;
export type AdjustmentState = (typeof ADJUSTMENT_STATES)[number];

/** What an adjustment stands on; a late answer is indemnified by the decision of staff alone (R22). */
export const ADJUSTMENT_GROUNDS = ['correction', 'late_answer'] as const;
export type AdjustmentGround = (typeof ADJUSTMENT_GROUNDS)[number];

export class BookAdjustment {
  @Id({ description: 'The contract' }) contractId!: string;
  @Cents({ min: -1_000_000, max: 1_000_000, description: 'Positive: credit grows. Not zero', example: 1_000 })
  amountCents!: number;
  @Text({
    min: 5,
    max: 280,
    description: 'Why; the customer reads it with the movement',
    example: 'Due giorni di guasto a novembre',
  })
  reason!: string;
  @OneOf(ADJUSTMENT_GROUNDS, {
    optional: true,
    description:
      'correction by default; late_answer: an indemnity for a ticket that was answered late, always positive',
  })
  ground?: AdjustmentGround;
  @Id({
    optional: true,
    description:
      'The movement whose charge it corrects: its VAT goes back with it, by the month’s invoice or a credit note. The amount is positive then, and at most what is left of the charge',
  })
  chargeId?: string;
  @Id({ optional: true, description: 'The ticket that it is about' }) ticketId?: string;
}
export class OfAdjustment {
  @Id() adjustmentId!: string;
}
export class RefuseAdjustment extends OfAdjustment {
  @Text({ min: 5, max: 300 }) reason!: string;
}
export class ListAdjustments extends PageQuery {
  @Id({ optional: true }) contractId?: string;
  @OneOf(ADJUSTMENT_STATES, { optional: true }) state?: AdjustmentState;
}
/** A correction of credit by staff, and who had a hand in it. */
export class AdjustmentView {
  @Id() id!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Cents({ description: 'Positive: credit grows' }) amountCents!: number;
  @Text({ max: 300 }) reason!: string;
  @OneOf(ADJUSTMENT_GROUNDS) ground!: AdjustmentGround;
  @Id({ optional: true, description: 'The movement whose charge it corrects' }) chargeId?: string;
  @Id({ optional: true }) ticketId?: string;
  @OneOf(ADJUSTMENT_STATES) state!: AdjustmentState;
  @Text({ description: 'User id' }) requestedBy!: string;
  @Instant() requestedAt!: string;
  @Text({ optional: true, description: 'User id of who approved or refused it' }) decidedBy?: string;
  @Instant({ optional: true }) decidedAt?: string;
  @Text({ optional: true, max: 300, description: 'Why it was refused' }) refusal?: string;
  @Id({ optional: true, description: 'Its ledger entry, once it is booked' }) entryId?: string;
}
export class AdjustmentPage {
  @Many(() => AdjustmentView) items!: AdjustmentView[];
  @Text({ optional: true }) nextCursor?: string;
}

export class AdjustmentChanged {
  @Id() adjustmentId!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Cents() amountCents!: number;
  @Text({ max: 300 }) reason!: string;
  @OneOf(ADJUSTMENT_GROUNDS, { optional: true }) ground?: AdjustmentGround;
  @OneOf(ADJUSTMENT_STATES) state!: AdjustmentState;
  @Text({ description: 'User id' }) requestedBy!: string;
  @Instant() at!: string;
}
export class LatePortIndemnified {
  @Id() portInId!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @TextList({ description: 'E.164' }) numbers!: string[];
  @Count({ min: 1 }) daysLate!: number;
  @Cents({ min: 1 }) amountCents!: number;
  @Flag({ description: 'It goes back with the credit of the contract, by bank transfer' }) contractEnded!: boolean;
  @Instant() at!: string;
}

export const billingAdjustmentsRpc = {
  /** Books at once up to the threshold, else keeps it for somebody else to approve. Refused with `credit_short` where it would take credit below zero. */
  book: rpc('billing.adjustment.book', BookAdjustment, AdjustmentView, {
    callers: ADJUSTERS,
    key: true,
    errors: [ChargeExceeded, ContractNotActive, CreditShort, NotFound],
  }),
  /** By another person than the one who asked, refused with `second_person_needed` otherwise; with `adjustment_decided` when it waits no more. */
  approve: rpc('billing.adjustment.approve', OfAdjustment, AdjustmentView, {
    callers: ADJUSTERS,
    key: true,
    errors: [AdjustmentDecided, ApproverTooNew, ChargeExceeded, CreditShort, NotFound, SecondPersonNeeded],
  }),
  refuse: rpc('billing.adjustment.refuse', RefuseAdjustment, AdjustmentView, {
    callers: ADJUSTERS,
    key: true,
    errors: [AdjustmentDecided, NotFound],
  }),
  get: rpc('billing.adjustment.get', OfAdjustment, AdjustmentView, { callers: ADJUSTERS, errors: [NotFound] }),
  list: rpc('billing.adjustment.list', ListAdjustments, AdjustmentPage, { callers: STAFF }),
} as const;

export const adjustmentChanged = event(
  'billing.adjustment.changed.v1',
  AdjustmentChanged,
  'Staff asked for a correction of credit, booked it, or refused it.',
);
export const latePortIndemnified = event(
  'billing.port-in.indemnified.v1',
  LatePortIndemnified,
  'A late port was indemnified with credit (R22).',
);
