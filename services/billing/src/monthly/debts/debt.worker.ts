import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { Broker } from '#libs/messaging/broker.js';
import { Clock, MovableClock } from '#libs/platform/clock.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { DebtFollowUp } from './debt-follow-up.service.js';

const EVERY_MS = 60_000;

/** Follows debts up by itself, in the jobs process. */
@Injectable()
export class DebtSchedule {
  private running = false;

  constructor(
    @Inject(DebtFollowUp) private readonly followUp: DebtFollowUp,
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
      await this.followUp.run();
    } catch (error) {
      this.logger.error({ err: error }, 'debts will be followed up again');
    } finally {
      this.running = false;
    }
  }
}
