import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { Workers, type Worker } from '#libs/messaging/worker.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { TrafficRetention } from './traffic-retention.service.js';

/** Removes traffic data that is too old once a day, and what a run that died left behind within the hour. */
@Injectable()
export class RetentionSchedule implements OnApplicationBootstrap {
  private readonly worker: Worker;

  constructor(
    @Inject(TrafficRetention) private readonly retention: TrafficRetention,
    @Inject(Workers) workers: Workers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.worker = workers.make({ name: 'traffic-retention', run: () => this.expire() });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  @Cron('0 40 * * * *')
  onHour(): void {
    this.worker.wake();
  }

  private async expire(): Promise<void> {
    if (await this.retention.isDone()) return;
    const { _id: keptSince, parts } = await this.retention.expire();
    this.logger.info(
      { keptSince, removed: Object.fromEntries(Object.entries(parts).map(([name, { removed }]) => [name, removed])) },
      'traffic data past its time is removed',
    );
  }
}
