import { DomainError } from '#libs/api/kernel/domain-error.js';
import type { SagaRow } from './saga.schema.js';
import type { Tx } from './unit-of-work.js';

/** Does one idempotent thing, usually an RPC; what it returns is merged into the saga's data. */
export interface ActionStep<Data> {
  readonly name: string;
  run(saga: SagaRow<Data>): Promise<Partial<Data> | void>;
  /** Undoes it. `past-return` means that it can no longer be undone: the saga goes forward again from where it waited. */
  compensate?(saga: SagaRow<Data>): Promise<void | 'past-return'>;
}

/** Waits for a signal, for so long. `enter` commits with the wait itself. */
export interface WaitStep<Data> {
  readonly name: string;
  readonly signal: string;
  /** Business time at which the wait is over. */
  until(saga: SagaRow<Data>, now: Date): Date;
  /** `compensate`: undo with this error. `nudge`: ask again and go on waiting. */
  readonly onTimeout: { compensate(saga: SagaRow<Data>): DomainError } | { nudge(saga: SagaRow<Data>): Promise<void> };
  enter?(saga: SagaRow<Data>, tx: Tx): Promise<void>;
  compensate?(saga: SagaRow<Data>): Promise<void | 'past-return'>;
}
export type SagaStep<Data> = ActionStep<Data> | WaitStep<Data>;

/** A long-running piece of work over several services: its steps in order and its two possible ends. */
export interface SagaDefinition<Data> {
  readonly kind: string;
  readonly steps: readonly SagaStep<Data>[];
  /** Commits with the saga's completion. */
  complete?(saga: SagaRow<Data>, tx: Tx): Promise<void>;
  /** Commits once everything done was undone. */
  undone?(saga: SagaRow<Data>, tx: Tx): Promise<void>;
}

export const isWait = <Data>(step: SagaStep<Data>): step is WaitStep<Data> => 'signal' in step;

/** A refusal that no repetition will change, as opposed to a failure that may pass. */
export const isRefusal = (error: unknown): error is DomainError => error instanceof DomainError && error.status < 500;
