import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { Workers, type Worker } from '#libs/messaging/worker.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { BankPapers } from './bank-papers.service.js';

/** Removes papers of the bank that are past their time, once a day. */
@Injectable()
export class BankPapersSchedule implements OnApplicationBootstrap {
  private readonly worker: Worker;

  constructor(
    @Inject(BankPapers) private readonly papers: BankPapers,
    @Inject(Workers) workers: Workers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.worker = workers.make({ name: 'bank-papers', run: () => this.remove() });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  @Cron('0 20 4 * * *')
  onDay(): void {
    this.worker.wake();
  }

  private async remove(): Promise<void> {
    const removed = await this.papers.removeDue();
    if (removed > 0) this.logger.info({ removed }, 'papers of the bank past their time are removed');
  }
}
