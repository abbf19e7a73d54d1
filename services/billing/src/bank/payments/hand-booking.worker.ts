import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Workers } from '#libs/messaging/worker.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { HandBookings } from './hand-bookings.service.js';

const EVERY_MS = 600_000;

/** Looks for bookings by hand that no statement shows. */
@Injectable()
export class HandBookingSchedule implements OnApplicationBootstrap {
  constructor(
    @Inject(HandBookings) private readonly bookings: HandBookings,
    @Inject(Workers) private readonly workers: Workers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.workers.start({ name: 'hand-bookings', everyMs: EVERY_MS, byClock: true, run: () => this.look() });
  }

  private async look(): Promise<void> {
    const told = await this.bookings.tellUnproven();
    if (told > 0) this.logger.warn({ told }, 'bookings by hand that no statement shows');
  }
}
