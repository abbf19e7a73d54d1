import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { LOGGER } from '#libs/platform/tokens.js';
import { TrafficPosting } from './traffic-posting.service.js';

const EVERY_MS = 30_000;

/** Posts the days of metered traffic that are over, and gives back reservations that no record came for. */
@Injectable()
export class TrafficSchedule implements OnApplicationShutdown {
  private running?: Promise<void>;

  constructor(@Inject(TrafficPosting) private readonly posting: TrafficPosting, @Inject(LOGGER) private readonly logger: Logger) {}

  @Interval(EVERY_MS)
  onInterval(): void {
    this.running ??= this.work().finally(() => (this.running = undefined));
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
    await this.running;
  }
}
