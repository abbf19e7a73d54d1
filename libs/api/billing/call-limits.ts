import { AccountClosed } from '#libs/api/errors/billing/credit.errors.js';
import { CUSTOMER, STAFF } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Cents, Count, Flag, Id, Instant, Many, Nested, OneOf, RomeDay, Text, TextList } from '../kernel/fields.js';
import { OfContract, PageQuery } from '../kernel/shared.js';

const MOST_CENTS = 100_000_000;
const ceiling = {
  optional: true,
  min: 1,
  max: MOST_CENTS,
  description:
    'What the first minute of a call may cost at most, connection and VAT included; no ceiling without it. Seconds that FLAT covers cost nothing',
  example: 20,
} as const;
const dailyCap = {
  optional: true,
  min: 0,
  max: MOST_CENTS,
  description: 'What metered traffic may cost on a Rome day at most, with VAT; no cap without it',
  example: 500,
} as const;
const monthlyCap = {
  optional: true,
  min: 0,
  max: MOST_CENTS,
  description: 'The same for a calendar month',
  example: 2_000,
} as const;

export const CALLED_NUMBERS = ['masked', 'clear'] as const;
export type CalledNumbers = (typeof CALLED_NUMBERS)[number];

/** A class of destinations, as a contract has it (R27). */
export class ContractClass {
  @Text({ max: 60, example: 'premium' }) code!: string;
  @Text({ max: 100 }) name!: string;
  @Flag({ description: 'Whether calls to it may start; free numbers and emergency numbers always may' }) open!: boolean;
  @Flag({ description: 'Closed until the customer opens it' }) closedByDefault!: boolean;
}
export class CallLimits extends OfContract {
  @Many(() => ContractClass) classes!: ContractClass[];
  @Cents(ceiling) ceilingPerMinuteCents?: number;
  @Cents(dailyCap) dailyCapCents?: number;
  @Cents(monthlyCap) monthlyCapCents?: number;
  @Cents({ description: 'What metered traffic has cost today, with VAT' }) spentTodayCents!: number;
  @Cents({ description: 'The same for this month' }) spentThisMonthCents!: number;
}
/** The whole of a contract's limits: what is left out is no limit. */
export class SetCallLimits extends OfContract {
  @TextList({
    max: 100,
    each: 60,
    description: 'Codes of all the classes that are to be open, see `classes`; all others are closed',
  })
  openClasses!: string[];
  @Cents(ceiling) ceilingPerMinuteCents?: number;
  @Cents(dailyCap) dailyCapCents?: number;
  @Cents(monthlyCap) monthlyCapCents?: number;
}
export class ShownNumbers {
  @OneOf(CALLED_NUMBERS, {
    description: 'masked: called numbers are shown without their last three digits, to staff too (R28)',
  })
  calledNumbers!: CalledNumbers;
}
export class ShowNumbers extends OfContract {
  @OneOf(CALLED_NUMBERS) calledNumbers!: CalledNumbers;
}

/** All that a customer has set about calls, at one time. */
export class CallSettingsState {
  @TextList() openClasses!: string[];
  @Cents({ ...ceiling }) ceilingPerMinuteCents?: number;
  @Cents({ ...dailyCap }) dailyCapCents?: number;
  @Cents({ ...monthlyCap }) monthlyCapCents?: number;
  @OneOf(CALLED_NUMBERS) calledNumbers!: CalledNumbers;
}
/** A change of what a customer has set about calls; written once. */
export class CallSettingsChange {
  @Id() id!: string;
  @Instant() at!: string;
  @Text({ description: 'User id of who changed it' }) by!: string;
  @Nested(() => CallSettingsState) before!: CallSettingsState;
  @Nested(() => CallSettingsState) after!: CallSettingsState;
}
export class CallSettingsHistory {
  @Many(() => CallSettingsChange) items!: CallSettingsChange[];
  @Text({ optional: true }) nextCursor?: string;
}
export class OfContractPage extends PageQuery {
  @Id({ description: 'The contract' }) contractId!: string;
}

/** Why a call may not start, or not go on. */
export const CALL_REFUSALS = ['credit', 'barred', 'suspended', 'ended', 'cap', 'ceiling', 'unknown'] as const;
export type CallRefusal = (typeof CALL_REFUSALS)[number];
/** What each means, for documents of the API. */
export const REFUSAL_MEANINGS =
  'credit: it does not pay for it; barred: its class of destinations is closed; suspended: outgoing calls are, for a debt; ended: the contract is not active; cap: the day’s or month’s cap is reached; ceiling: it costs more a minute than the customer allows; unknown: there is no price for the number, or no such contract';

/** A call that was not let start, or not let go on. */
export class RefusedCall {
  @Text({ max: 100 }) callId!: string;
  @Text({ description: 'Called number, as the contract shows called numbers (R28)' }) to!: string;
  @Instant() at!: string;
  @OneOf(CALL_REFUSALS, { description: REFUSAL_MEANINGS }) reason!: CallRefusal;
  @Text({ max: 500, description: 'The reason in words, and what can be done' }) text!: string;
  @Text({ optional: true }) destination?: string;
  @Text({ optional: true, description: 'Code of its class' }) destinationClass?: string;
  @Count({ description: 'How many seconds it had lasted; 0 when it was not let start' }) elapsedSeconds!: number;
}
export class RefusedCallPage {
  @Many(() => RefusedCall) items!: RefusedCall[];
  @Text({ optional: true }) nextCursor?: string;
}

/** Calls that were made although their class is closed: the switch let them, or did not ask. */
export class BarredCallsMade {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @RomeDay({ description: 'The day they began on' }) day!: string;
  @TextList({ description: 'Codes of their classes' }) classes!: string[];
  @Count() calls!: number;
  @Instant() at!: string;
}

export const billingCallLimitsRpc = {
  get: rpc('billing.call-limits.get', OfContract, CallLimits, { callers: [...CUSTOMER, ...STAFF], errors: [NotFound] }),
  /** Sets all of them; the same again changes nothing. Refused with `account_closed` once the contract has ended. */
  set: rpc('billing.call-limits.set', SetCallLimits, CallLimits, {
    callers: CUSTOMER,
    key: true,
    errors: [AccountClosed, NotFound],
  }),
  history: rpc('billing.call-limits.history', OfContractPage, CallSettingsHistory, {
    callers: [...CUSTOMER, ...STAFF],
    errors: [NotFound],
  }),
  shownNumbers: rpc('billing.called-numbers.get', OfContract, ShownNumbers, {
    callers: [...CUSTOMER, ...STAFF],
    errors: [NotFound],
  }),
  showNumbers: rpc('billing.called-numbers.set', ShowNumbers, ShownNumbers, {
    callers: CUSTOMER,
    key: true,
    errors: [NotFound],
  }),
  refusedCalls: rpc('billing.refused-calls.list', OfContractPage, RefusedCallPage, {
    callers: [...CUSTOMER, ...STAFF],
    errors: [NotFound],
  }),
} as const;

export const barredCallsMade = event(
  'billing.call.barred.v1',
  BarredCallsMade,
  'Records came of calls to a class of destinations that the contract has closed; they are charged as they were made.',
);
