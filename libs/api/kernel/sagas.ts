import { NothingToUndo } from '#libs/api/kernel/messaging.errors.js';
import { STAFF, SUPERVISOR } from './callers.js';
import { SERVICES, rpc, type RpcDefinition, type ServiceName } from './definition.js';
import { NotFound } from './domain-error.js';
import { Flag, FreeObject, Id, Instant, Many, OneOf, Text } from './fields.js';
import { PageQuery } from './shared.js';

/** Long-running work as staff see it in every service that carries some out, and what they may do about it. */

export class ListSagas extends PageQuery {
  @Text({ optional: true, max: 40, description: 'activation, cancellation, voltura, billing.change' }) kind?: string;
  @OneOf(['running', 'waiting', 'compensating', 'completed', 'compensated'], { optional: true }) state?: string;
  @Flag({ optional: true, description: 'Only those that failed so often that people should look' }) stuck?: boolean;
  @Id({ optional: true }) contractId?: string;
}
export class SagaEvent {
  @Text() step!: string;
  @Text({ max: 1_000, description: 'What happened, with the reason that a person gave' }) what!: string;
  @Instant() at!: string;
}
/** A piece of long-running work and where it stands. */
export class SagaView {
  @Id() id!: string;
  @OneOf(SERVICES, { description: 'The service that carries it out' }) service!: ServiceName;
  @Text() kind!: string;
  @Text() state!: string;
  @Text() step!: string;
  @Id({ optional: true }) contractId?: string;
  @Text({ optional: true, max: 1_000, description: 'The last technical failure' }) failure?: string;
  @FreeObject({ optional: true, description: 'Why it is undone: code, status and text' }) error?: Record<
    string,
    unknown
  >;
  @Flag({ description: 'It failed so often that people should look' }) stuck!: boolean;
  @Instant({ optional: true, description: 'When its wait is over' }) wakesAt?: string;
  @Instant() createdAt!: string;
  @Many(() => SagaEvent) history!: SagaEvent[];
}
export class SagaPage {
  @Many(() => SagaView) items!: SagaView[];
  @Text({ optional: true }) nextCursor?: string;
}
export class OfSaga {
  @Id() sagaId!: string;
}
/** A saga and why a person steps in; the reason is kept. */
export class ActOnSaga extends OfSaga {
  @Text({ max: 500, lines: true }) reason!: string;
}

export interface SagasRpc {
  readonly list: RpcDefinition<ListSagas, SagaPage>;
  readonly get: RpcDefinition<OfSaga, SagaView>;
  /** Tries it now, whatever its back-off. */
  readonly resume: RpcDefinition<ActOnSaga, SagaView>;
  /** Undoes it while it waits or fails. */
  readonly compensate: RpcDefinition<ActOnSaga, SagaView>;
}

const STEPPING_IN = { callers: SUPERVISOR, key: true, deadlineMs: 8_000 } as const;

const sagasOf = (service: ServiceName): SagasRpc => ({
  list: rpc(`${service}.saga.list`, ListSagas, SagaPage, { callers: [...STAFF, 'tickets'] }),
  get: rpc(`${service}.saga.get`, OfSaga, SagaView, { callers: STAFF, errors: [NotFound] }),
  resume: rpc(`${service}.saga.resume`, ActOnSaga, SagaView, { ...STEPPING_IN, errors: [NotFound] }),
  compensate: rpc(`${service}.saga.compensate`, ActOnSaga, SagaView, {
    ...STEPPING_IN,
    errors: [NotFound, NothingToUndo],
  }),
});

export const accountsSagasRpc = sagasOf('accounts');
export const numbersSagasRpc = sagasOf('numbers');
export const billingSagasRpc = sagasOf('billing');
export const ticketsSagasRpc = sagasOf('tickets');

/** Every service answers these: which of them has sagas is its own affair. */
export const SAGAS_RPC: Record<ServiceName, SagasRpc> = {
  accounts: accountsSagasRpc,
  numbers: numbersSagasRpc,
  billing: billingSagasRpc,
  tickets: ticketsSagasRpc,
};
