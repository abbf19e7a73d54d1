import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Workers, type Worker } from '#libs/messaging/worker.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { BlockFiller } from '../inventory/block-filler.service.js';
import { Stock } from '../inventory/stock.service.js';
import { CarrierExchange } from '../carrier/carrier-exchange.service.js';
import { NumbersConfig } from '../config/numbers.config.js';
import { PortInDesk } from '../porting/cut-over.service.js';
import { eachOf } from '#libs/platform/each-of.js';
import { PortOuts } from '../porting/port-out.service.js';
import { Lifecycle } from '../lifecycle/lifecycle.service.js';

/** What time does to numbers: ends quarantines and orphaned reservations, talks to other operators, cuts ports over and finishes loads, one replica at a time; each counts the districts it touched. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap {
  private readonly sweeps: Worker;
  private readonly counts: Worker;

  constructor(
    @Inject(Lifecycle) private readonly lifecycle: Lifecycle,
    @Inject(PortInDesk) private readonly portIns: PortInDesk,
    @Inject(PortOuts) private readonly portOuts: PortOuts,
    @Inject(CarrierExchange) private readonly exchange: CarrierExchange,
    @Inject(BlockFiller) private readonly filler: BlockFiller,
    @Inject(Stock) private readonly stock: Stock,
    @Inject(Workers) workers: Workers,
    @Inject(NumbersConfig) { NUMBERS_SWEEP_SECONDS }: NumbersConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const everyMs = NUMBERS_SWEEP_SECONDS * 1_000;
    const when = { everyMs, leaseMs: 2 * everyMs, whenMoved: true };
    this.sweeps = workers.make({ name: 'numbers-sweeper', ...when, run: () => this.round() });
    this.counts = workers.make({ name: 'stock-counts', everyMs, run: () => this.stock.countTouched() });
  }

  onApplicationBootstrap(): void {
    this.sweeps.start();
    this.counts.start();
    this.sweeps.wake();
  }

  /** One round now. */
  async sweep(): Promise<void> {
    this.sweeps.wake();
    await this.sweeps.idle();
    await this.counts.idle();
  }

  private async round(): Promise<void> {
    await this.exchanged();
    const works = [
      () => this.lifecycle.freeDue(),
      () => this.portIns.due(),
      () => this.portOuts.due(),
      () => this.filler.fillPending(),
    ];
    await eachOf(works, (work) => work());
    this.counts.wake();
  }

  /** Folders that cannot be read must not keep the rest from being done. */
  private async exchanged(): Promise<void> {
    await this.exchange
      .round()
      .catch((error: unknown) =>
        this.logger.error({ reason: (error as Error).message }, 'exchange with other operators failed'),
      );
  }
}
