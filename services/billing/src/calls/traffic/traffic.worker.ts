import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { Workers, type Worker } from '#libs/messaging/worker.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { TrafficPosting } from './traffic-posting.service.js';

const EVERY_MS = 30_000;

/** Posts the days of metered traffic that are over, gives back reservations that no record came for, and refunds what was forgotten. */
@Injectable()
export class TrafficSchedule implements OnApplicationBootstrap {
  private readonly posts: Worker;
  private readonly refunds: Worker;

  constructor(
    @Inject(TrafficPosting) private readonly posting: TrafficPosting,
    @Inject(Workers) workers: Workers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.posts = workers.make({ name: 'traffic-posting', everyMs: EVERY_MS, run: () => this.post() });
    this.refunds = workers.make({ name: 'forgotten-credit', run: () => this.refundForgotten() });
  }

  onApplicationBootstrap(): void {
    this.posts.start();
    this.refunds.start();
  }

  /** Once an hour: it finds only what a process that died left behind, and money that came after the end and nobody asked back. */
  @Cron('0 20 * * * *')
  onHour(): void {
    this.refunds.wake();
  }

  /** Refunds what ended contracts still hold and no call in progress may use. One that fails does not hold up the others. @returns how many refunds. */
  async refundForgotten(): Promise<number> {
    let refunds = 0;
    for (const contractId of await this.posting.endedWithCredit()) refunds += await this.refund(contractId);
    if (refunds > 0) this.logger.info({ refunds }, 'credit of ended contracts is refunded');
    return refunds;
  }

  private async refund(contractId: string): Promise<number> {
    try {
      return await this.posting.refundWhatIsLeft([contractId]);
    } catch (error) {
      this.logger.error({ err: error, contractId }, 'credit of an ended contract could not be refunded');
      return 0;
    }
  }

  private async post(): Promise<void> {
    const days = await this.posting.postDaysBefore();
    const released = await this.posting.releaseExpired();
    if (days + released > 0) this.logger.info({ days, released }, 'metered traffic posted');
  }
}
