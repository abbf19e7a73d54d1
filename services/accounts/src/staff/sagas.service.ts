import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, Model, QueryFilter } from 'mongoose';
import type { ActOnSaga, ListSagas, SagaPage, SagaView } from '#libs/contracts/accounts-staff.js';
import { isStaff, type Actor } from '#libs/contracts/actor.js';
import { DomainError, Forbidden, NotFound } from '#libs/contracts/domain-error.js';
import { SagaRunner, STUCK_AFTER_ATTEMPTS } from '#libs/messaging/saga-runner.js';
import { sagaModel, type SagaRow } from '#libs/messaging/saga.schema.js';
import { Clock } from '#libs/platform/clock.js';
import { after, pageOf, pageSize } from '../page.js';
import { viewOf } from './saga.view.js';

/** Staff stopped it; the reason is in its history. */
class StoppedByStaff extends DomainError {
  constructor() {
    super({ code: 'stopped_by_staff', status: 409, text: { it: "L'operazione è stata annullata dall'assistenza.", en: 'The operation was stopped by staff.' } });
  }
}

/** Every saga of accounts as staff see it, and what they may do to one: with a reason, which is kept. */
@Injectable()
export class Sagas {
  private readonly sagas: Model<SagaRow>;

  constructor(@InjectConnection() connection: Connection, @Inject(SagaRunner) private readonly runner: SagaRunner, @Inject(Clock) private readonly clock: Clock) {
    this.sagas = sagaModel(connection);
  }

  async list({ kind, state, stuck, contractId, cursor, limit }: ListSagas, actor: Actor): Promise<SagaPage> {
    assertStaff(actor);
    const size = pageSize(limit);
    const conditions: QueryFilter<SagaRow>[] = [kind ? { kind } : {}, state ? { state: state as SagaRow['state'] } : {}, stuck ? { attempts: { $gte: STUCK_AFTER_ATTEMPTS } } : {}, contractId ? { $or: [{ _id: contractId }, { 'data.contractId': contractId }] } : {}, after<SagaRow>(cursor)];
    const rows = await this.sagas.find({ $and: conditions }).sort({ createdAt: -1, _id: -1 }).limit(size + 1).lean();
    return pageOf(rows, size, viewOf);
  }

  async get(sagaId: string, actor: Actor): Promise<SagaView> {
    assertStaff(actor);
    const saga = await this.sagas.findById(sagaId).lean();
    if (!saga) throw new NotFound('saga');
    return viewOf(saga);
  }

  async resume({ sagaId, reason }: ActOnSaga, actor: Actor): Promise<SagaView> {
    await this.record(sagaId, `resumed by ${actor.id}: ${reason}`, actor);
    await this.runner.resume(sagaId);
    return this.get(sagaId, actor);
  }

  /** Undoes a saga that waits; what can no longer be undone goes forward. */
  async compensate({ sagaId, reason }: ActOnSaga, actor: Actor): Promise<SagaView> {
    await this.record(sagaId, `compensation asked by ${actor.id}: ${reason}`, actor);
    await this.runner.cancel(sagaId, new StoppedByStaff().toBody());
    return this.get(sagaId, actor);
  }

  private async record(sagaId: string, what: string, actor: Actor): Promise<void> {
    const { step } = await this.get(sagaId, actor);
    await this.sagas.updateOne({ _id: sagaId }, { $push: { history: { step, what, at: this.clock.now() } } });
  }
}

function assertStaff(actor: Actor): void {
  if (!isStaff(actor)) throw new Forbidden();
}
