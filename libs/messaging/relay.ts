import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import type { Logger } from 'pino';
import { messagesPublished } from '#libs/platform/metrics.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { Broker } from './broker.js';
import { publishOptions } from './envelope.js';
import { Lease } from './lease.js';
import { outboxModel, type OutboxRow } from './outbox.js';

const BATCH = 200;
/** Commits wake the relay of their own process; polling is for what other replicas and consoles leave. */
const POLL_MS = 500;
const LEASE_MS = 5_000;

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
  private again = false;
  private stopped = true;

  constructor(@InjectConnection() connection: Connection, @Inject(Broker) private readonly broker: Broker, @Inject(LOGGER) private readonly logger: Logger) {
    this.outbox = outboxModel(connection);
    this.lease = new Lease(connection, 'outbox-relay', LEASE_MS);
  }

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => this.wake(), POLL_MS);
    this.wake();
  }

  /** Asks for a round now: called after every commit that emitted. */
  wake(): void {
    if (this.stopped) return;
    if (this.working) {
      this.again = true;
      return;
    }
    this.working = this.rounds().finally(() => (this.working = undefined));
  }

  private async rounds(): Promise<void> {
    do {
      this.again = false;
      try {
        if (!this.broker.isConnected || !(await this.lease.acquire())) return;
        while (!this.stopped && (await this.relayBatch()) === BATCH);
      } catch (error) {
        this.logger.warn({ reason: (error as Error).message }, 'outbox relay will try again');
        return;
      }
    } while (this.again && !this.stopped);
  }

  private async relayBatch(): Promise<number> {
    const rows = await this.outbox.find().sort({ _id: 1 }).limit(BATCH).lean();
    if (rows.length === 0) return 0;
    const outcomes = await Promise.allSettled(rows.map((row) => this.publish(row)));
    // Only the unbroken run of confirmed messages is removed: those behind a refused one are sent again after it.
    const firstRefused = outcomes.findIndex((outcome) => outcome.status === 'rejected');
    const confirmed = firstRefused < 0 ? rows : rows.slice(0, firstRefused);
    if (confirmed.length > 0) await this.outbox.deleteMany({ _id: { $in: confirmed.map((row) => row._id) } });
    if (firstRefused >= 0) throw (outcomes[firstRefused] as PromiseRejectedResult).reason;
    return rows.length;
  }

  private async publish(row: OutboxRow): Promise<void> {
    await this.broker.publish(this.broker.names.events, row.type, Buffer.from(JSON.stringify(row.data)), publishOptions(row));
    messagesPublished.inc({ message: row.type });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.working;
    await this.lease.release().catch(() => undefined);
  }
}
