import { RecordNotTakeable, RejectDecided } from '#libs/api/errors/billing/traffic.errors.js';
import { BILLING } from '../kernel/callers.js';
import { rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Count, Instant, Many, OneOf, Text } from '../kernel/fields.js';
import { PageQuery } from '../kernel/shared.js';

/** `waiting`: to be decided. `replaced`: the record that was charged until staff took another in its place. */
export const CALL_REJECT_STATES = ['waiting', 'accepted', 'dismissed', 'replaced'] as const;
export type CallRejectState = (typeof CALL_REJECT_STATES)[number];

export class ListCallRejects extends PageQuery {
  @OneOf(CALL_REJECT_STATES, { optional: true, description: 'waiting by default' }) state?: CallRejectState;
}
export class DecideCallReject {
  @Text({ max: 200, pattern: /^[\w.:@-]+$/, example: 'rej_0123456789abcdefghjkmnpqrs' }) rejectId!: string;
  @Text({ min: 5, max: 300, description: 'Why; it is kept' }) reason!: string;
}
/** A call record that was not taken, and what was decided about it. */
export class CallRejectView {
  @Text() id!: string;
  @Text({ max: 100 }) callId!: string;
  @Text() contractId!: string;
  @Text({ description: 'Calling number' }) from!: string;
  @Text({ description: 'Called number, as its contract shows called numbers (R28)' }) to!: string;
  @Text() startedAt!: string;
  @Count() seconds!: number;
  @Text({ description: 'Why it was not taken; `different_record`: the call was taken from another record' })
  reason!: string;
  @OneOf(CALL_REJECT_STATES) state!: CallRejectState;
  @Instant({ description: 'When it was refused last' }) at!: string;
  @Text({ optional: true, description: 'User id of who decided' }) decidedBy?: string;
  @Instant({ optional: true }) decidedAt?: string;
  @Text({ optional: true, max: 300, description: 'Why it was decided so' }) decision?: string;
  @Text({ optional: true, description: 'Under which id the record is kept that it took the place of' })
  replaced?: string;
}
export class CallRejectPage {
  @Many(() => CallRejectView) items!: CallRejectView[];
  @Text({ optional: true }) nextCursor?: string;
}

export const billingCallRejectsRpc = {
  list: rpc('billing.call-rejects.list', ListCallRejects, CallRejectPage, { callers: BILLING }),
  /** Takes the record in, in the place of the one that the call was charged by; refused with `call_reject_decided`, `call_record_not_takeable`. */
  accept: rpc('billing.call-rejects.accept', DecideCallReject, CallRejectView, {
    callers: BILLING,
    key: true,
    errors: [NotFound, RecordNotTakeable, RejectDecided],
  }),
  /** Leaves the record out for good; refused with `call_reject_decided`. */
  dismiss: rpc('billing.call-rejects.dismiss', DecideCallReject, CallRejectView, {
    callers: BILLING,
    key: true,
    errors: [NotFound, RejectDecided],
  }),
} as const;
