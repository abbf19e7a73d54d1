import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { Logger } from 'pino';
import { Workers, type Worker } from '#libs/messaging/worker.js';
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
export class RenewalSchedule implements OnApplicationBootstrap {
  private readonly worker: Worker;

  constructor(
    @Inject(Renewals) private readonly renewals: Renewals,
    @Inject(BasisSwitch) private readonly switches: BasisSwitch,
    @Inject(Workers) workers: Workers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const when = { everyMs: CATCH_UP_MS, byClock: true, whenMoved: true };
    this.worker = workers.make({ name: 'renewal', ...when, run: () => this.renew() });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
    this.worker.wake();
  }

  @Cron('0 0 0 1 * *', { timeZone: 'Europe/Rome' })
  onTheFirst(): void {
    this.worker.wake();
  }

  private async renew(): Promise<void> {
    const converted = await this.switches.run();
    if (converted > 0) this.logger.info({ converted }, 'what is invoiced has changed: credit converted');
    const reports = await this.renewals.runDue();
    for (const report of reports) this.logger.info({ ...report, failures: report.failures.length }, 'month renewed');
    if (reports.some(({ failures }) => failures.length > 0)) this.worker.restFor(REST_MS);
  }
}
