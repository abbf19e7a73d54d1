import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { DeadLetters, type DeadLetter } from '#libs/messaging/dead-letters.js';
import { Lease } from '#libs/messaging/lease.js';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { LOGGER } from '#libs/platform/tokens.js';
import type { RaisedTicket } from './raised-tickets.js';
import { TicketRaiser } from './ticket-raiser.js';

class DeadLetterConfig {
  /** Seconds between two looks at the dead-letter queue. */
  @Type(() => Number) @IsInt() @Min(1) @Max(3600) DEAD_LETTER_WATCH_SECONDS = 30;
}

const LEASE_MS = 60_000;

const ticketFor = (letter: DeadLetter): RaisedTicket => ({
  category: 'technical', priority: 'high', cause: `dead-letter:${letter.service}:${letter.id}`, subject: `Message ${letter.type} could not be handled by ${letter.service || 'its service'}`,
  note: `Dead letter ${letter.id} about ${letter.subject}, since ${letter.diedAt}: ${letter.reason}\nRead it with "openvoip dead show ${letter.id}"; once the cause is gone, "openvoip dead replay ${letter.id}".`,
});

/** Looks at the dead-letter queue, one replica at a time, and raises a ticket for each letter; the letters stay where they are. */
@Injectable()
export class DeadLetterWatcher implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly config = readConfig(DeadLetterConfig);
  private readonly lease: Lease;
  private timer?: NodeJS.Timeout;
  private looking?: Promise<void>;

  constructor(@InjectConnection() connection: Connection, @Inject(TicketRaiser) private readonly raiser: TicketRaiser, @Inject(PlatformConfig) private readonly platform: PlatformConfig, @Inject(LOGGER) private readonly logger: Logger) {
    this.lease = new Lease(connection, 'dead-letter-watcher', LEASE_MS);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), this.config.DEAD_LETTER_WATCH_SECONDS * 1_000);
  }

  private wake(): void {
    this.looking ??= this.look()
      .catch((error: unknown) => this.logger.warn({ reason: (error as Error).message }, 'dead letters will be looked at again'))
      .finally(() => (this.looking = undefined));
  }

  /** One look at the queue. */
  async look(): Promise<void> {
    if (!(await this.lease.acquire())) return;
    const letters = await DeadLetters.open(this.platform.RABBITMQ_URL, this.platform.OPENVOIP_NAMESPACE);
    try {
      for (const letter of await letters.list()) await this.raiser.onFinding(ticketFor(letter));
    } finally {
      await letters.close();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
    await this.lease.release().catch(() => undefined);
  }
}
