import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Period } from '#libs/italy/rome-time.js';
import { Clock } from '#libs/platform/clock.js';
import { newId } from '#libs/platform/ids.js';
import { type ReadModel, isDuplicateKey } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { dueIn } from './charging.service.js';
import { RenewalsConfig } from './renewals.config.js';
import type { RenewalRun, RenewalShard } from './run.schema.js';
import { ShardQueue } from './shard-queue.service.js';

const NOTHING = { contracts: 0, grossCents: 0, debts: 0, debtCents: 0 };
const SHARDS_AT_ONCE = 20;
const WAIT_MS = 100;

/** Stores the run of a period, divides its contracts into shards and puts these into the queue. */
@Injectable()
export class Planner {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @InjectModel('RenewalRun') private readonly runs: Model<RenewalRun>,
    @InjectModel('RenewalShard') private readonly shards: Model<RenewalShard>,
    @Inject(ShardQueue) private readonly queue: ShardQueue,
    @Inject(RenewalsConfig) private readonly config: RenewalsConfig,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The run of a period, planned and ready to be charged. One process plans, the others wait; one that dies is overtaken
   * when its claim runs out, and shards of its plan are never charged. A completed run is planned anew when contracts
   * are due again (they failed before, or were activated in the last instant of the month before).
   */
  async plan(period: Period): Promise<RenewalRun> {
    for (;;) {
      const run = await this.runs.findById(period).lean<RenewalRun>();
      if (run?.state === 'charging') return run;
      if (run?.state === 'completed' && !(await this.isDue(period))) return run;
      const someoneElse = run?.state === 'planning' && run.claimedUntil > new Date();
      const planned = someoneElse ? undefined : await this.tryPlan(period, run);
      if (planned) return planned;
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    }
  }

  /** Whether any contract is to be charged this period next. */
  async isDue(period: Period): Promise<boolean> {
    return (await this.accounts.exists(dueIn(period))) !== null;
  }

  private async tryPlan(period: Period, before: RenewalRun | null): Promise<RenewalRun | undefined> {
    const plan = newId('pln');
    if (!(await this.begin(period, before, plan))) return undefined;
    const shardIds = await this.divide(period, plan);
    const run = await this.runs
      .findOneAndUpdate(
        { _id: period, plan, state: 'planning' },
        { $set: { state: 'charging' } },
        { returnDocument: 'after' },
      )
      .lean<RenewalRun>();
    if (run) await this.queue.announce(shardIds);
    else await this.shards.deleteMany({ period, plan });
    return run ?? undefined;
  }

  /** Shards that charged something keep their totals: they belong to the period, whatever the plan. */
  private async begin(period: Period, before: RenewalRun | null, plan: string): Promise<boolean> {
    try {
      const claim = { state: 'planning' as const, plan, claimedUntil: this.claimEnd() };
      if (!before) await this.runs.create({ _id: period, ...claim, startedAt: this.clock.now() });
      else if (
        (
          await this.runs.updateOne(
            { _id: period, plan: before.plan, state: before.state },
            { $set: claim, $unset: { completedAt: 1 } },
          )
        ).matchedCount === 0
      )
        return false;
      await this.shards.deleteMany({ period, $or: [{ state: 'open' }, { 'totals.contracts': 0 }] });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** @returns the ids of the shards. */
  private async divide(period: Period, plan: string): Promise<string[]> {
    const { RENEWAL_SHARD } = this.config;
    const ids = this.accounts
      .find(dueIn(period), { _id: 1 })
      .sort({ _id: 1 })
      .lean<{ _id: string }>()
      .cursor({ batchSize: 5_000 });
    const shardIds: string[] = [];
    let shards: RenewalShard[] = [];
    let from = '';
    let count = 0;
    const add = (to: string): void => {
      const _id = newId('shd');
      shardIds.push(_id);
      shards.push({
        _id,
        period,
        plan,
        from,
        to,
        state: 'open',
        claimedUntil: new Date(0),
        totals: NOTHING,
        failures: [],
      });
    };
    for await (const { _id } of ids) {
      if (++count % RENEWAL_SHARD !== 0) continue;
      add(_id);
      from = _id;
      if (shards.length < SHARDS_AT_ONCE) continue;
      await this.shards.insertMany(shards);
      await this.runs.updateOne({ _id: period, plan }, { $set: { claimedUntil: this.claimEnd() } });
      shards = [];
    }
    // The last one is open at its end: contracts that come meanwhile are in some shard too.
    add('');
    await this.shards.insertMany(shards);
    return shardIds;
  }

  /** Real time: a moved clock must not overtake a planner that lives. */
  private claimEnd(): Date {
    return new Date(Date.now() + this.config.RENEWAL_CLAIM_SECONDS * 1_000);
  }
}
