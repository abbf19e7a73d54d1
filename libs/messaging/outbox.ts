import { Schema, type Connection, type Model } from 'mongoose';
import type { Envelope } from './envelope.js';

/** A message that its transaction has promised to send. Removed once the broker has confirmed it. */
export interface OutboxRow extends Envelope {
  readonly _id: string;
  readonly data: unknown;
  /** Destinations that have not taken it, once one refused; the others have. */
  readonly waitsFor?: readonly string[];
}

/** A message that was handled: its id makes a redelivery do nothing. */
export interface InboxRow {
  readonly _id: string;
  readonly at: Date;
}

/** The answer to a request that carried an idempotency key. */
export interface IdempotencyRow {
  readonly _id: string;
  readonly requestHash: string;
  readonly reply: unknown;
  readonly at: Date;
}

const DAY_SECONDS = 86_400;
const options = { versionKey: false, minimize: false } as const;

const outboxSchema = new Schema<OutboxRow>(
  {
    _id: String,
    id: String,
    type: String,
    source: String,
    subject: String,
    time: Date,
    context: Schema.Types.Mixed,
    trace: Schema.Types.Mixed,
    data: Schema.Types.Mixed,
    waitsFor: { type: [String], default: undefined },
  },
  { ...options, collection: 'outbox' },
);
outboxSchema.index({ waitsFor: 1, _id: 1 });
const inboxSchema = new Schema<InboxRow>({ _id: String, at: Date }, { ...options, collection: 'inbox' });
inboxSchema.index({ at: 1 }, { expireAfterSeconds: 30 * DAY_SECONDS });
const idempotencySchema = new Schema<IdempotencyRow>(
  { _id: String, requestHash: String, reply: Schema.Types.Mixed, at: Date },
  { ...options, collection: 'idempotency_keys' },
);
idempotencySchema.index({ at: 1 }, { expireAfterSeconds: 7 * DAY_SECONDS });

const model = <T>(connection: Connection, name: string, schema: Schema<T>): Model<T> =>
  (connection.models[name] as Model<T> | undefined) ?? connection.model<T>(name, schema);
export const outboxModel = (connection: Connection): Model<OutboxRow> => model(connection, 'Outbox', outboxSchema);
export const inboxModel = (connection: Connection): Model<InboxRow> => model(connection, 'Inbox', inboxSchema);
export const idempotencyModel = (connection: Connection): Model<IdempotencyRow> =>
  model(connection, 'IdempotencyKey', idempotencySchema);
