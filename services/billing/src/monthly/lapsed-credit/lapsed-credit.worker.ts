import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { Broker } from '#libs/messaging/broker.js';
import { Clock, MovableClock } from '#libs/platform/clock.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { LapsedCredit } from './lapsed-credit.service.js';

const EVERY_MS = 60_000;

/** Looks for credit that nobody asks back, in the jobs process. */
@Injectable()
export class LapsedCreditSchedule {
  private running = false;

  constructor(
    @Inject(LapsedCredit) private readonly lapsed: LapsedCredit,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Broker) private readonly broker: Broker,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Interval(EVERY_MS)
  async wake(): Promise<void> {
    // As in renewal: a movable clock is right only once the broker has told it.
    if (this.running || (this.clock instanceof MovableClock && !this.broker.isConnected)) return;
    this.running = true;
    try {
      await this.lapsed.run();
    } catch (error) {
      this.logger.error({ err: error }, 'credit of lapsed registrations will be looked at again');
    } finally {
      this.running = false;
    }
  }
}
