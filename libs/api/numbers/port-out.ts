import { PortOutNotPossible } from '#libs/api/errors/numbers/porting.errors.js';
import { CARRIER, CUSTOMER, DESK, STAFF } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { E164, Flag, Id, Instant, Many, OneOf, RomeDay, Text } from '../kernel/fields.js';
import { PageQuery } from '../kernel/shared.js';

export const PORT_OUT_STATES = ['accepted', 'objected', 'cancelled', 'cut_over'] as const;
export type PortOutState = (typeof PORT_OUT_STATES)[number];
/** The only lawful reasons to refuse; a debt is none. */
export const OBJECTIONS = [
  'number_not_here',
  'migration_code_wrong',
  'holder_mismatch',
  'port_out_in_progress',
] as const;
export type Objection = (typeof OBJECTIONS)[number];

export class OfContractNumber {
  @Id() contractId!: string;
  @E164() number!: string;
}
export class MigrationCode {
  @E164() number!: string;
  @Text({ max: 24 }) migrationCode!: string;
  @RomeDay({
    optional: true,
    description: 'For a number whose contract ended: the last day on which another operator may ask for it (R21)',
  })
  portableUntil?: string;
}
export class RequestPortOut {
  @Text({
    min: 4,
    max: 60,
    pattern: /^[\w.-]+$/,
    description: 'The recipient’s own reference: the same one again is answered the same',
  })
  reference!: string;
  @E164() number!: string;
  @Text({ max: 24 }) migrationCode!: string;
  @Text({ max: 24, description: 'Codice fiscale or partita IVA of the holder: of a company that has both, either' })
  taxCode!: string;
  @Text({ min: 2, max: 80, description: 'The recipient operator' }) recipient!: string;
  @RomeDay({ optional: true, description: 'The day wished for: a working day, not too near' }) wishedOn?: string;
}
export class OfPortOut {
  @Id() portOutId!: string;
}
export class PortOutView {
  @Id() id!: string;
  @Text() reference!: string;
  @E164() number!: string;
  @Text() recipient!: string;
  @OneOf(PORT_OUT_STATES) state!: PortOutState;
  @OneOf(OBJECTIONS, { optional: true }) objection?: Objection;
  @RomeDay({ optional: true, description: 'The day the number leaves' }) cutOverOn?: string;
  @Instant() createdAt!: string;
  @Id({ optional: true, description: 'For staff' }) contractId?: string;
}
export class ListPortOuts extends PageQuery {
  @OneOf(PORT_OUT_STATES, { optional: true }) state?: PortOutState;
  @E164({ optional: true }) number?: string;
  @Id({ optional: true, description: 'For staff' }) contractId?: string;
}
export class PortOutPage {
  @Many(() => PortOutView) items!: PortOutView[];
  @Text({ optional: true }) nextCursor?: string;
}
export class PortOutChanged {
  @Id() portOutId!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @E164() number!: string;
  @Text() recipient!: string;
  @OneOf(['accepted', 'cancelled']) state!: 'accepted' | 'cancelled';
  @RomeDay({ description: 'The day the number leaves, or was to leave' }) cutOverOn!: string;
  @Instant() at!: string;
}
export class NumberPortedOut {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @E164() number!: string;
  @Text() recipient!: string;
  @Flag({ description: 'It was the last of the contract' }) last!: boolean;
  @Flag({
    optional: true,
    description: 'The contract had ended before (R21): nothing ends and nothing is charged or given back',
  })
  afterEnd?: boolean;
  @Instant() at!: string;
}

export const numbersPortOutRpc = {
  /** For the customer who holds the number, or held it last and can still take it elsewhere (R21). */
  migrationCode: rpc('numbers.port-out.migration-code', OfContractNumber, MigrationCode, {
    callers: CUSTOMER,
    errors: [NotFound],
  }),
  /** For carriers, and staff on their behalf: verified at once, accepted with a day or objected to with the reason. Idempotent by recipient and reference. */
  request: rpc('numbers.port-out.request', RequestPortOut, PortOutView, {
    callers: [...DESK, ...CARRIER],
    errors: [NotFound],
  }),
  /** The recipient withdraws; possible until the number has left. */
  cancel: rpc('numbers.port-out.cancel', OfPortOut, PortOutView, {
    callers: [...DESK, ...CARRIER],
    errors: [NotFound, PortOutNotPossible],
  }),
  /** A carrier sees its own. */
  get: rpc('numbers.port-out.get', OfPortOut, PortOutView, { callers: CARRIER, errors: [NotFound] }),
  list: rpc('numbers.port-out.list', ListPortOuts, PortOutPage, { callers: [...STAFF, ...CARRIER] }),
} as const;

export const portOutChanged = event(
  'numbers.port-out.changed.v1',
  PortOutChanged,
  'Another operator is to have a number, or withdrew its request: its holder is told before the day.',
);
export const numberPortedOut = event(
  'numbers.number.ported-out.v1',
  NumberPortedOut,
  'A number has left for another operator: it is out of service, and its charge stops with the month (R10).',
);
