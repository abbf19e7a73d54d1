import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { SdiBusy } from '#libs/api/errors/billing/documents.errors.js';
import { Workers, type Worker } from '#libs/messaging/worker.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { SdiExchanges } from './sdi-exchange.service.js';

const EVERY_MS = 60_000;

/** Exchanges with SdI by itself, and watches the time that rejected invoices have. */
@Injectable()
export class SdiSchedule implements OnApplicationBootstrap {
  private readonly worker: Worker;

  constructor(
    @Inject(SdiExchanges) private readonly exchanges: SdiExchanges,
    @Inject(Workers) workers: Workers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.worker = workers.make({ name: 'sdi-exchange', everyMs: EVERY_MS, run: () => this.round() });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  /** One round now; what fails is tried again in the next. */
  async exchange(): Promise<void> {
    this.worker.wake();
    await this.worker.idle();
  }

  private async round(): Promise<void> {
    try {
      const round = await this.exchanges.round();
      if (Object.values(round).some((count) => count > 0)) this.logger.info(round, 'exchanged with SdI');
    } catch (error) {
      if (!(error instanceof SdiBusy)) throw error;
    }
  }
}
