import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { Lease } from '#libs/messaging/lease.js';
import { Clock } from '#libs/platform/clock.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { DataExports } from './data-exports.service.js';
import { Erasures } from './erasures.service.js';

const EVERY_MS = 30_000;

/** Removes by itself what has fallen due: archives whose time is over, and what the law kept of whoever was erased. */
@Injectable()
export class DataRightsJobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly lease: Lease;
  private timer?: NodeJS.Timeout;
  private working?: Promise<void>;
  private stopListening = (): void => undefined;

  constructor(
    @InjectConnection() connection: Connection,
    @Inject(DataExports) private readonly exports: DataExports,
    @Inject(Erasures) private readonly erasures: Erasures,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.lease = new Lease(connection, 'data-rights', 2 * EVERY_MS);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), EVERY_MS);
    this.stopListening = this.clock.onMove(() => this.wake());
  }

  private wake(): void {
    this.working ??= this.removeDue()
      .catch((error: unknown) =>
        this.logger.warn({ reason: (error as Error).message }, 'what has fallen due will be removed later'),
      )
      .finally(() => (this.working = undefined));
  }

  private async removeDue(): Promise<void> {
    if (!(await this.lease.acquire())) return;
    await this.exports.expire();
    await this.erasures.removeDue();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.stopListening();
    await this.working;
  }
}
