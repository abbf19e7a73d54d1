import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import type { Logger } from 'pino';
import { receiversOf } from '#libs/api/subscriptions.js';
import { messagesPublished } from '#libs/platform/metrics.js';
import { atMost } from '#libs/platform/patience.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { Broker } from './broker.js';
import { publishOptions } from './envelope.js';
import { encoded } from './message-size.js';
import { Lease } from './lease.js';
import { outboxModel, type OutboxRow } from './outbox.js';

const BATCH = 200;
/** More than this is left to the outbox. */
const REMEMBERED = 2_000;
/** The commits of a process reach its relay at once; polling is for what other replicas and consoles leave. */
const POLL_MS = 500;
const LEASE_MS = 5_000;
/** A broker that takes no messages confirms none: shutting down leaves them in the outbox. */
const CLOSE_MS = 2_000;
const RECEIVERS = receiversOf();

/**
 * Moves committed messages from the outbox to the broker, in order, each until the broker confirms it. One replica
 * relays at a time, so that messages of one aggregate leave in the order of their commits. Dying between confirm and
 * removal sends a message again: receivers have an inbox.
 */
@Injectable()
export class OutboxRelay implements OnApplicationShutdown {
  private readonly lease: Lease;
  private readonly outbox: Model<OutboxRow>;
  private timer?: NodeJS.Timeout;
  private working?: Promise<void>;
  /** Committed by this process and not sent yet; complete only while no poll is due. */
  private readonly fresh: OutboxRow[] = [];
  /** What the last poll found, and so has sent: a commit may be told of only after a poll has found it. */
  private found = new Set<string>();
  private pollDue = true;
  private stopped = true;

  constructor(
    @InjectConnection() connection: Connection,
    @Inject(Broker) private readonly broker: Broker,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.outbox = outboxModel(connection);
    this.lease = new Lease(connection, 'outbox-relay', LEASE_MS);
  }

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => this.poll(), POLL_MS);
    this.poll();
  }

  /** Sends what a commit of this process has just left in the outbox. */
  committed(rows: readonly OutboxRow[]): void {
    if (this.stopped) return;
    this.fresh.push(...rows);
    if (this.fresh.length > REMEMBERED) this.fallBehind();
    this.wake();
  }

  private poll(): void {
    this.pollDue = true;
    this.wake();
  }

  private wake(): void {
    if (this.stopped || this.working) return;
    this.working = this.rounds().finally(() => {
      this.working = undefined;
      if (this.fresh.length > 0) this.wake();
    });
  }

  private async rounds(): Promise<void> {
    try {
      if (!this.broker.isConnected || !(await this.lease.acquire())) return this.fallBehind();
      while (!this.stopped && (this.pollDue || this.fresh.length > 0)) {
        if (this.pollDue) await this.relayStored();
        else await this.relayFresh();
      }
    } catch (error) {
      this.fallBehind();
      this.logger.warn({ reason: (error as Error).message }, 'outbox relay will try again');
    }
  }

  /** What this process knows is no longer all that comes next: the outbox is. */
  private fallBehind(): void {
    this.fresh.length = 0;
    this.pollDue = true;
  }

  private async relayStored(): Promise<void> {
    this.fresh.length = 0;
    const rows = await this.outbox.find().sort({ _id: 1 }).limit(BATCH).lean();
    this.found = new Set(rows.map(({ _id }) => _id));
    await this.relay(rows);
    this.pollDue = rows.length === BATCH;
  }

  /** Without asking the database: nothing older waits, since the last poll found the outbox sent. */
  private async relayFresh(): Promise<void> {
    await this.relay(this.fresh.splice(0, BATCH).filter(({ _id }) => !this.found.has(_id)));
  }

  private async relay(rows: readonly OutboxRow[]): Promise<void> {
    const outcomes = await Promise.allSettled(rows.map((row) => this.publish(row)));
    // Only the unbroken run of confirmed messages is removed: those behind a refused one are sent again after it.
    const firstRefused = outcomes.findIndex((outcome) => outcome.status === 'rejected');
    const confirmed = firstRefused < 0 ? rows : rows.slice(0, firstRefused);
    if (confirmed.length > 0) await this.outbox.deleteMany({ _id: { $in: confirmed.map((row) => row._id) } });
    if (firstRefused >= 0) throw (outcomes[firstRefused] as PromiseRejectedResult).reason;
  }

  /**
   * To each receiver's own queue, so that one whose queue is gone is missed though others got theirs; and to the exchange, for
   * whoever listens there: clients' streams, integrators, nobody.
   */
  private async publish(row: OutboxRow): Promise<void> {
    const { names } = this.broker;
    const body = encoded(row.data);
    const options = publishOptions(row);
    const receivers = RECEIVERS.get(row.type) ?? [];
    await Promise.all([
      this.broker.publish(names.events, row.type, body, options),
      ...receivers.map((service) =>
        this.broker.publish('', names.queue(service), body, { ...options, mandatory: true }),
      ),
    ]);
    messagesPublished.inc({ message: row.type });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    if (this.working) await atMost(CLOSE_MS, this.working);
    await this.lease.release().catch(() => undefined);
  }
}
