import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { CallRecord } from '#libs/api/billing/traffic.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { byIds, idLists } from '#libs/platform/mongo.js';
import { CallIntake, type Taken } from './call-intake.service.js';
import { rejectIdOf, type CallRejectRow } from './call-reject.schema.js';
import { RejectStore } from './reject.store.js';
import { TrafficPosting } from './traffic-posting.service.js';

const BATCH = 500;
const WAITING = { decision: { $exists: false } } as const;

/** What became of rejects that were taken in again: `known` were rated meanwhile, by another road. */
export interface Retried {
  readonly rated: number;
  readonly known: number;
  readonly rejected: number;
}

/** Records that could not be taken, where their sender hears no answer or staff have to decide: kept until they can be, or are decided. */
@Injectable()
export class CallRejects {
  constructor(
    @InjectModel('CallReject') private readonly rejects: Model<CallRejectRow>,
    @Inject(RejectStore) private readonly store: RejectStore,
    @Inject(CallIntake) private readonly intake: CallIntake,
    @Inject(TrafficPosting) private readonly posting: TrafficPosting,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** As `CallIntake.take`, and keeps all that it refuses, each record once. */
  async recordIn(tx: Tx, records: readonly CallRecord[]): Promise<Taken> {
    const taken = await this.intake.recordIn(tx, records);
    await this.store.keep(tx, taken.rejects);
    return taken;
  }

  /** What waits, at most `limit` of it, what was refused first before the rest. */
  list(limit: number): Promise<CallRejectRow[]> {
    return this.rejects.find(WAITING).sort({ since: 1, place: 1, _id: 1 }).limit(limit).lean<CallRejectRow[]>();
  }

  /** How much waits. */
  count(): Promise<number> {
    return this.rejects.countDocuments(WAITING);
  }

  /** Takes everything that waits in again, batch by batch, in the order it came; what is accepted, or was meanwhile, leaves the list. Safe to repeat. */
  async retry(progress: (done: number) => void = () => undefined): Promise<Retried> {
    let done: Retried = { rated: 0, known: 0, rejected: 0 };
    const waiting = (
      await this.rejects
        .find(WAITING, { _id: 1 })
        .sort({ since: 1, place: 1, _id: 1 })
        .lean<Pick<CallRejectRow, '_id'>[]>()
    ).map(({ _id }) => _id);
    for (let from = 0; from < waiting.length; from += BATCH) {
      const ids = waiting.slice(from, from + BATCH);
      const { contracts, rated, repeated, rejects } = await this.work.run((tx) => this.takeAgain(tx, ids));
      await this.posting.refundWhatIsLeft(contracts);
      done = { rated: done.rated + rated, known: done.known + repeated, rejected: done.rejected + rejects.length };
      progress(done.rated + done.known + done.rejected);
    }
    return done;
  }

  private async takeAgain(tx: Tx, ids: readonly string[]): Promise<Taken & { contracts: string[] }> {
    const kept = new Map(
      (await byIds(ids, (some) => this.rejects.find({ _id: { $in: some }, ...WAITING }).lean<CallRejectRow[]>())).map(
        (row) => [row._id, row],
      ),
    );
    const records = ids.flatMap((id) => kept.get(id)?.record ?? []);
    const taken = await this.recordIn(tx, records);
    const refused = new Set(taken.rejects.map(({ record }) => rejectIdOf(record)));
    for (const some of idLists([...kept.keys()].filter((id) => !refused.has(id))))
      await this.rejects.deleteMany({ _id: { $in: some } }, { session: tx.session });
    return { ...taken, contracts: records.map(({ contractId }) => contractId) };
  }
}
