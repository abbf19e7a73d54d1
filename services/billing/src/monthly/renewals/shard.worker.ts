import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import mongoose, { type Model, type QueryFilter } from 'mongoose';
import type { Logger } from 'pino';
import type { Period } from '#libs/italy/rome-time.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { LOGGER } from '#libs/platform/tokens.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { Charging, inRange, type IdRange } from './charging.service.js';
import type { MonthPrices } from './renewal.rules.js';
import { RenewalsConfig } from './renewals.config.js';
import type { RenewalFailure, RenewalRun, RenewalShard } from './run.schema.js';
import { ShardQueue, type HandedShard } from './shard-queue.service.js';

const ATTEMPTS = 5;
const RETRY_MS = 500;

interface Batch {
  readonly shard: RenewalShard;
  readonly period: Period;
  readonly prices: MonthPrices;
}

/** The shard is another worker's now: this one was too slow. */
class ShardLost extends Error {}

/** The database's trouble is not the contract's: it passes, or ends the work, and is nobody's failure. */
const isOfContract = (error: unknown): boolean =>
  !(
    error instanceof ShardLost ||
    error instanceof mongoose.mongo.MongoError ||
    error instanceof mongoose.MongooseError
  );

async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || error instanceof ShardLost || isOfContract(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * RETRY_MS));
    }
  }
}

/**
 * Charges shards. A worker that dies leaves its shard to another: at once where the broker handed it out, else when its
 * claim runs out. One that merely stalled can do no harm, since a contract's month is charged once whoever tries.
 */
@Injectable()
export class ShardWorker {
  private readonly worker = randomUUID();
  private readonly abandoned: HandedShard[] = [];

  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @InjectModel('RenewalRun') private readonly runs: Model<RenewalRun>,
    @InjectModel('RenewalShard') private readonly shards: Model<RenewalShard>,
    @Inject(Charging) private readonly charging: Charging,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ShardQueue) private readonly queue: ShardQueue,
    @Inject(RenewalsConfig) private readonly config: RenewalsConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Charges shards until none is free: those that the broker hands out, of whichever run, then what the database has of this plan. */
  async workOn(period: Period, plan: string, onBatch: () => Promise<void> = async () => undefined): Promise<void> {
    while ((await this.chargeHanded(onBatch)) || (await this.chargeFree(period, plan, onBatch)));
  }

  /** @returns whether there was a message. */
  private async chargeHanded(onBatch: () => Promise<void>): Promise<boolean> {
    const handed = await this.nextHanded();
    if (!handed) return false;
    try {
      const shard = await this.claim({ _id: handed.shardId, ...(handed.wasAbandoned ? {} : { worker: null }) });
      if (shard && (await this.runs.exists({ _id: shard.period, plan: shard.plan, state: 'charging' })))
        await this.chargeShard(shard, onBatch);
      handed.done();
      return true;
    } catch (error) {
      handed.giveBack();
      throw error;
    }
  }

  private async chargeFree(period: Period, plan: string, onBatch: () => Promise<void>): Promise<boolean> {
    const shard = await this.claim({ period, plan, claimedUntil: { $lt: new Date() } });
    if (shard) await this.chargeShard(shard, onBatch);
    return shard !== null;
  }

  /** Abandoned shards come last: what a worker was writing when it died is locked until the database ends its transaction. */
  private async nextHanded(): Promise<HandedShard | undefined> {
    for (let handed = await this.queue.next(); handed; handed = await this.queue.next()) {
      if (!handed.wasAbandoned) return handed;
      this.abandoned.push(handed);
    }
    return this.abandoned.shift();
  }

  /** In a transaction, so that a shard that a killed worker's transaction still locks is tried again, not waited for without end. */
  private claim(which: QueryFilter<RenewalShard>): Promise<RenewalShard | null> {
    return retrying(() =>
      this.work.run(() => {
        const claim = { worker: this.worker, claimedUntil: this.claimEnd() };
        return this.shards
          .findOneAndUpdate({ ...which, state: 'open' }, { $set: claim }, { returnDocument: 'after' })
          .lean<RenewalShard>();
      }),
    );
  }

  /** Real time: a moved clock must not free the shard of a worker that lives. */
  private claimEnd(): Date {
    return new Date(Date.now() + this.config.RENEWAL_CLAIM_SECONDS * 1_000);
  }

  /** Ends early, without an error, where the shard has become another worker's. */
  private async chargeShard(shard: RenewalShard, onBatch: () => Promise<void>): Promise<void> {
    const period = shard.period as Period;
    const batch = { shard, period, prices: this.charging.prices(period) };
    try {
      for (let after: string | undefined = shard.from; after !== undefined; ) {
        after = await this.chargeBatch(batch, { after, to: shard.to });
        await onBatch();
      }
      await this.shards.updateOne({ _id: shard._id, worker: this.worker }, { $set: { state: 'done' } });
    } catch (error) {
      if (!(error instanceof ShardLost)) throw error;
    }
  }

  /** All at once; where that fails, one by one, so that one broken contract keeps no other from being charged. @returns the last one, if there was any. */
  private async chargeBatch(batch: Batch, range: IdRange): Promise<string | undefined> {
    try {
      return await this.chargeTogether(batch, range, this.config.RENEWAL_BATCH);
    } catch (error) {
      if (!isOfContract(error)) throw error;
    }
    const rows = await this.accounts
      .find(inRange(batch.period, range), { _id: 1 })
      .sort({ _id: 1 })
      .limit(this.config.RENEWAL_BATCH)
      .lean<{ _id: string }[]>();
    let after = range.after;
    for (const { _id } of rows) {
      await this.chargeTogether(batch, { after, to: _id }, 1).catch((error: Error) =>
        this.fail(batch.shard, { contractId: _id, reason: error.message.slice(0, 500) }, error),
      );
      after = _id;
    }
    return rows.at(-1)?._id;
  }

  private chargeTogether({ shard, period, prices }: Batch, range: IdRange, limit: number): Promise<string | undefined> {
    return retrying(() =>
      this.work.run(async (tx) => {
        const accounts = await this.charging.page(tx, period, range, limit);
        if (accounts.length === 0) return undefined;
        const { contracts, grossCents, debts, debtCents } = await this.charging.charge(tx, accounts, period, prices);
        const counted = {
          'totals.contracts': contracts,
          'totals.grossCents': grossCents,
          'totals.debts': debts,
          'totals.debtCents': debtCents,
        };
        const mine = await this.shards.updateOne(
          { _id: shard._id, worker: this.worker },
          { $inc: counted, $set: { claimedUntil: this.claimEnd() } },
        );
        if (mine.matchedCount === 0) throw new ShardLost();
        return accounts.at(-1)!._id;
      }),
    );
  }

  private async fail(shard: RenewalShard, failure: RenewalFailure, error: Error): Promise<void> {
    if (!isOfContract(error)) throw error;
    this.logger.error({ ...failure, period: shard.period }, 'a contract could not be renewed');
    await this.shards.updateOne({ _id: shard._id, worker: this.worker }, { $push: { failures: failure } });
  }
}
