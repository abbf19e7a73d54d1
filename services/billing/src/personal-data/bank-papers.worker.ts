import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { LOGGER } from '#libs/platform/tokens.js';
import { BankPapers } from './bank-papers.service.js';

/** Removes papers of the bank that are past their time, once a day. */
@Injectable()
export class BankPapersSchedule implements OnApplicationShutdown {
  private running?: Promise<void>;

  constructor(
    @Inject(BankPapers) private readonly papers: BankPapers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Cron('0 20 4 * * *')
  onDay(): void {
    this.running ??= this.work().finally(() => (this.running = undefined));
  }

  private async work(): Promise<void> {
    try {
      const removed = await this.papers.removeDue();
      if (removed > 0) this.logger.info({ removed }, 'papers of the bank past their time are removed');
    } catch (error) {
      this.logger.error({ err: error }, 'papers of the bank past their time will be removed later');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }
}
