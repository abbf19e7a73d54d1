import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { Broker } from '#libs/messaging/broker.js';
import { Clock, MovableClock } from '#libs/platform/clock.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { HandBookings } from './hand-bookings.service.js';

const EVERY_MS = 600_000;

/** Looks for bookings by hand that no statement shows. */
@Injectable()
export class HandBookingSchedule implements OnApplicationShutdown {
  private running?: Promise<void>;

  constructor(
    @Inject(HandBookings) private readonly bookings: HandBookings,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Broker) private readonly broker: Broker,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Interval(EVERY_MS)
  onInterval(): void {
    // As in renewal: a movable clock is right only once the broker has told it.
    if (this.clock instanceof MovableClock && !this.broker.isConnected) return;
    this.running ??= this.work().finally(() => (this.running = undefined));
  }

  private async work(): Promise<void> {
    try {
      const told = await this.bookings.tellUnproven();
      if (told > 0) this.logger.warn({ told }, 'bookings by hand that no statement shows');
    } catch (error) {
      this.logger.error({ err: error }, 'bookings by hand will be looked at again');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }
}
