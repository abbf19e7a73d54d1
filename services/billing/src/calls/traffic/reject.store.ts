import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { CallRecord } from '#libs/api/billing/traffic.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { byIds, isDuplicateKey } from '#libs/platform/mongo.js';
import { rejectIdOf, type CallRejectRow } from './call-reject.schema.js';

/** A record and why it is not taken. */
export interface Refused {
  readonly record: CallRecord;
  readonly reason: string;
}

/** Where rejects are kept: each record once. */
@Injectable()
export class RejectStore {
  constructor(
    @InjectModel('CallReject') private readonly rejects: Model<CallRejectRow>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Keeps them, or why they were refused now; what was decided about one stays decided. */
  async keep(tx: Tx, refused: readonly Refused[]): Promise<void> {
    if (refused.length === 0) return;
    const at = this.clock.now();
    const updates = refused.map(({ record, reason }, place) => ({
      updateOne: {
        filter: { _id: rejectIdOf(record) },
        update: { $set: { reason, at }, $setOnInsert: { record, since: at, place } },
        upsert: true,
      },
    }));
    try {
      await this.rejects.bulkWrite(updates, { session: tx.session, ordered: false });
    } catch (error) {
      throw isDuplicateKey(error) ? new RunAgain('traffic') : error;
    }
  }

  /** Which of these records staff have decided about: they change nothing any more. */
  async decided(records: readonly CallRecord[]): Promise<ReadonlySet<string>> {
    const found = await byIds(records.map(rejectIdOf), (some) =>
      this.rejects
        .find({ _id: { $in: some }, decision: { $exists: true } }, { _id: 1 })
        .lean<Pick<CallRejectRow, '_id'>[]>(),
    );
    return new Set(found.map(({ _id }) => _id));
  }
}
