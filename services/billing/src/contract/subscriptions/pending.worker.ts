import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { romeDate } from '#libs/italy/rome-time.js';
import { Workers } from '#libs/messaging/worker.js';
import { Clock } from '#libs/platform/clock.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { PendingActivations } from './pending-activations.service.js';

const EVERY_MS = 60_000;

/** Looks once a day, and once at start, for contracts that their credit has come to cover. */
@Injectable()
export class PendingSchedule implements OnApplicationBootstrap {
  private lookedOn = '';

  constructor(
    @Inject(PendingActivations) private readonly pending: PendingActivations,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Workers) private readonly workers: Workers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.workers.start({ name: 'pending-activations', everyMs: EVERY_MS, byClock: true, run: () => this.look() });
  }

  private async look(): Promise<void> {
    const today = romeDate(this.clock.now());
    if (this.lookedOn === today) return;
    const activated = await this.pending.run();
    if (activated > 0) this.logger.info({ activated }, 'contracts activated by the credit that they had');
    this.lookedOn = today;
  }
}
