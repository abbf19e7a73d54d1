import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { LOGGER } from '#libs/platform/tokens.js';
import { TrafficRetention } from './traffic-retention.service.js';

/** Removes traffic data that is too old once a day, and what a run that died left behind within the hour. */
@Injectable()
export class RetentionSchedule implements OnApplicationShutdown {
  private running?: Promise<void>;

  constructor(
    @Inject(TrafficRetention) private readonly retention: TrafficRetention,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Cron('0 40 * * * *')
  onHour(): void {
    this.running ??= this.work().finally(() => (this.running = undefined));
  }

  private async work(): Promise<void> {
    try {
      if (await this.retention.isDone()) return;
      const { _id: keptSince, parts } = await this.retention.expire();
      this.logger.info(
        { keptSince, removed: Object.fromEntries(Object.entries(parts).map(([name, { removed }]) => [name, removed])) },
        'traffic data past its time is removed',
      );
    } catch (error) {
      this.logger.error({ err: error }, 'traffic data past its time will be removed later');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }
}
