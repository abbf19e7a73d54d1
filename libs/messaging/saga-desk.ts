import { Controller, Inject, Injectable, type Type } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, Model, QueryFilter } from 'mongoose';
import { type RequestContext } from '#libs/api/kernel/actor.js';
import type { ServiceName } from '#libs/api/kernel/definition.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { NothingToUndo, StoppedByStaff } from '#libs/api/kernel/messaging.errors.js';
import {
  SAGAS_RPC,
  type ActOnSaga,
  type ListSagas,
  type OfSaga,
  type SagaPage,
  type SagaView,
} from '#libs/api/kernel/sagas.js';
import { Clock } from '#libs/platform/clock.js';
import { after, pageOf, pageSize } from '#libs/platform/page.js';
import { SERVICE_NAME } from '#libs/platform/tokens.js';
import { HandleRpc } from './handlers.js';
import { SagaRunner, STUCK_AFTER_ATTEMPTS } from './saga-runner.js';
import { sagaModel, type SagaRow } from './saga.schema.js';
import { UnitOfWork } from './unit-of-work.js';

/** The sagas of a service as staff see them, and what they may do to one: with a reason, which is kept. */
@Injectable()
export class SagaDesk {
  private readonly sagas: Model<SagaRow>;

  constructor(
    @InjectConnection() connection: Connection,
    @Inject(SagaRunner) private readonly runner: SagaRunner,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SERVICE_NAME) private readonly service: ServiceName,
  ) {
    this.sagas = sagaModel(connection);
  }

  /** Newest first. */
  async list({ kind, state, stuck, contractId, cursor, limit }: ListSagas): Promise<SagaPage> {
    const size = pageSize(limit);
    const conditions: QueryFilter<SagaRow>[] = [
      kind ? { kind } : {},
      state ? { state: state as SagaRow['state'] } : {},
      stuck ? { attempts: { $gte: STUCK_AFTER_ATTEMPTS } } : {},
      contractId ? { $or: [{ _id: contractId }, { 'data.contractId': contractId }] } : {},
      after<SagaRow>(cursor),
    ];
    const rows = await this.sagas
      .find({ $and: conditions })
      .sort({ createdAt: -1, _id: -1 })
      .limit(size + 1)
      .lean();
    return pageOf(rows, size, (saga) => sagaView(saga, this.service));
  }

  /** @throws NotFound */
  async get(sagaId: string): Promise<SagaView> {
    return sagaView(
      await this.sagas
        .findById(sagaId)
        .lean()
        .orFail(() => new NotFound('saga')),
      this.service,
    );
  }

  /** Tries it now. @throws NotFound */
  async resume(request: ActOnSaga, context: RequestContext): Promise<SagaView> {
    const { sagaId, reason } = request;
    await this.work.once(context, request, () => this.record(sagaId, `resumed by ${context.actor.id}: ${reason}`));
    await this.runner.resume(sagaId);
    return this.get(sagaId);
  }

  /**
   * Undoes a saga that waits, or whose step keeps failing; what can no longer be undone goes forward. The same request
   * again goes on with what the first began, should that have died.
   * @throws NotFound, NothingToUndo
   */
  async compensate(request: ActOnSaga, context: RequestContext): Promise<SagaView> {
    const { sagaId, reason } = request;
    await this.work.once(context, request, async () => {
      const { state } = await this.get(sagaId);
      if (state === 'completed' || state === 'compensated') throw new NothingToUndo(state);
      await this.record(sagaId, `compensation asked by ${context.actor.id}: ${reason}`);
    });
    await this.runner.turnBack(sagaId, new StoppedByStaff().toBody());
    return this.get(sagaId);
  }

  private async record(sagaId: string, what: string): Promise<void> {
    const { step } = await this.get(sagaId);
    await this.sagas.updateOne({ _id: sagaId }, { $push: { history: { step, what, at: this.clock.now() } } });
  }
}

/** A failure has the words of whatever failed. */
const MOST_OF_A_TEXT = 1_000;

/** A saga as staff see it. */
export const sagaView = (saga: SagaRow, service: ServiceName): SagaView => ({
  id: saga._id,
  service,
  kind: saga.kind,
  state: saga.state,
  step: saga.stepName,
  contractId: (saga.data as { contractId?: string }).contractId ?? saga._id,
  failure: saga.failure?.slice(0, MOST_OF_A_TEXT),
  error: saga.error && { ...saga.error },
  stuck: saga.attempts >= STUCK_AFTER_ATTEMPTS,
  wakesAt: saga.wakeAt?.toISOString(),
  createdAt: saga.createdAt.toISOString(),
  history: saga.history.map(({ step, what, at }) => ({
    step,
    what: what.slice(0, MOST_OF_A_TEXT),
    at: at.toISOString(),
  })),
});

/** The RPCs by which a service shows its sagas to staff. */
export function sagasController(service: ServiceName): Type {
  const { list, get, resume, compensate } = SAGAS_RPC[service];
  @Controller()
  class SagasRpcController {
    constructor(@Inject(SagaDesk) private readonly desk: SagaDesk) {}

    @HandleRpc(list)
    list(query: ListSagas): Promise<SagaPage> {
      return this.desk.list(query);
    }

    @HandleRpc(get)
    get({ sagaId }: OfSaga): Promise<SagaView> {
      return this.desk.get(sagaId);
    }

    @HandleRpc(resume)
    resume(request: ActOnSaga, context: RequestContext): Promise<SagaView> {
      return this.desk.resume(request, context);
    }

    @HandleRpc(compensate)
    compensate(request: ActOnSaga, context: RequestContext): Promise<SagaView> {
      return this.desk.compensate(request, context);
    }
  }
  return SagasRpcController;
}
