import type { SagaState } from './saga-life.rules.js';
import { Schema, type Connection, type Model } from 'mongoose';
import type { DomainErrorBody } from '#libs/api/kernel/domain-error.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';

/** A saga as stored. Business dates (`wakeAt` of a wait) follow the Clock; locks and retries are in real time. */
export interface SagaRow<Data = Record<string, unknown>> {
  _id: string;
  kind: string;
  /** Grows with every write. */
  version: number;
  state: SagaState;
  /** Index of the step that runs or waits. */
  step: number;
  stepName: string;
  data: Data;
  /** Signals that came before their step. */
  signals: Record<string, unknown>;
  error?: DomainErrorBody;
  /** The last technical failure, cleared by progress. */
  failure?: string;
  attempts: number;
  /** Business time at which a wait times out. */
  wakeAt?: Date;
  /** Real time before which no replica tries again. */
  retryAt: Date;
  lockedUntil?: Date;
  context: RequestContext;
  history: { step: string; what: string; at: Date }[];
  createdAt: Date;
}

const schema = new Schema<SagaRow>(
  {
    _id: String,
    kind: String,
    version: Number,
    state: String,
    step: Number,
    stepName: String,
    data: Schema.Types.Mixed,
    signals: Schema.Types.Mixed,
    error: Schema.Types.Mixed,
    failure: String,
    attempts: Number,
    wakeAt: Date,
    retryAt: Date,
    lockedUntil: Date,
    context: Schema.Types.Mixed,
    history: [{ _id: false, step: String, what: String, at: Date }],
    createdAt: Date,
  },
  { collection: 'sagas', versionKey: false, minimize: false },
);
schema.index({ state: 1, retryAt: 1 });
schema.index({ kind: 1, createdAt: -1 });

export const sagaModel = (connection: Connection): Model<SagaRow> =>
  (connection.models.Saga as Model<SagaRow> | undefined) ?? connection.model<SagaRow>('Saga', schema);
