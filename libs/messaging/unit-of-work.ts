import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { ClientSession, Connection, Model } from 'mongoose';
import { DomainError, IdempotencyKeyReused } from '#libs/api/kernel/domain-error.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { MessageDefinition } from '#libs/api/kernel/definition.js';
import { toldAs } from '#libs/api/kernel/schema.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { hashOf, newId } from '#libs/platform/ids.js';
import { transactions } from '#libs/platform/metrics.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { SERVICE_NAME } from '#libs/platform/tokens.js';
import { traceHeaders } from '#libs/platform/tracing.js';
import type { Delivery } from './envelope.js';
import { FORMER_KEYS } from './former-keys.table.js';
import { encoded } from './message-size.js';
import {
  idempotencyModel,
  inboxModel,
  outboxModel,
  type IdempotencyRow,
  type InboxRow,
  type OutboxRow,
} from './outbox.js';
import { OutboxRelay } from './relay.js';

/** One open transaction: mongoose operations made inside join it by themselves. */
export interface Tx {
  readonly session: ClientSession;
  /** Sends a message if, and only if, the transaction commits. `subject` is the aggregate's id. */
  emit<Body>(definition: MessageDefinition<Body>, subject: string, body: Body): void;
  /** Runs after the commit, once; never when the transaction is undone. */
  afterCommit(work: () => void): void;
}

/**
 * State changes and the messages they cause, in one transaction. Every write of a service goes through here.
 * `work` may run again when the database reports a transient conflict: it must touch nothing but the database and `tx`.
 */
@Injectable()
export class UnitOfWork {
  private readonly outbox: Model<OutboxRow>;
  private readonly inbox: Model<InboxRow>;
  private readonly idempotencyKeys: Model<IdempotencyRow>;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SERVICE_NAME) private readonly service: string,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
  ) {
    // Here and not at first use: collections must exist before the first transaction touches them.
    this.outbox = outboxModel(connection);
    this.inbox = inboxModel(connection);
    this.idempotencyKeys = idempotencyModel(connection);
  }

  /** Commits all of `work` or none of it. @throws MessageTooLarge */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    let after: (() => void)[] = [];
    let sent: readonly OutboxRow[] = [];
    const result = await this.connection.transaction(async (session) => {
      const rows: OutboxRow[] = [];
      after = [];
      const value = await work({
        session,
        afterCommit: (callback) => after.push(callback),
        emit: (definition, subject, body) => rows.push(this.row(definition, subject, body)),
      });
      // Refused here, with all that it belongs to: once committed, the relay would have to send it.
      for (const { data } of rows) encoded(data);
      if (rows.length > 0) await this.outbox.insertMany(rows, { session });
      sent = rows;
      return value;
    });
    transactions.inc();
    if (sent.length > 0) this.relay.committed(sent);
    for (const callback of after) callback();
    return result;
  }

  /** The inbox: as `run`, but a message that was handled before changes nothing and gives undefined. */
  async handle<T>(delivery: Delivery, work: (tx: Tx) => Promise<T>): Promise<T | undefined> {
    try {
      return await this.run(async (tx) => {
        // Real time, not the clock's: a moved clock must not make the database expire it.
        await this.inbox.create([{ _id: delivery.id, at: new Date() }], { session: tx.session });
        return work(tx);
      });
    } catch (error) {
      if (isDuplicateKey(error) && (await this.inbox.exists({ _id: delivery.id }))) return undefined;
      throw error;
    }
  }

  /**
   * As `run`, answering a repeated idempotency key with the first answer, remembered under the name of the RPC. Without a
   * key in the context it is `run`.
   * @throws IdempotencyKeyReused when the key came before with another request.
   */
  async once<T>(context: RequestContext, request: unknown, work: (tx: Tx) => Promise<T>): Promise<T> {
    assertTakesKey(context);
    if (!context.idempotencyKey) return this.run(work);
    const _id = keyOf(context);
    const requestHash = hashOf(request);
    const answered = await this.answered<T>(context, requestHash);
    if (answered) return answered.reply;
    try {
      return await this.run(async (tx) => {
        const reply = await work(tx);
        await this.idempotencyKeys.create([{ _id, requestHash, reply: reply ?? null, at: new Date() }], {
          session: tx.session,
        });
        return reply;
      });
    } catch (error) {
      // The same request at the same time was first: its key is taken, or what it changed refuses this one.
      const winner =
        isDuplicateKey(error) || error instanceof DomainError
          ? await this.answered<T>(context, requestHash)
          : undefined;
      if (winner) return winner.reply;
      throw error;
    }
  }

  /**
   * As `once`, for work of many transactions that are each safe to repeat: its answer is kept once all of it is done, so
   * that work which died midway is done again.
   */
  async answerOnce<T>(context: RequestContext, request: unknown, work: () => Promise<T>): Promise<T> {
    assertTakesKey(context);
    if (!context.idempotencyKey) return work();
    const answered = await this.answered<T>(context, hashOf(request));
    if (answered) return answered.reply;
    const reply = await work();
    return this.once(context, request, async () => reply);
  }

  private async answered<T>(context: RequestContext, requestHash: string): Promise<{ reply: T } | undefined> {
    const former = FORMER_KEYS[context.rpc!.name];
    const _id = { $in: [keyOf(context), ...(former ? [keyOf(context, former)] : [])] };
    const row = await this.idempotencyKeys.findOne({ _id }).lean();
    if (!row) return undefined;
    if (row.requestHash !== requestHash) throw new IdempotencyKeyReused();
    return { reply: row.reply as T };
  }

  private row<Body>(definition: MessageDefinition<Body>, subject: string, body: Body): OutboxRow {
    const data = toldAs(definition.body, body);
    const { deadline: _deadline, idempotencyKey: _key, ...context } = currentContext();
    const id = newId('evt');
    return {
      _id: id,
      id,
      type: definition.name,
      source: `/openvoip/${this.service}`,
      subject,
      time: this.clock.now(),
      context,
      trace: traceHeaders(),
      data,
    };
  }
}

const keyOf = ({ rpc, actor, idempotencyKey }: RequestContext, name = rpc!.name): string =>
  `${name}:${actor.id}:${idempotencyKey}`;

/** A handler that relies on a key which never reaches it would do everything twice. */
function assertTakesKey({ rpc }: RequestContext): void {
  if (rpc && !rpc.key) throw new Error(`${rpc.name} takes no idempotency key: its definition must say so`);
}
