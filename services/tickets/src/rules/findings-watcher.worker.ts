import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import type { Logger } from 'pino';
import { Workers } from '#libs/messaging/worker.js';
import { readConfig } from '#libs/platform/config.js';
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
export class FindingsWatcher implements OnApplicationBootstrap {
  private readonly config = readConfig(WatcherConfig);

  constructor(
    @Inject(Findings) private readonly findings: Findings,
    @Inject(TicketRaiser) private readonly raiser: TicketRaiser,
    @Inject(Workers) private readonly workers: Workers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const everyMs = this.config.TICKETS_WATCH_SECONDS * 1_000;
    this.workers.start({ name: 'findings-watcher', everyMs, leaseMs: LEASE_MS, run: () => this.look() });
  }

  private async look(): Promise<void> {
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
}
