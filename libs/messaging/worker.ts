import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { Clock, MovableClock } from '#libs/platform/clock.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { workerSeconds, workerSucceeded } from '#libs/platform/metrics.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { Broker } from './broker.js';
import { Lease } from './lease.js';

/** After failures in a row, work rests no longer than this, or than its own pause where that is longer. */
const LONGEST_REST_MS = 30_000;

export interface Job {
  /** In metrics, logs and the lease, and who asks for what it does. */
  readonly name: string;
  /** Pause between two runs, in real time; without one it runs when it is woken. */
  readonly everyMs?: number;
  /** Safe to repeat: it may die midway, and a lease may overlap with its successor's. */
  readonly run: () => Promise<unknown>;
  /** One replica at a time; another takes over this long after the last run of one that died. */
  readonly leaseMs?: number;
  /** What is due hangs on the business clock: it does not run before the broker has told where the demo's clock is. */
  readonly byClock?: boolean;
  /** Runs also when the clock was moved. */
  readonly whenMoved?: boolean;
}

/** What a worker needs of its process. */
interface Surroundings {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly broker: Pick<Broker, 'isConnected'>;
  readonly logger: Logger;
}

/** Work that nobody asks for, done again and again, never twice at once in a process. What fails is logged and tried again, with growing pauses. */
export class Worker {
  private readonly lease?: Lease;
  private timer?: NodeJS.Timeout;
  private working?: Promise<void>;
  private again = false;
  private stopped = true;
  private failures = 0;
  private restUntil = 0;
  private stopListening = (): void => undefined;

  constructor(
    private readonly job: Job,
    private readonly process: Surroundings,
  ) {
    if (job.leaseMs) this.lease = new Lease(process.connection, job.name, job.leaseMs);
  }

  /** Begins with the first pause. */
  start(): void {
    this.stopped = false;
    workerSucceeded.set({ worker: this.job.name }, Date.now() / 1000);
    if (this.job.everyMs) this.timer = setInterval(() => this.tick(), this.job.everyMs);
    if (this.job.whenMoved) this.stopListening = this.process.clock.onMove(() => this.wake());
  }

  /** Runs now; while it runs, once more afterwards. */
  wake(): void {
    if (this.stopped) return;
    if (this.working) this.again = true;
    else this.begin();
  }

  /** Resolves once it rests. */
  async idle(): Promise<void> {
    await this.working;
  }

  /** Leaves out pauses that end before; whoever wakes it does not wait. */
  restFor(ms: number): void {
    this.restUntil = Date.now() + ms;
  }

  /** Whether a long run should end early. */
  get isStopping(): boolean {
    return this.stopped;
  }

  /** Starts nothing any more, and resolves once what runs is over. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.stopListening();
    await this.working;
    await this.lease?.release().catch(() => undefined);
  }

  private tick(): void {
    if (!this.working && Date.now() >= this.restUntil) this.begin();
  }

  private begin(): void {
    this.working = this.runs().finally(() => (this.working = undefined));
  }

  private async runs(): Promise<void> {
    do {
      this.again = false;
      await this.run();
    } while (this.again && !this.stopped);
  }

  private async run(): Promise<void> {
    const { name: worker, run } = this.job;
    const began = performance.now();
    this.restUntil = 0;
    const took = (outcome: string): void =>
      workerSeconds.observe({ worker, outcome }, (performance.now() - began) / 1000);
    try {
      if (!(await this.isItsTurn())) return;
      await withContext(backgroundContext(worker), run);
      took('ok');
      workerSucceeded.set({ worker }, Date.now() / 1000);
      this.failures = 0;
    } catch (error) {
      took('failed');
      const restMs = restAfter(++this.failures, this.job.everyMs ?? 0);
      this.restFor(restMs);
      this.process.logger.error({ err: error, worker, restMs }, 'background work failed and will be tried again');
    }
  }

  private async isItsTurn(): Promise<boolean> {
    const { clock, broker } = this.process;
    if (this.job.byClock && clock instanceof MovableClock && !broker.isConnected) return false;
    return !this.lease || this.lease.acquire();
  }
}

/** Half a pause less than a number of pauses that doubles: the next but that many begins it, whatever the run took. */
const restAfter = (failures: number, pauseMs: number): number =>
  Math.max(pauseMs, Math.min(pauseMs * 2 ** (failures - 1), LONGEST_REST_MS)) - pauseMs / 2;

/** Makes the workers of a process, and stops them before it closes. */
@Injectable()
export class Workers implements BeforeApplicationShutdown {
  private readonly all: Worker[] = [];

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Broker) private readonly broker: Broker,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A worker at rest: whose work it is starts it. */
  make(job: Job): Worker {
    const { connection, clock, broker, logger } = this;
    const worker = new Worker(job, { connection, clock, broker, logger });
    this.all.push(worker);
    return worker;
  }

  /** Of work that nobody wakes. */
  start(job: Job): void {
    this.make(job).start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.all.map((worker) => worker.stop()));
  }
}
