import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Cron, Interval } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { LOGGER } from '#libs/platform/tokens.js';
import { TrafficPosting } from './traffic-posting.service.js';

const EVERY_MS = 30_000;

/** Posts the days of metered traffic that are over, gives back reservations that no record came for, and refunds what was forgotten. */
@Injectable()
export class TrafficSchedule implements OnApplicationShutdown {
  private running?: Promise<void>;
  private refunding?: Promise<unknown>;

  constructor(
    @Inject(TrafficPosting) private readonly posting: TrafficPosting,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Interval(EVERY_MS)
  onInterval(): void {
    this.running ??= this.work().finally(() => (this.running = undefined));
  }

  /** Once an hour: it finds only what a process that died left behind, and money that came after the end and nobody asked back. */
  @Cron('0 20 * * * *')
  onHour(): void {
    this.refunding ??= this.refundForgotten().finally(() => (this.refunding = undefined));
  }

  /** Refunds what ended contracts still hold and no call in progress may use. One that fails does not hold up the others. @returns how many refunds. */
  async refundForgotten(): Promise<number> {
    let refunds = 0;
    try {
      for (const contractId of await this.posting.endedWithCredit()) refunds += await this.refund(contractId);
      if (refunds > 0) this.logger.info({ refunds }, 'credit of ended contracts is refunded');
    } catch (error) {
      this.logger.error({ err: error }, 'credit of ended contracts will be looked at again');
    }
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

  private async work(): Promise<void> {
    try {
      const days = await this.posting.postDaysBefore();
      const released = await this.posting.releaseExpired();
      if (days + released > 0) this.logger.info({ days, released }, 'metered traffic posted');
    } catch (error) {
      this.logger.error({ err: error }, 'metered traffic will be posted later');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.running, this.refunding]);
  }
}
