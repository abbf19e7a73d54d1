import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { Lease } from '#libs/messaging/lease.js';
import { readConfig } from '#libs/platform/config.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { Findings, WATCHED_SERVICES } from './findings.service.js';
import type { RaisedTicket } from './raised-tickets.table.js';
import { TicketRaiser } from './ticket-raiser.service.js';

class WatcherConfig {
  /** Seconds between two looks at dead letters and stuck sagas. */
  @Type(() => Number) @IsInt() @Min(1) @Max(3600) TICKETS_WATCH_SECONDS = 30;
}

const LEASE_MS = 60_000;

/** Looks for what is wrong, one replica at a time, and raises a ticket for each finding, once. */
@Injectable()
export class FindingsWatcher implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly config = readConfig(WatcherConfig);
  private readonly lease: Lease;
  private timer?: NodeJS.Timeout;
  private looking?: Promise<void>;

  constructor(
    @InjectConnection() connection: Connection,
    @Inject(Findings) private readonly findings: Findings,
    @Inject(TicketRaiser) private readonly raiser: TicketRaiser,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.lease = new Lease(connection, 'findings-watcher', LEASE_MS);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), this.config.TICKETS_WATCH_SECONDS * 1_000);
  }

  private wake(): void {
    this.looking ??= withContext(backgroundContext('tickets-watcher'), () => this.look()).finally(
      () => (this.looking = undefined),
    );
  }

  private async look(): Promise<void> {
    if (!(await this.lease.acquire().catch(() => false))) return;
    await this.raiseAll('dead letters', () => this.findings.deadLetters());
    for (const service of WATCHED_SERVICES)
      await this.raiseAll(`stuck sagas of ${service}`, () => this.findings.stuckSagas(service));
  }

  /** One source that cannot be read does not hide the others. */
  private async raiseAll(source: string, look: () => Promise<RaisedTicket[]>): Promise<void> {
    try {
      for (const finding of await look()) await this.raiser.onFinding(finding);
    } catch (error) {
      this.logger.warn({ source, reason: (error as Error).message }, 'will be looked at again');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
    await this.lease.release().catch(() => undefined);
  }
}
