import { NumberNotAway } from '#libs/api/errors/numbers/inventory.errors.js';
import { PortInCutOverNear, PortInNotPossible } from '#libs/api/errors/numbers/porting.errors.js';
import { SUPERVISOR } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { E164, Id, Instant, Many, Nested, RomeDay, Text } from '../kernel/fields.js';
import { NumberHolder } from './numbers.js';
import { Done } from '../kernel/shared.js';

/** What the sagas of accounts ask of numbers when a contract ends or changes hands, and what numbers tells of it. */

export class EndNumbers {
  @Id() contractId!: string;
  @Instant() endedAt!: string;
  @Text({ max: 60, description: 'Stable code: cancelled, ported_out' }) reason!: string;
}
export class PortableNumber {
  @E164() number!: string;
  @Text({ max: 24 }) migrationCode!: string;
  @RomeDay({ description: 'The last day on which another operator may ask for it (R21)' }) portableUntil!: string;
}
export class NumbersEnded extends Done {
  @Many(() => PortableNumber, { description: 'What the former customer can still take elsewhere' })
  portable!: PortableNumber[];
}
export class ChangeHolder {
  @Id() contractId!: string;
  @Id({ description: 'The customer who has the contract from now on' }) customerId!: string;
  @Nested(() => NumberHolder) holder!: NumberHolder;
  @Instant({ description: 'The one instant of the voltura: the register closes the old holder and opens the new here' })
  effectiveAt!: string;
}
export class TakeBack {
  @E164() number!: string;
  @Text({ min: 3, max: 200, description: 'How it is known: kept in the history of the number' }) reason!: string;
}
export class LastNumberLeft {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @E164() number!: string;
  @Instant() leftAt!: string;
}

export const numbersLifecycleRpc = {
  /** Staff: a number of ours that was ported out is ours again, and rests before someone else can have it. Refused with `number_not_away`. */
  takeBack: rpc('numbers.number.take-back', TakeBack, Done, {
    callers: SUPERVISOR,
    key: true,
    errors: [NotFound, NumberNotAway],
  }),
  /** Cancels every port-in of the contract that has not been cut over. Idempotent; refused with `port_in_cutover` when one can no longer be stopped. */
  cancelPendingPorts: rpc('numbers.ports.cancel-pending', EndNumbers, Done, {
    callers: ['accounts'],
    errors: [PortInCutOverNear, PortInNotPossible],
  }),
  /** Ends the assignment of every number of the contract and puts it in quarantine; the register closes its holder. Idempotent. */
  quarantine: rpc('numbers.contract.quarantine', EndNumbers, NumbersEnded, { callers: ['accounts'] }),
  /** New holder of every number of the contract in the register (R16). Idempotent; asked again with the former holder it is undone by a further entry. */
  changeHolder: rpc('numbers.contract.change-holder', ChangeHolder, Done, { callers: ['accounts'] }),
} as const;

export const lastNumberLeft = event(
  'numbers.contract.last-number-left.v1',
  LastNumberLeft,
  'The last number of a contract was ported out: the contract ends as a cancellation (R12).',
);
