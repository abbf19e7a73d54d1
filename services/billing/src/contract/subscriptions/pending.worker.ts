import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { Broker } from '#libs/messaging/broker.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { Clock, MovableClock } from '#libs/platform/clock.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { PendingActivations } from './pending-activations.service.js';

const EVERY_MS = 60_000;

/** Looks once a day, and once at start, for contracts that their credit has come to cover. */
@Injectable()
export class PendingSchedule implements OnApplicationShutdown {
  private running?: Promise<void>;
  private lookedOn = '';

  constructor(
    @Inject(PendingActivations) private readonly pending: PendingActivations,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Broker) private readonly broker: Broker,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Interval(EVERY_MS)
  onInterval(): void {
    // As in renewal: a movable clock is right only once the broker has told it.
    if (
      this.lookedOn === romeDate(this.clock.now()) ||
      (this.clock instanceof MovableClock && !this.broker.isConnected)
    )
      return;
    this.running ??= this.work().finally(() => (this.running = undefined));
  }

  private async work(): Promise<void> {
    const today = romeDate(this.clock.now());
    try {
      const activated = await this.pending.run();
      if (activated > 0) this.logger.info({ activated }, 'contracts activated by the credit that they had');
      this.lookedOn = today;
    } catch (error) {
      this.logger.error({ err: error }, 'pending contracts will be looked at again');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }
}
