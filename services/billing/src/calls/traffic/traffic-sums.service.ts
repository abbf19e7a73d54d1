import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnyBulkWriteOperation, Model } from 'mongoose';
import type { CallRecord } from '#libs/api/billing/traffic.js';
import { periodOf } from '#libs/italy/rome-time.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { byIds, isDuplicateKey } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { TrafficPlans } from './traffic-plans.service.js';
import type { AllowanceUse, Call, TrafficDay } from './traffic.schema.js';

/** Allowance of a contract-month in a batch: what there is, and what was used before and within it. */
export interface Allowance {
  readonly total: number;
  readonly before: AllowanceUse | undefined;
  used: number;
}

/** The sums that calls are added to: the cost of a contract's day, and what its month has used of a FLAT allowance. */
@Injectable()
export class TrafficSums {
  constructor(
    @InjectModel('TrafficDay') private readonly days: Model<TrafficDay>,
    @InjectModel('AllowanceUse') private readonly uses: Model<AllowanceUse>,
    @Inject(TrafficPlans) private readonly plans: TrafficPlans,
  ) {}

  /** The allowances that these records may use, by `contract:period`. */
  async allowances(
    records: readonly CallRecord[],
    accounts: ReadonlyMap<string, Account>,
  ): Promise<Map<string, Allowance>> {
    const months = new Map(
      records.map(({ contractId, startedAt }) => {
        const period = periodOf(new Date(startedAt));
        return [`${contractId}:${period}`, { contractId, period }] as const;
      }),
    );
    const totals = new Map<string, number>();
    for (const [key, { contractId, period }] of months)
      totals.set(key, await this.plans.allowanceSeconds(accounts.get(contractId)!, period));
    const flat = [...totals].filter(([, total]) => total > 0).map(([key]) => key);
    const uses = new Map(
      (await byIds(flat, (some) => this.uses.find({ _id: { $in: some } }).lean<AllowanceUse[]>())).map((use) => [
        use._id,
        use,
      ]),
    );
    return new Map(
      [...totals].map(([key, total]) => [
        key,
        { total, before: uses.get(key), used: uses.get(key)?.coveredSeconds ?? 0 },
      ]),
    );
  }

  /** Adds calls to their days, and what they used to their months. */
  async add(tx: Tx, calls: readonly Call[], allowances: ReadonlyMap<string, Allowance>): Promise<void> {
    await this.addToDays(tx, calls);
    await this.useAllowances(tx, allowances);
  }

  /** Takes a call out of its day and month again: its record was not the right one. */
  async takeOut(tx: Tx, { contractId, day, billedSeconds, coveredSeconds, netMicros }: Call): Promise<void> {
    await this.days.updateOne(
      { _id: `${contractId}:${day}` },
      { $inc: { calls: -1, billedSeconds: -billedSeconds, netMicros: -netMicros }, $set: { unposted: true } },
      { session: tx.session },
    );
    if (coveredSeconds > 0)
      await this.uses.updateOne(
        { _id: `${contractId}:${day.slice(0, 7)}` },
        { $inc: { coveredSeconds: -coveredSeconds, version: 1 } },
        { session: tx.session },
      );
  }

  private async useAllowances(tx: Tx, allowances: ReadonlyMap<string, Allowance>): Promise<void> {
    const changed = [...allowances].filter(([, { before, used }]) => used !== (before?.coveredSeconds ?? 0));
    if (changed.length === 0) return;
    const updates = changed.map(
      ([_id, { before, used }]): AnyBulkWriteOperation<AllowanceUse> =>
        before
          ? {
              updateOne: {
                filter: { _id, version: before.version },
                update: { $set: { coveredSeconds: used }, $inc: { version: 1 } },
              },
            }
          : { insertOne: { document: { _id, period: _id.split(':')[1]!, coveredSeconds: used, version: 0 } } },
    );
    try {
      const { matchedCount, insertedCount } = await this.uses.bulkWrite(updates, {
        session: tx.session,
        ordered: true,
      });
      if (matchedCount + insertedCount !== changed.length) throw new RunAgain('traffic');
    } catch (error) {
      throw isDuplicateKey(error) ? new RunAgain('traffic') : error;
    }
  }

  private async addToDays(tx: Tx, calls: readonly Call[]): Promise<void> {
    const days = new Map<
      string,
      { contractId: string; day: string; calls: number; billedSeconds: number; netMicros: number }
    >();
    for (const { contractId, day, billedSeconds, netMicros } of calls) {
      const _id = `${contractId}:${day}`;
      const sum = days.get(_id) ?? { contractId, day, calls: 0, billedSeconds: 0, netMicros: 0 };
      days.set(_id, {
        ...sum,
        calls: sum.calls + 1,
        billedSeconds: sum.billedSeconds + billedSeconds,
        netMicros: sum.netMicros + netMicros,
      });
    }
    const updates = [...days].map(
      ([_id, { contractId, day, ...sums }]): AnyBulkWriteOperation<TrafficDay> => ({
        updateOne: {
          filter: { _id },
          upsert: true,
          update: {
            $setOnInsert: { contractId, day, postedNetCents: 0, postedVatCents: 0, postings: 0 },
            $inc: sums,
            ...(sums.netMicros > 0 ? { $set: { unposted: true } } : {}),
          },
        },
      }),
    );
    try {
      await this.days.bulkWrite(updates, { session: tx.session, ordered: false });
    } catch (error) {
      throw isDuplicateKey(error) ? new RunAgain('traffic') : error;
    }
  }
}
