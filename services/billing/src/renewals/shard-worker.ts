import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Logger } from 'pino';
import type { Period } from '#libs/italy/rome-time.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { LOGGER } from '#libs/platform/tokens.js';
import type { Account } from '../accounts/account.schema.js';
import { Charging, dueIn } from './charging.service.js';
import type { MonthPrices } from './renewal.rules.js';
import { RenewalsConfig } from './renewals.config.js';
import type { RenewalFailure, RenewalShard } from './run.schema.js';

/** The shard is another worker's now: this one was too slow. */
class ShardLost extends Error {}

/**
 * Charges shards. A worker that dies leaves its shard to another when its claim runs out; one that merely stalled can do
 * no harm, since a contract's month is charged once whoever tries.
 */
@Injectable()
export class ShardWorker {
  private readonly worker = randomUUID();

  constructor(
    @InjectModel('Account') private readonly accounts: Model<Account>,
    @InjectModel('RenewalShard') private readonly shards: Model<RenewalShard>,
    @Inject(Charging) private readonly charging: Charging,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(RenewalsConfig) private readonly config: RenewalsConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Charges open shards of a plan until none is free. */
  async workOn(period: Period, plan: string, onBatch: () => Promise<void> = async () => undefined): Promise<void> {
    const prices = this.charging.prices(period);
    for (let shard = await this.claim(period, plan); shard; shard = await this.claim(period, plan)) {
      try {
        await this.chargeShard(shard, period, prices, onBatch);
      } catch (error) {
        if (!(error instanceof ShardLost)) throw error;
      }
    }
  }

  private async claim(period: Period, plan: string): Promise<RenewalShard | null> {
    const claim = { worker: this.worker, claimedUntil: this.claimEnd() };
    return this.shards.findOneAndUpdate({ period, plan, state: 'open', claimedUntil: { $lt: new Date() } }, { $set: claim }, { returnDocument: 'after' }).lean<RenewalShard>();
  }

  /** Real time: a moved clock must not free the shard of a worker that lives. */
  private claimEnd(): Date {
    return new Date(Date.now() + this.config.RENEWAL_CLAIM_SECONDS * 1_000);
  }

  private async chargeShard(shard: RenewalShard, period: Period, prices: MonthPrices, onBatch: () => Promise<void>): Promise<void> {
    const below = shard.to ? { $lte: shard.to } : {};
    for (let after = shard.from; ; ) {
      const rows = await this.accounts.find({ ...dueIn(period), _id: { $gt: after, ...below } }, { _id: 1 }).sort({ _id: 1 }).limit(this.config.RENEWAL_BATCH).lean<{ _id: string }[]>();
      if (rows.length === 0) break;
      const ids = rows.map(({ _id }) => _id);
      await this.chargeBatch(shard, ids, period, prices);
      after = ids.at(-1)!;
      await onBatch();
    }
    await this.shards.updateOne({ _id: shard._id, worker: this.worker }, { $set: { state: 'done' } });
  }

  /** All at once; where that fails, one by one, so that one broken contract keeps no other from being charged. */
  private async chargeBatch(shard: RenewalShard, ids: readonly string[], period: Period, prices: MonthPrices): Promise<void> {
    try {
      await this.chargeTogether(shard, ids, period, prices);
    } catch (error) {
      if (error instanceof ShardLost) throw error;
      if (ids.length === 1) return this.fail(shard, { contractId: ids[0]!, reason: (error as Error).message.slice(0, 500) });
      for (const id of ids) await this.chargeBatch(shard, [id], period, prices);
    }
  }

  private async chargeTogether(shard: RenewalShard, ids: readonly string[], period: Period, prices: MonthPrices): Promise<void> {
    await this.work.run(async (tx) => {
      const { contracts, grossCents, debts, debtCents } = await this.charging.charge(tx, ids, period, prices);
      const counted = { 'totals.contracts': contracts, 'totals.grossCents': grossCents, 'totals.debts': debts, 'totals.debtCents': debtCents };
      const mine = await this.shards.updateOne({ _id: shard._id, worker: this.worker }, { $inc: counted, $set: { claimedUntil: this.claimEnd() } });
      if (mine.matchedCount === 0) throw new ShardLost();
    });
  }

  private async fail(shard: RenewalShard, failure: RenewalFailure): Promise<void> {
    this.logger.error({ ...failure, period: shard.period }, 'a contract could not be renewed');
    await this.shards.updateOne({ _id: shard._id, worker: this.worker }, { $push: { failures: failure } });
  }
}
