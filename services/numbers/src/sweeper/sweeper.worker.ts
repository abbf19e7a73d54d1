import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { Lease } from '#libs/messaging/lease.js';
import { Clock } from '#libs/platform/clock.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
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
export class Sweeper implements OnApplicationShutdown {
  private readonly lease: Lease;
  private timer?: NodeJS.Timeout;
  private sweeping?: Promise<void>;
  private stopListening = (): void => undefined;

  constructor(
    @InjectConnection() connection: Connection,
    @Inject(Lifecycle) private readonly lifecycle: Lifecycle,
    @Inject(PortInDesk) private readonly portIns: PortInDesk,
    @Inject(PortOuts) private readonly portOuts: PortOuts,
    @Inject(CarrierExchange) private readonly exchange: CarrierExchange,
    @Inject(BlockFiller) private readonly filler: BlockFiller,
    @Inject(Stock) private readonly stock: Stock,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(NumbersConfig) private readonly config: NumbersConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.lease = new Lease(connection, 'numbers-sweeper', config.NUMBERS_SWEEP_SECONDS * 2_000);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), this.config.NUMBERS_SWEEP_SECONDS * 1_000);
    this.stopListening = this.clock.onMove(() => void this.sweep());
    void this.sweep();
  }

  /** One round; while one runs, it is that one. */
  sweep(): Promise<void> {
    this.sweeping ??= withContext(backgroundContext('numbers-sweeper'), () => this.round())
      .catch((error: unknown) => this.logger.warn({ reason: (error as Error).message }, 'sweeper will try again'))
      .finally(() => (this.sweeping = undefined));
    return this.sweeping;
  }

  private async round(): Promise<void> {
    if (await this.lease.acquire()) {
      await this.exchanged();
      const works = [
        () => this.lifecycle.freeDue(),
        () => this.portIns.due(),
        () => this.portOuts.due(),
        () => this.filler.fillPending(),
      ];
      await eachOf(works, (work) => work());
    }
    await this.stock.countTouched();
  }

  /** Folders that cannot be read must not keep the rest from being done. */
  private async exchanged(): Promise<void> {
    await this.exchange
      .round()
      .catch((error: unknown) =>
        this.logger.error({ reason: (error as Error).message }, 'exchange with other operators failed'),
      );
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.stopListening();
    await this.sweeping;
    await this.lease.release().catch(() => undefined);
  }
}
