import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { retainedFrom, retention } from '#libs/italy/retention.js';
import { romeInstant, type RomeDate } from '#libs/italy/rome-time.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { hashOf } from '#libs/platform/ids.js';
import { idLists, isDuplicateKey } from '#libs/platform/mongo.js';
import { expiringOf, type Expiring } from './expiring.table.js';
import { digestAfter } from './retention.rules.js';
import type { ExpiredPart, TrafficExpiry } from './traffic-expiry.schema.js';

const BATCH = 500;
type Since = Readonly<{ at: Date; day: RomeDate }>;

/** Removes traffic data after its time, and proves it by a report (R28). */
@Injectable()
export class TrafficRetention {
  private readonly kinds: readonly Expiring[];

  constructor(
    @InjectModel('Call') calls: Model<any>,
    @InjectModel('CallReject') rejects: Model<any>,
    @InjectModel('RefusedCall') refusals: Model<any>,
    @InjectModel('Reservation') reservations: Model<any>,
    @InjectModel('TrafficDay') days: Model<any>,
    @InjectModel('AllowanceUse') uses: Model<any>,
    @InjectModel('CallFile') files: Model<any>,
    @InjectModel('TrafficExpiry') private readonly reports: Model<TrafficExpiry>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.kinds = expiringOf({ calls, rejects, refusals, reservations, days, uses, files });
  }

  /**
   * Removes what is too old today, batch by batch. Run again it finds nothing and gives the same report; killed midway it goes
   * on where it stopped, since each batch and its line in the report commit together. `progress` counts what was removed.
   */
  async expire(progress: (removed: number) => void = () => undefined): Promise<TrafficExpiry> {
    const day = retainedFrom('traffic', this.clock.now());
    const since = { day, at: romeInstant(day) };
    await this.begin(day);
    let total = 0;
    for (const kind of this.kinds) {
      for (let removed = BATCH; removed === BATCH; ) {
        removed = await this.removeSome(kind, since);
        progress((total += removed));
      }
    }
    return this.finish(since);
  }

  /** Whether today's report is finished. */
  async isDone(): Promise<boolean> {
    const day = retainedFrom('traffic', this.clock.now());
    return (await this.reports.exists({ _id: day, finishedAt: { $exists: true } })) !== null;
  }

  private async begin(day: RomeDate): Promise<void> {
    if (await this.reports.exists({ _id: day })) return;
    const parts: Record<string, ExpiredPart> = {};
    for (const { name, model } of this.kinds)
      parts[name] = { before: await model.countDocuments(), removed: 0, digest: digestAfter('', []) };
    try {
      await this.reports.create({
        _id: day,
        months: retention('traffic').months,
        startedAt: this.clock.now(),
        parts,
        version: 0,
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  private async removeSome({ name, model, due, clear }: Expiring, since: Since): Promise<number> {
    if (clear) clear(await model.find(due(since)).sort({ _id: 1 }).limit(BATCH).lean());
    return this.work.run(async (tx) => {
      const rows: { _id: string }[] = await model.find(due(since), { _id: 1 }).sort({ _id: 1 }).limit(BATCH).lean();
      if (rows.length === 0) return 0;
      const ids = rows.map(({ _id }) => _id);
      for (const some of idLists(ids)) await model.deleteMany({ _id: { $in: [...some] } }, { session: tx.session });
      const { parts, version } = await this.reports.findById(since.day).lean<TrafficExpiry>().orFail();
      const part = parts[name]!;
      await this.write(since.day, version, {
        [`parts.${name}`]: { ...part, removed: part.removed + ids.length, digest: digestAfter(part.digest, ids) },
      });
      return ids.length;
    });
  }

  /** What is left is counted from the database, not from what was removed. */
  private finish({ day }: Since): Promise<TrafficExpiry> {
    return this.work.run(async () => {
      const { parts, version, finishedAt } = await this.reports.findById(day).lean<TrafficExpiry>().orFail();
      const counted: Record<string, ExpiredPart> = {};
      for (const { name, model, began } of this.kinds) {
        const [oldest] = (await model
          .find({}, { [began]: 1 })
          .sort({ [began]: 1 })
          .limit(1)
          .lean()) as Record<string, unknown>[];
        const { oldestLeft: _before, ...part } = parts[name]!;
        const at = oldest && valueAt(oldest, began);
        counted[name] = { ...part, after: await model.countDocuments(), ...(at ? { oldestLeft: at } : {}) };
      }
      if (!finishedAt || hashOf(counted) !== hashOf(parts))
        await this.write(day, version, { parts: counted, finishedAt: finishedAt ?? this.clock.now() });
      return this.reports.findById(day).lean<TrafficExpiry>().orFail();
    });
  }

  private async write(day: RomeDate, version: number, change: Readonly<Record<string, unknown>>): Promise<void> {
    const { matchedCount } = await this.reports.updateOne(
      { _id: day, version },
      { $set: { ...change, version: version + 1 } },
    );
    if (matchedCount !== 1) throw new RunAgain('the report of removed traffic data');
  }
}

function valueAt(row: Record<string, unknown>, path: string): string | undefined {
  const value = path
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], row);
  return value instanceof Date ? value.toISOString() : (value as string | undefined);
}
