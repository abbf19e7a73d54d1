import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { SdiBusy } from '#libs/api/billing/documents.errors.js';
import { systemActor } from '#libs/api/kernel/actor.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { SdiExchanges } from './sdi-exchange.service.js';

const EVERY_MS = 60_000;

/** Exchanges with SdI by itself, and watches the time that rejected invoices have. */
@Injectable()
export class SdiSchedule implements OnApplicationShutdown {
  private running?: Promise<void>;

  constructor(
    @Inject(SdiExchanges) private readonly exchanges: SdiExchanges,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Interval(EVERY_MS)
  onInterval(): void {
    this.running ??= this.exchange().finally(() => (this.running = undefined));
  }

  /** One round; what fails is tried again in the next. */
  async exchange(): Promise<void> {
    try {
      const round = await withContext(
        { ...backgroundContext('sdi-exchange'), actor: systemActor('sdi-exchange') },
        () => this.exchanges.round(),
      );
      if (Object.values(round).some((count) => count > 0)) this.logger.info(round, 'exchanged with SdI');
    } catch (error) {
      if (error instanceof SdiBusy) return;
      this.logger.error({ err: error }, 'the exchange with SdI will be tried again');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }
}
