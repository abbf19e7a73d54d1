import {
  CancellationInEffect,
  ContractBusy,
  DebtOpen,
  NotInHoldersName,
  WithdrawalConsumersOnly,
  WithdrawalNotTransferred,
  WithdrawalOver,
} from '#libs/api/errors/accounts/endings.errors.js';
import { StoppedByStaff } from '#libs/api/kernel/messaging.errors.js';
import { PortInCutOverNear } from '#libs/api/errors/numbers/porting.errors.js';
import { CUSTOMER } from '../kernel/callers.js';
import { NotFound } from '../kernel/domain-error.js';
import { ContractEnded, Holder } from './accounts.js';
import { event, rpc } from '../kernel/definition.js';
import { Iban } from '../kernel/codes.js';
import { Cents, Email, Flag, FreeObject, Id, Instant, Nested, OneOf, Text } from '../kernel/fields.js';
import { OfContract } from '../kernel/shared.js';

/** How contracts end (R12) and change hands (R16). */

export const CANCELLATION_TIMES = ['now', 'end_of_month'] as const;
export type CancellationTime = (typeof CANCELLATION_TIMES)[number];
export const CANCELLATION_STATES = ['scheduled', 'in_progress', 'completed', 'withdrawn', 'refused'] as const;

export class RequestCancellation extends OfContract {
  @OneOf(CANCELLATION_TIMES, { optional: true, description: '`now` unless said otherwise' }) when?: CancellationTime;
  @Iban({
    optional: true,
    description: 'Where residual credit is to go (R13); it can be said afterwards too, with the refund',
    example: 'IT60X0542811101000000123456',
  })
  iban?: string;
  @Text({ optional: true, max: 140, description: 'Whose account it is: the holder of the contract; with `iban`' })
  accountHolder?: string;
}
export class CancellationView {
  @Id() id!: string;
  @Id() contractId!: string;
  @OneOf(CANCELLATION_STATES) state!: (typeof CANCELLATION_STATES)[number];
  @OneOf(CANCELLATION_TIMES) when!: CancellationTime;
  @Instant() requestedAt!: string;
  @Instant({ description: 'When it takes effect; until then it can be withdrawn' }) effectiveAt!: string;
  @Cents({ optional: true, description: 'Residual credit that is returned by bank transfer (R13)' })
  refundCents?: number;
  @FreeObject({ optional: true, description: 'Why it was refused: code, text in both languages, details' })
  refusal?: Record<string, unknown>;
}

export const WITHDRAWAL_STATES = ['in_progress', 'completed', 'refused'] as const;
export class RequestWithdrawal extends OfContract {
  @Iban({
    optional: true,
    description: 'Where what goes back is to go; it can be said afterwards too, with the refund',
    example: 'IT60X0542811101000000123456',
  })
  iban?: string;
  @Text({ optional: true, max: 140, description: 'Whose account it is: the holder of the contract; with `iban`' })
  accountHolder?: string;
}
/** A consumer leaves within 14 days of the conclusion (R25). */
export class WithdrawalView {
  @Id() id!: string;
  @Id() contractId!: string;
  @OneOf(WITHDRAWAL_STATES) state!: (typeof WITHDRAWAL_STATES)[number];
  @Instant() effectiveAt!: string;
  @Flag({
    description: 'The service was to begin at once at the express request of its holder: the days used are owed',
  })
  immediateStart!: boolean;
  @Cents({ optional: true, description: 'What is kept for the days and calls used' }) keptCents?: number;
  @Cents({ optional: true, description: 'What is returned by bank transfer (R13)' }) refundCents?: number;
  @FreeObject({ optional: true, description: 'Why it was refused: code, text in both languages, details' })
  refusal?: Record<string, unknown>;
}

export class CancellationScheduled {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Instant() effectiveAt!: string;
}
export class CancellationDropped {
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Flag({ description: 'By the customer; otherwise it was refused' }) withdrawn!: boolean;
  @Text({ description: 'Stable code' }) reason!: string;
  @Instant() at!: string;
}

export class VolturaCompleted {
  @Id() volturaId!: string;
  @Id() contractId!: string;
  @Id() formerCustomerId!: string;
  @Id() customerId!: string;
  @Nested(() => Holder) formerHolder!: Holder;
  @Nested(() => Holder) holder!: Holder;
  @Email() email!: string;
  @Instant({ description: 'The one instant of contract, register and billing' }) effectiveAt!: string;
}
export class VolturaUndone {
  @Id() volturaId!: string;
  @Id() contractId!: string;
  @Id() customerId!: string;
  @Text({ description: 'Stable code' }) reason!: string;
  @Text({ max: 500, description: 'For the customer, in Italian' }) textIt!: string;
  @Text({ max: 500, description: 'For the customer, in English' }) textEn!: string;
}

export const accountsEndingsRpc = {
  /** Refused with `debt_open` (details.debtCents) below zero, with `iban_not_in_holders_name`, with `contract_busy` while it is being cancelled or transferred. */
  requestCancellation: rpc('accounts.cancellation.request', RequestCancellation, CancellationView, {
    callers: CUSTOMER,
    key: true,
    deadlineMs: 8_000,
    errors: [ContractBusy, DebtOpen, NotFound, NotInHoldersName, PortInCutOverNear, StoppedByStaff],
  }),
  /** Until it takes effect; then refused with `cancellation_in_effect`. */
  withdrawCancellation: rpc('accounts.cancellation.withdraw', OfContract, CancellationView, {
    callers: CUSTOMER,
    key: true,
    deadlineMs: 8_000,
    errors: [CancellationInEffect, NotFound],
  }),
  /**
   * Refused with `withdrawal_consumers_only`, `withdrawal_period_over` or `withdrawal_not_transferred`: the ordinary cancellation stays;
   * with `contract_busy` while it is ended or transferred. It overtakes a cancellation at the end of the month.
   */
  requestWithdrawal: rpc('accounts.withdrawal.request', RequestWithdrawal, WithdrawalView, {
    callers: CUSTOMER,
    key: true,
    deadlineMs: 8_000,
    errors: [
      ContractBusy,
      DebtOpen,
      NotFound,
      NotInHoldersName,
      PortInCutOverNear,
      StoppedByStaff,
      WithdrawalConsumersOnly,
      WithdrawalNotTransferred,
      WithdrawalOver,
    ],
  }),
  getWithdrawal: rpc('accounts.withdrawal.get', OfContract, WithdrawalView, { callers: CUSTOMER, errors: [NotFound] }),
  /** The last one of the contract. */
  getCancellation: rpc('accounts.cancellation.get', OfContract, CancellationView, {
    callers: CUSTOMER,
    errors: [NotFound],
  }),
} as const;

export const cancellationScheduled = event(
  'accounts.cancellation.scheduled.v1',
  CancellationScheduled,
  'A contract is to end at the end of the month (R12).',
);
export const cancellationDropped = event(
  'accounts.cancellation.dropped.v1',
  CancellationDropped,
  'A cancellation was withdrawn or refused: the contract goes on.',
);
export const contractCancelled = event(
  'accounts.contract.cancelled.v1',
  ContractEnded,
  'A contract has ended: its numbers are in quarantine, its residual credit is a refund, nothing is charged any more (R14).',
);
export const volturaCompleted = event(
  'accounts.voltura.completed.v1',
  VolturaCompleted,
  'Contract, holder register and billing identity have changed hands at one instant (R16).',
);
export const volturaUndone = event(
  'accounts.voltura.undone.v1',
  VolturaUndone,
  'A change of holder could not be carried out: everything is as it was.',
);
