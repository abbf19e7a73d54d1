import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Cron, Interval } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { Broker } from '#libs/messaging/broker.js';
import { Clock, MovableClock } from '#libs/platform/clock.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { BasisSwitch } from '../../credit/ledger/basis-switch.service.js';
import { Renewals } from './renewals.service.js';

const CATCH_UP_MS = 5_000;
/** Contracts that could not be charged are tried again after this. */
const REST_MS = 600_000;

/**
 * When renewal runs by itself (R6, R20): at Rome midnight of the 1st, and whenever a month is found due at start, when
 * the demo's clock was moved, or in between.
 */
@Injectable()
export class RenewalSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private running?: Promise<void>;
  private again = false;
  private restUntil = 0;
  private stopListening: () => void = () => undefined;

  constructor(
    @Inject(Renewals) private readonly renewals: Renewals,
    @Inject(BasisSwitch) private readonly switches: BasisSwitch,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Broker) private readonly broker: Broker,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.stopListening = this.clock.onMove(() => this.wake());
    this.wake();
  }

  @Cron('0 0 0 1 * *', { timeZone: 'Europe/Rome' })
  onTheFirst(): void {
    this.wake();
  }

  @Interval(CATCH_UP_MS)
  catchUp(): void {
    if (Date.now() >= this.restUntil) this.wake();
  }

  private wake(): void {
    // A clock that the demo moved is right only once the broker has told it: no month may be charged before.
    if (this.clock instanceof MovableClock && !this.broker.isConnected) return;
    if (this.running) this.again = true;
    else this.running = this.work().finally(() => (this.running = undefined));
  }

  private async work(): Promise<void> {
    do {
      this.again = false;
      try {
        const converted = await this.switches.run();
        if (converted > 0) this.logger.info({ converted }, 'what is invoiced has changed: credit converted');
        const reports = await this.renewals.runDue();
        for (const report of reports)
          this.logger.info({ ...report, failures: report.failures.length }, 'month renewed');
        this.restUntil = reports.some(({ failures }) => failures.length > 0) ? Date.now() + REST_MS : 0;
      } catch (error) {
        this.logger.error({ err: error }, 'renewal will be tried again');
      }
    } while (this.again);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopListening();
    this.again = false;
    await this.running;
  }
}
