import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { PeriodNotBegun } from '#libs/api/errors/billing/documents.errors.js';
import type { RenewalReport, RenewalReports } from '#libs/api/billing/renewals.js';
import { nextPeriod, periodOf, periodsBetween, type Period } from '#libs/italy/rome-time.js';
import { Clock } from '#libs/platform/clock.js';
import { readCursor } from '#libs/platform/page.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { dueIn } from './charging.service.js';
import { Planner } from './planner.service.js';
import { ShardWorker } from './shard.worker.js';
import type { RenewalFailure, RenewalRun, RenewalShard, RenewalTotals } from './run.schema.js';

const WAIT_MS = 500;
const FAILURES_SHOWN = 1_000;
const PROGRESS_MS = 1_000;

type Progress = (charged: number, of: number) => void;

/** The monthly renewal (R6, R7, R20): runs and reports. */
@Injectable()
export class Renewals {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @InjectModel('RenewalRun') private readonly runs: Model<RenewalRun>,
    @InjectModel('RenewalShard') private readonly shards: Model<RenewalShard>,
    @Inject(Planner) private readonly planner: Planner,
    @Inject(ShardWorker) private readonly worker: ShardWorker,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Charges a period to every contract it is due for, together with whatever other workers there are, and waits until
   * all is charged. Repeating it charges only what is left. `onProgress` hears how many of how many contracts are charged.
   * @throws PeriodNotBegun
   */
  async run(period: Period, onProgress: Progress = () => undefined): Promise<RenewalReport> {
    this.assertBegun(period);
    const report = this.reporter(period, onProgress);
    for (;;) {
      const run = await this.planner.plan(period);
      if (run.state === 'completed') return this.report(period);
      await this.worker.workOn(period, run.plan, report);
      if (await this.complete(run)) return this.report(period);
      // Others still charge shards: wait for them, or for the claims of those that died.
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    }
  }

  private assertBegun(period: Period): void {
    if (period > periodOf(this.clock.now())) throw new PeriodNotBegun(period);
  }

  /** Tells progress now and then; the whole is counted once, since counting is work too. */
  private reporter(period: Period, onProgress: Progress): () => Promise<void> {
    let whole: Promise<number> | undefined;
    let last = Date.now();
    return async () => {
      if (Date.now() - last < PROGRESS_MS) return;
      last = Date.now();
      whole ??= this.accounts.countDocuments(dueIn(period)).then(async (due) => due + (await this.charged(period)));
      onProgress(await this.charged(period), await whole);
    };
  }

  private async charged(period: Period): Promise<number> {
    const shards = await this.shards.find({ period }, { totals: 1 }).lean<RenewalShard[]>();
    return shards.reduce((sum, { totals }) => sum + totals.contracts, 0);
  }

  private async complete({ _id, plan }: RenewalRun): Promise<boolean> {
    if (await this.shards.exists({ period: _id, plan, state: 'open' })) return false;
    await this.runs.updateOne(
      { _id, plan, state: 'charging' },
      { $set: { state: 'completed', completedAt: this.clock.now() } },
    );
    return true;
  }

  /** The periods that have begun and are not charged to every contract, in order (R20). */
  async duePeriods(): Promise<Period[]> {
    const oldest = await this.accounts
      .findOne({ state: 'active' }, { chargedThrough: 1 })
      .sort({ chargedThrough: 1 })
      .lean<Account>();
    return oldest ? periodsBetween(nextPeriod(oldest.chargedThrough as Period), periodOf(this.clock.now())) : [];
  }

  /** Runs every due period, the oldest first: a contract's months are charged in order. */
  async runDue(onProgress?: Progress): Promise<RenewalReport[]> {
    return this.runEach(await this.duePeriods(), onProgress);
  }

  private async runEach(periods: readonly Period[], onProgress?: Progress): Promise<RenewalReport[]> {
    const reports: RenewalReport[] = [];
    for (const period of periods)
      if (await this.planner.isDue(period)) reports.push(await this.run(period, onProgress));
    return reports;
  }

  /** Runs a period after every earlier one that is due: a contract that lacks one could not be charged it. @throws PeriodNotBegun */
  async runUpTo(period: Period, onProgress?: Progress): Promise<RenewalReport[]> {
    this.assertBegun(period);
    const earlier = (await this.duePeriods()).filter((due) => due < period);
    return [...(await this.runEach(earlier, onProgress)), await this.run(period, onProgress)];
  }

  /** How far a period is and what it charged. */
  async report(period: Period): Promise<RenewalReport> {
    const [run, shards, remaining] = await Promise.all([
      this.runs.findById(period).lean<RenewalRun>(),
      this.shards.find({ period }).lean<RenewalShard[]>(),
      this.accounts.countDocuments(dueIn(period)),
    ]);
    const total = (pick: (totals: RenewalTotals) => number): number =>
      shards.reduce((sum, { totals }) => sum + pick(totals), 0);
    const current = shards.filter(({ plan }) => plan === run?.plan);
    const failures: RenewalFailure[] = current.flatMap((shard) => [...shard.failures]);
    const charged = total(({ contracts }) => contracts);
    return {
      period,
      state: run?.state ?? 'none',
      due: charged + remaining,
      remaining,
      charged,
      grossCents: total(({ grossCents }) => grossCents),
      debts: total(({ debts }) => debts),
      debtCents: total(({ debtCents }) => debtCents),
      shards: current.length,
      shardsDone: current.filter(({ state }) => state === 'done').length,
      failures: failures.slice(0, FAILURES_SHOWN),
      ...(run ? { startedAt: run.startedAt.toISOString() } : {}),
      ...(run?.completedAt ? { completedAt: run.completedAt.toISOString() } : {}),
    };
  }

  /** Reports of runs, newest first. */
  async list({ cursor, limit = 12 }: { cursor?: string; limit?: number }): Promise<RenewalReports> {
    const runs = await this.runs
      .find(cursor ? { _id: { $lt: readCursor(cursor, /^(\d{4}-\d{2})$/)[0]! } } : {}, { _id: 1 })
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean<RenewalRun[]>();
    const shown = runs.slice(0, limit);
    return {
      items: await Promise.all(shown.map(({ _id }) => this.report(_id as Period))),
      ...(runs.length > limit ? { nextCursor: shown.at(-1)!._id } : {}),
    };
  }
}
