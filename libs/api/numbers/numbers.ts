import {
  DistrictExhausted,
  DistrictHeld,
  DistrictUnknown,
  NumberUnavailable,
  ReservationGone,
} from '#libs/api/errors/numbers/inventory.errors.js';
import { event, rpc } from '../kernel/definition.js';
import { E164, Id, Instant, Nested, OneOf, Text } from '../kernel/fields.js';
import { Done, OfContract } from '../kernel/shared.js';
import { HOLDER_KINDS, type HolderKind } from '../kernel/holder.js';

export class ReserveNumber {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Text({
    optional: true,
    pattern: /^0\d{1,3}$/,
    max: 4,
    description: 'District to take a number from; this or `number`',
  })
  district?: string;
  @E164({ optional: true }) number?: string;
  @Instant({ description: 'When the reservation may be given up at the earliest' }) expiresAt!: string;
}
export class ReservedNumber {
  @E164() number!: string;
  @Text() district!: string;
  @Instant() expiresAt!: string;
}
/** The identity in the holder register. */
export class NumberHolder {
  @OneOf(HOLDER_KINDS) kind!: HolderKind;
  @Text({ description: 'Name as in the register' }) name!: string;
  @Text({ max: 24, description: 'Codice fiscale or partita IVA' }) taxCode!: string;
  @Text({
    optional: true,
    max: 24,
    description: 'A company’s own codice fiscale, where it is another than its partita IVA: it is known by either',
  })
  otherTaxCode?: string;
}
export class AssignNumber {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @E164() number!: string;
  @Nested(() => NumberHolder) holder!: NumberHolder;
}
export class NumberAssigned {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @E164() number!: string;
  @Instant() assignedAt!: string;
}
export class AssignmentRefused {
  @Id() contractId!: string;
  @E164() number!: string;
  @Text() reason!: string;
}

export const numbersRpc = {
  /** Idempotent by contract: the same contract gets the same number again. */
  reserve: rpc('numbers.reserve', ReserveNumber, ReservedNumber, {
    callers: ['accounts'],
    errors: [DistrictExhausted, DistrictHeld, DistrictUnknown, NumberUnavailable],
  }),
  /** Gives back what a contract has reserved and not been assigned; nothing to give back is fine. */
  release: rpc('numbers.release', OfContract, Done, { callers: ['accounts'] }),
  /** Assigns a reserved number; idempotent; the fact comes as numbers.number.assigned.v1. */
  assign: rpc('numbers.assign', AssignNumber, Done, { callers: ['accounts'], errors: [ReservationGone] }),
} as const;

export const numberAssigned = event(
  'numbers.number.assigned.v1',
  NumberAssigned,
  'A number is assigned to a contract and registered to its holder.',
);
export const assignmentRefused = event(
  'numbers.assignment.refused.v1',
  AssignmentRefused,
  'A number could not be assigned: its reservation was gone.',
);
