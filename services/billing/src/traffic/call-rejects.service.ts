import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { CallIntake as Intake, CallRecord, CallReject } from '#libs/contracts/billing-traffic.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { idLists } from '#libs/platform/mongo.js';
import { CallIntake } from './call-intake.service.js';
import type { CallRejectRow } from './call-reject.schema.js';
import { TrafficPosting } from './traffic-posting.service.js';

const BATCH = 500;

/** What became of rejects that were taken in again: `known` were rated meanwhile, by another road. */
export interface Retried {
  readonly rated: number;
  readonly known: number;
  readonly rejected: number;
}

/** Records that came by message, whose sender hears no answer, and could not be taken: kept until they can be. */
@Injectable()
export class CallRejects {
  constructor(
    @InjectModel('CallReject') private readonly rejects: Model<CallRejectRow>,
    @Inject(CallIntake) private readonly intake: CallIntake,
    @Inject(TrafficPosting) private readonly posting: TrafficPosting,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** As `CallIntake.take`, and keeps what it refuses; the same call again replaces what was kept of it. */
  async take(tx: Tx, records: readonly CallRecord[]): Promise<Intake> {
    const taken = await this.intake.take(tx, records);
    await this.keep(tx, records, taken.rejects);
    return taken;
  }

  private async keep(tx: Tx, records: readonly CallRecord[], refused: readonly CallReject[]): Promise<void> {
    if (refused.length === 0) return;
    const at = this.clock.now();
    const byCall = new Map(records.map((record) => [record.callId, record]));
    const updates = refused.map(({ callId, reason }) => ({ updateOne: { filter: { _id: callId }, update: { $set: { record: byCall.get(callId)!, reason, at } }, upsert: true } }));
    await this.rejects.bulkWrite(updates, { session: tx.session, ordered: false });
  }

  /** What is kept, in the order of call ids, at most `limit` of it. */
  list(limit: number): Promise<CallRejectRow[]> {
    return this.rejects.find().sort({ _id: 1 }).limit(limit).lean<CallRejectRow[]>();
  }

  /** How much is kept. */
  count(): Promise<number> {
    return this.rejects.countDocuments();
  }

  /** Takes everything that is kept in again, batch by batch; what is accepted, or was meanwhile, leaves the list. Safe to repeat. */
  async retry(progress: (done: number) => void = () => undefined): Promise<Retried> {
    let done: Retried = { rated: 0, known: 0, rejected: 0 };
    for (let after = ''; ;) {
      const kept = await this.rejects.find({ _id: { $gt: after } }).sort({ _id: 1 }).limit(BATCH).lean<CallRejectRow[]>();
      if (kept.length === 0) return done;
      const records = kept.map(({ record }) => record);
      const { rated, repeated, rejects } = await this.work.run((tx) => this.takeAgain(tx, records));
      await this.posting.refundWhatIsLeft(records.map(({ contractId }) => contractId));
      done = { rated: done.rated + rated, known: done.known + repeated, rejected: done.rejected + rejects.length };
      after = kept.at(-1)!._id;
      progress(done.rated + done.known + done.rejected);
    }
  }

  private async takeAgain(tx: Tx, records: readonly CallRecord[]): Promise<Intake> {
    const taken = await this.take(tx, records);
    const refused = new Set(taken.rejects.map(({ callId }) => callId));
    for (const some of idLists(records.map(({ callId }) => callId).filter((id) => !refused.has(id)))) await this.rejects.deleteMany({ _id: { $in: some } }, { session: tx.session });
    return taken;
  }
}
