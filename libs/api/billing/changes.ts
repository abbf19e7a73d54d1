import { NotActiveYet, NothingToChange, QuoteExpired, QuoteStale } from '#libs/api/errors/billing/changes.errors.js';
import { AccountClosed, CreditShort } from '#libs/api/errors/billing/credit.errors.js';
import { StoppedByStaff } from '#libs/api/kernel/messaging.errors.js';
import {
  DistrictExhausted,
  DistrictUnknown,
  NumberUnavailable,
  ReservationGone,
} from '#libs/api/errors/numbers/inventory.errors.js';
import { CUSTOMER } from '../kernel/callers.js';
import { NotFound } from '../kernel/domain-error.js';
import { ChargeLine, Invoicing, ServiceRequest } from './billing.js';
import { event, rpc } from '../kernel/definition.js';
import { Cents, Count, Flag, Id, Instant, Many, OneOf, RomeDay, Text, TextList } from '../kernel/fields.js';
import { OfContract, PageQuery } from '../kernel/shared.js';

export const CHANGE_STATES = ['quoted', 'confirming', 'applied', 'refused'] as const;
export const CHANGE_KINDS = ['upgrade', 'downgrade', 'withdrawal', 'exchange'] as const;

/** The quantities that a contract is to have: products that are not named stay as they are, zero removes one. */
export class WantedService {
  @Text({ max: 60, example: 'extension' }) product!: string;
  @Count({ min: 0, max: 10_000, example: 5 }) quantity!: number;
}
export class QuoteChange {
  @Id() contractId!: string;
  @Many(() => WantedService, { min: 1, max: 50 }) services!: WantedService[];
  @Text({
    optional: true,
    pattern: /^0\d{1,3}$/,
    max: 4,
    description: 'District of additional numbers; that of the first number by default',
    example: '02',
  })
  district?: string;
  @TextList({
    optional: true,
    max: 100,
    each: 16,
    description: 'Numbers to give up at the end of the month, where fewer are wanted; never the first one',
  })
  giveUp?: string[];
}

/** One product that changes: how many now, how many then, from when. */
export class ChangeStep {
  @Text({ max: 60 }) product!: string;
  @OneOf(CHANGE_KINDS, {
    description:
      'upgrade: at once and charged; downgrade: from the next 1st; withdrawal: of a downgrade, free; exchange: at once, the difference is charged',
  })
  kind!: string;
  @Count() fromQuantity!: number;
  @Count() toQuantity!: number;
  @RomeDay({ description: 'The day it takes effect' }) effectiveOn!: string;
}
/** A change order: priced first, applied all or nothing (R11). */
export class ChangeOrder {
  @Id() changeId!: string;
  @Id() contractId!: string;
  @OneOf(CHANGE_STATES) state!: string;
  @Many(() => ChangeStep) steps!: ChangeStep[];
  @Many(() => ChargeLine, { description: 'What is charged at once' }) lines!: ChargeLine[];
  @Invoicing() invoicing!: string;
  @Cents() netCents!: number;
  @Cents({ description: 'In the charge, or to be paid with the top-up that covers it' }) vatCents!: number;
  @Cents({ description: 'With VAT' }) grossCents!: number;
  @Cents({ description: 'Taken from credit when it is confirmed: net where top-ups are invoiced' })
  chargeCents!: number;
  @Cents({ optional: true, description: 'Credit that is missing to confirm it now' }) missingCents?: number;
  @Cents({ optional: true, description: 'What to pay, with VAT, to have it' }) amountDueCents?: number;
  @Cents({ description: 'Each month from the next 1st on, with VAT' }) monthlyGrossCents!: number;
  @Instant({ description: 'Until when it can be confirmed at this price' }) validUntil!: string;
  @TextList({ description: 'Numbers that it adds, once confirmed' }) addedNumbers!: string[];
  @TextList({ description: 'Numbers that end with the month' }) givenUp!: string[];
  @Instant() createdAt!: string;
  @Instant({ optional: true }) appliedAt?: string;
  @Text({ optional: true, description: 'Why it was refused, a stable code' }) refusal?: string;
}
export class OfChange {
  @Id() contractId!: string;
  @Id() changeId!: string;
}
export class ListChanges extends PageQuery {
  @Id() contractId!: string;
}
export class ChangePage {
  @Many(() => ChangeOrder) items!: ChangeOrder[];
  @Text({ optional: true }) nextCursor?: string;
}

/** The services that a contract has now: what a softswitch is to provide. */
export class ServicesChanged extends OfContract {
  @Id() customerId!: string;
  @TextList({ description: 'Geographic numbers, E.164' }) numbers!: string[];
  @Many(() => ServiceRequest) services!: ServiceRequest[];
  @Count({ description: 'Grows with every change: an older message is out of date' }) servicesVersion!: number;
  @Flag({ optional: true, description: 'Outgoing calls are suspended for a debt' }) outgoingSuspended?: boolean;
  @Text({
    description: 'activation, upgrade, downgrade, port_in, port_out, suspension, resumption, termination, reconcile',
  })
  reason!: string;
  @Instant() at!: string;
}
export class NumbersGivenUp extends OfContract {
  @Id() customerId!: string;
  @TextList({ min: 1, description: 'E.164' }) numbers!: string[];
  @Instant() at!: string;
}

export const billingChangesRpc = {
  quote: rpc('billing.change.quote', QuoteChange, ChangeOrder, {
    callers: CUSTOMER,
    key: true,
    errors: [AccountClosed, NotActiveYet, NotFound, NothingToChange],
  }),
  /** Applies a quoted change, all or nothing; again, it answers with the applied one. Refused with `credit_short` (402) and the missing cents, `quote_expired`, or `quote_stale` when the services changed since. */
  confirm: rpc('billing.change.confirm', OfChange, ChangeOrder, {
    callers: CUSTOMER,
    deadlineMs: 8_000,
    errors: [
      AccountClosed,
      CreditShort,
      DistrictExhausted,
      DistrictUnknown,
      NotActiveYet,
      NotFound,
      NumberUnavailable,
      QuoteExpired,
      QuoteStale,
      ReservationGone,
      StoppedByStaff,
    ],
  }),
  get: rpc('billing.change.get', OfChange, ChangeOrder, { callers: CUSTOMER, errors: [NotFound] }),
  list: rpc('billing.change.list', ListChanges, ChangePage, { callers: CUSTOMER, errors: [NotFound] }),
} as const;

export const servicesChanged = event(
  'billing.services.changed.v1',
  ServicesChanged,
  'The services of a contract are others now: the softswitch provides them. The first ones come with billing.activation.charged.v1.',
);
export const numbersGivenUp = event(
  'billing.numbers.given-up.v1',
  NumbersGivenUp,
  'A customer gave up numbers of a contract that goes on: they leave it now, at the end of their last month.',
);
