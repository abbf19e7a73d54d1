import { ContractNotActive } from '#libs/api/errors/accounts/contract.errors.js';
import {
  AgreementNotValid,
  VolturaDecided,
  VolturaIncomplete,
  VolturaLapsed,
  VolturaPending,
} from '#libs/api/errors/tickets/voltura.errors.js';
import { Holder } from '../accounts/accounts.js';
import { ANYONE, CUSTOMER, DESK, SUPERVISOR } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Email, Flag, Id, Instant, Many, Nested, OneOf, Text, TextList } from '../kernel/fields.js';
import { Done, OfContract, PageQuery } from '../kernel/shared.js';

/** `lapsed`: its contract ended before it was approved. */
export const VOLTURA_STATES = ['requested', 'approved', 'completed', 'refused', 'withdrawn', 'lapsed'] as const;
export type VolturaState = (typeof VOLTURA_STATES)[number];

/** What a voltura request still lacks before staff can approve it. */
export const VOLTURA_LACKS = ['new_holder_agreement', 'identity', 'company_register'] as const;
export type VolturaLack = (typeof VOLTURA_LACKS)[number];

/** A change of holder, or of private to company and back (R16), asked by the holder of today. */
export class RequestVoltura extends OfContract {
  @Nested(() => Holder, { description: 'Who is to hold the contract and its numbers' }) newHolder!: Holder;
  @Email({ description: 'Where the new holder is asked to agree; the sign-in of the contract from then on' })
  newHolderEmail!: string;
  @Flag({ description: 'The holder of today agrees' }) agreed!: boolean;
  @Text({ optional: true, max: 2_000, lines: true }) text?: string;
}
export class OfVoltura {
  @Id() volturaId!: string;
}
export class AgreeToVoltura {
  @Text({ max: 300, description: 'The token that was sent to the new holder' }) token!: string;
}
export class RefuseVoltura extends OfVoltura {
  @Text({ max: 2_000, lines: true, description: 'Told to the customer' }) reason!: string;
}
export class ListVolturas extends PageQuery {
  @OneOf(VOLTURA_STATES, { optional: true }) state?: VolturaState;
}
export class VolturaView {
  @Id() id!: string;
  @Id({ description: 'The ticket where it is dealt with, documents included' }) ticketId!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @OneOf(VOLTURA_STATES) state!: VolturaState;
  @Nested(() => Holder) newHolder!: Holder;
  @Email() newHolderEmail!: string;
  @Instant({ description: 'When the holder of today agreed, by asking' }) oldHolderAgreedAt!: string;
  @Instant({ optional: true }) newHolderAgreedAt?: string;
  @TextList({ of: VOLTURA_LACKS, description: 'What is missing before it can be approved' }) missing!: VolturaLack[];
  @Text({ optional: true, max: 2_000, lines: true }) reason?: string;
  @Instant() requestedAt!: string;
  @Instant({ optional: true }) decidedAt?: string;
  @Instant({ optional: true, description: 'The instant from which the new holder holds contract and numbers' })
  effectiveAt?: string;
}
export class VolturaPage {
  @Many(() => VolturaView) items!: VolturaView[];
  @Text({ optional: true }) nextCursor?: string;
}

/** All that is needed to carry a voltura out. */
export class VolturaApproved {
  @Id() volturaId!: string;
  @Id() ticketId!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Nested(() => Holder) newHolder!: Holder;
  @Email() newHolderEmail!: string;
  @Instant({ optional: true, description: 'When the new holder agreed, and accepted the terms in force then' })
  newHolderAgreedAt?: string;
  @Text({ description: 'User id of who approved it' }) approvedBy!: string;
  @Instant() at!: string;
}

export const volturaRpc = {
  request: rpc('tickets.voltura.request', RequestVoltura, VolturaView, {
    callers: CUSTOMER,
    key: true,
    errors: [ContractNotActive, NotFound, VolturaPending],
  }),
  /** The customer's own, or any for staff. */
  get: rpc('tickets.voltura.get', OfVoltura, VolturaView, { callers: [...CUSTOMER, ...DESK], errors: [NotFound] }),
  withdraw: rpc('tickets.voltura.withdraw', OfVoltura, VolturaView, {
    callers: CUSTOMER,
    key: true,
    errors: [NotFound, VolturaDecided],
  }),
  /** The new holder agrees with the token that was mailed; no sign-in is needed. */
  agree: rpc('tickets.voltura.agree', AgreeToVoltura, Done, {
    callers: ANYONE,
    errors: [AgreementNotValid, NotFound, VolturaDecided, VolturaLapsed],
  }),
  list: rpc('tickets.voltura.list', ListVolturas, VolturaPage, { callers: DESK, errors: [NotFound] }),
  approve: rpc('tickets.voltura.approve', OfVoltura, VolturaView, {
    callers: SUPERVISOR,
    key: true,
    errors: [NotFound, VolturaDecided, VolturaIncomplete],
  }),
  refuse: rpc('tickets.voltura.refuse', RefuseVoltura, VolturaView, {
    callers: SUPERVISOR,
    key: true,
    errors: [NotFound, VolturaDecided],
  }),
} as const;

export const volturaApproved = event(
  'tickets.voltura.approved.v1',
  VolturaApproved,
  'Staff approved a change of holder with everything it needs: it can be carried out.',
);
