import { CUSTOMER, STAFF, SWITCH } from '../kernel/callers.js';
import { NotFound } from '../kernel/domain-error.js';
import { CALL_REFUSALS, REFUSAL_MEANINGS, type CallRefusal } from './call-limits.js';
import { CALLED } from './rates.js';
import { command, rpc } from '../kernel/definition.js';
import { Cents, Count, Flag, Id, Instant, Many, OneOf, RomeDay, Text } from '../kernel/fields.js';
import { Done, OfContract, PageQuery } from '../kernel/shared.js';

const DIGITS = { min: 2, max: 16, pattern: /^\+?\d{2,15}$/ };

class EndedCall {
  @Text({
    max: 100,
    pattern: /^[\w.:@-]+$/,
    description: 'The switch’s id of the call: it is charged once, however often it is sent',
  })
  callId!: string;
  @Id() contractId!: string;
  @Text({ ...DIGITS, description: 'Calling number' }) from!: string;
  @Instant({ description: 'When it was answered, or tried' }) startedAt!: string;
  @Count({ max: 1_000_000, description: 'Seconds from answer to end; 0 when it was not answered' }) seconds!: number;
}
/** A call detail record: one outgoing call that has ended, as the switch saw it. */
export class CallRecord extends EndedCall {
  @Text(CALLED) to!: string;
}
export class CallRecords {
  @Many(() => CallRecord, { min: 1, max: 1_000 }) records!: CallRecord[];
}
/** As CallRecord, by message, where nobody is told of a refusal: a number that is none makes a reject of its record, not of the whole message. */
export class SentCallRecord extends EndedCall {
  @Text({ ...DIGITS, description: 'Called number: E.164 with its +, or a short number; any other is kept as a reject' })
  to!: string;
}
export class SentCallRecords {
  @Many(() => SentCallRecord, { min: 1, max: 1_000 }) records!: SentCallRecord[];
}

export const CALL_STATES = ['rated', 'waived'] as const;
/** A rated call. */
export class CallView {
  @Text({ max: 100 }) callId!: string;
  @Text() from!: string;
  @Text({
    description: 'Called number; without its last three digits unless the customer chose to see them (R28)',
    example: '+393351234***',
  })
  to!: string;
  @Text() destination!: string;
  @Instant() startedAt!: string;
  @Count() seconds!: number;
  @Count({ description: 'Seconds charged, by the destination’s increments' }) billedSeconds!: number;
  @Count({ description: 'Of those, seconds that the FLAT allowance covers' }) coveredSeconds!: number;
  @Count({ max: Number.MAX_SAFE_INTEGER, description: 'Net, in millionths of a euro' }) netMicros!: number;
  @OneOf(CALL_STATES, { description: 'waived: it reached us after the contract had ended, and is not charged (R14)' })
  state!: string;
  @Flag({ optional: true, description: 'It was made although its class of destinations is closed (R27)' })
  barred?: boolean;
}
export class ListCalls extends PageQuery {
  @Id() contractId!: string;
  @RomeDay({ optional: true, description: 'Calls of this day (Rome) only' }) day?: string;
}
export class CallPage {
  @Many(() => CallView) items!: CallView[];
  @Text({ optional: true }) nextCursor?: string;
}

export class AuthoriseCall {
  @Text({ max: 100, pattern: /^[\w.:@-]+$/ }) callId!: string;
  @Id() contractId!: string;
  @Text(CALLED) to!: string;
  @Count({
    optional: true,
    max: 1_000_000,
    description: 'For a call that is going on: seconds so far. More are then reserved',
  })
  elapsedSeconds?: number;
}
/** Whether a call may start or go on, and for how long: within credit, caps and ceiling, what other calls have reserved taken off (R27). */
export class CallAuthorisation {
  @Flag() allowed!: boolean;
  @Count({
    description:
      'Granted: the call may last this many seconds in all, from its answer; ask again before they are over for more, end it when they are',
  })
  maxSeconds!: number;
  @OneOf(CALL_REFUSALS, { optional: true, description: `Why not: ${REFUSAL_MEANINGS}` }) reason?: CallRefusal;
  @Cents({ description: 'Reserved for it, with VAT' }) reservedCents!: number;
}
export class OfCall extends OfContract {
  @Text({ max: 100 }) callId!: string;
}
export class CallReject {
  @Text({ max: 100 }) callId!: string;
  @Text() reason!: string;
}
export class CallIntake {
  @Count() rated!: number;
  @Count({ description: 'Records known already' }) repeated!: number;
  @Many(() => CallReject, { max: 1_000 }) rejects!: CallReject[];
}

export const billingTrafficRpc = {
  /** Takes records and answers what became of each; the same as the message, for who wants to know. */
  recordCalls: rpc('billing.calls.record', CallRecords, CallIntake, { callers: SWITCH, key: true, errors: [NotFound] }),
  /** May this call start, and for how long: within credit, what other calls of the contract have reserved taken off. Idempotent by call. */
  authorise: rpc('billing.calls.authorise', AuthoriseCall, CallAuthorisation, { callers: SWITCH, key: true }),
  /** Gives back what a call reserved that never came to be; the record of one that did gives it back by itself. */
  release: rpc('billing.calls.release', OfCall, Done, { callers: SWITCH, key: true, errors: [NotFound] }),
  /** Rated calls, newest first. */
  listCalls: rpc('billing.calls.list', ListCalls, CallPage, { callers: [...CUSTOMER, ...STAFF], errors: [NotFound] }),
} as const;

export const callsRecorded = command(
  'billing.cdr.recorded.v1',
  SentCallRecords,
  'Calls that have ended, from a switch; each is rated and charged once.',
);
