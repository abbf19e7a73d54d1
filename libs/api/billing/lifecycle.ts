import { DebtOpen, NotInHoldersName } from '#libs/api/errors/accounts/endings.errors.js';
import { NotFound } from '../kernel/domain-error.js';
import { Holder } from '../kernel/holder.js';
import { rpc } from '../kernel/definition.js';
import { Iban } from '../kernel/codes.js';
import { Cents, Flag, Id, Instant, Nested, Text } from '../kernel/fields.js';
import { Done, OfContract } from '../kernel/shared.js';

/** What the sagas of accounts ask of billing when a contract ends or changes hands. */

export class AccountBalance {
  @Id() contractId!: string;
  @Cents({ description: 'Prepaid credit; negative is a debt' }) balanceCents!: number;
  @Cents({ description: 'What to pay to settle the debt, with VAT; zero without one' }) debtCents!: number;
}
export class TerminateContract {
  @Id() contractId!: string;
  @Instant({ description: 'Nothing is charged for any time after it (R14)' }) endedAt!: string;
  @Text({ max: 60, description: 'Stable code: cancelled, ported_out, withdrawn' }) reason!: string;
  @Flag({
    optional: true,
    description:
      'Of a withdrawal (R25): the service was to begin at once at the customer’s express request, so the days used are owed',
  })
  immediateStart?: boolean;
  @Iban({
    optional: true,
    description:
      'Where residual credit goes, if the account is in the holder’s name; otherwise the refund waits for an IBAN',
  })
  iban?: string;
  @Text({ optional: true, max: 140, description: 'Whose account it is' }) accountHolder?: string;
}
export class TerminatedContract {
  @Cents({ description: 'Residual credit that became a refund (R13)' }) refundCents!: number;
  @Flag({ optional: true, description: 'The refund waits for the customer to say where to' }) ibanMissing?: boolean;
  @Cents({ optional: true, description: 'Of a withdrawal (R25): what stays with us for what was used' })
  keptCents?: number;
}
export class ScheduleEnd {
  @Id() contractId!: string;
  @Instant({
    optional: true,
    description:
      'The contract ends then: no month that begins at or after it is charged. Absent: it goes on. An earlier end stays',
  })
  endsAt?: string;
  @Instant({
    optional: true,
    description: 'Without `endsAt`: the end that is taken back; another one stays. Absent: whichever there is',
  })
  takenBack?: string;
}
export class ChangeIdentity {
  @Id() contractId!: string;
  @Id({ description: 'The customer who has the contract from now on' }) customerId!: string;
  @Nested(() => Holder) holder!: Holder;
  @Instant({ description: 'The one instant of the voltura: statements split here' }) effectiveAt!: string;
}

export const billingLifecycleRpc = {
  /** Gives back the first charge of an activation whose number could not be assigned, and ends it; the credit stays refundable. Idempotent. */
  reverseActivation: rpc('billing.activation.reverse', OfContract, Done, { callers: ['accounts'], errors: [NotFound] }),
  balance: rpc('billing.account.balance', OfContract, AccountBalance, { callers: ['accounts'], errors: [NotFound] }),
  /**
   * Tells when a contract ends (R12, also where that is now), or that it does not after all; idempotent. Nothing after the end is charged
   * or changed, and renewal leaves the contract out (R14); a month that it left out is charged when the end is taken back.
   */
  scheduleEnd: rpc('billing.contract.schedule-end', ScheduleEnd, Done, { callers: ['accounts'], errors: [NotFound] }),
  /**
   * Closes subscriptions and account and moves residual credit to a refund. Idempotent. Refused with `debt_open` (details.debtCents) below zero (R12), save for `ported_out`
   * and `withdrawn`: that debt stays owed. A withdrawal gives back first what was charged and not used (R25).
   */
  terminate: rpc('billing.contract.terminate', TerminateContract, TerminatedContract, {
    callers: ['accounts'],
    errors: [DebtOpen, NotFound, NotInHoldersName],
  }),
  /** Changes who is billed; credit and services carry on (R16). Idempotent; asked again with the former identity it is undone. */
  changeIdentity: rpc('billing.contract.change-identity', ChangeIdentity, Done, {
    callers: ['accounts'],
    errors: [NotFound],
  }),
} as const;
