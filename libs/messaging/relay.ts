import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import type { Logger } from 'pino';
import { atMost } from '#libs/platform/at-most.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { Broker } from './broker.js';
import { Lease } from './lease.js';
import { outboxModel, type OutboxRow } from './outbox.js';
import { OutboxDelivery } from './outbox-delivery.js';

const BATCH = 200;
/** More than this is left to the outbox. */
const REMEMBERED = 2_000;
/** The commits of a process reach its relay at once; polling is for what other replicas and consoles leave. */
const POLL_MS = 500;
const LEASE_MS = 5_000;
/** A broker that takes no messages confirms none: shutting down leaves them in the outbox. */
const CLOSE_MS = 2_000;

/**
 * Moves committed messages from the outbox to the broker, each until the broker confirms it. One replica relays at a time, so
 * that messages of one aggregate reach each receiver in the order of their commits. Dying between confirm and removal sends
 * a message again: receivers have an inbox.
 */
@Injectable()
export class OutboxRelay implements OnApplicationShutdown {
  private readonly lease: Lease;
  private readonly outbox: Model<OutboxRow>;
  private readonly delivery: OutboxDelivery;
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
    this.delivery = new OutboxDelivery(this.outbox, broker, logger);
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
      await this.delivery.begin();
      while (!this.stopped && (this.pollDue || this.fresh.length > 0 || this.delivery.isDue)) {
        if (this.pollDue) await this.relayStored();
        else await this.relayFresh();
        await this.delivery.retry();
      }
    } catch (error) {
      this.fallBehind();
      this.logger.warn({ reason: (error as Error).message }, 'outbox relay will try again');
    }
  }

  /** What this process knows is no longer all that comes next: the outbox is. */
  private fallBehind(): void {
    this.delivery.forget();
    this.fresh.length = 0;
    this.pollDue = true;
  }

  private async relayStored(): Promise<void> {
    this.fresh.length = 0;
    const rows = await this.outbox.find({ waitsFor: null }).sort({ _id: 1 }).limit(BATCH).lean();
    this.found = new Set(rows.map(({ _id }) => _id));
    await this.delivery.send(rows);
    this.pollDue = rows.length === BATCH;
  }

  /** Without asking the database: the last poll found nothing older, save what waits for a destination that refused. */
  private async relayFresh(): Promise<void> {
    await this.delivery.send(this.fresh.splice(0, BATCH).filter(({ _id }) => !this.found.has(_id)));
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    if (this.working) await atMost(CLOSE_MS, this.working);
    await this.lease.release().catch(() => undefined);
  }
}
