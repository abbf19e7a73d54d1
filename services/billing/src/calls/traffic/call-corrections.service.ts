import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { RecordNotTakeable, RejectDecided } from '#libs/api/errors/billing/traffic.errors.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { CallRejectView, DecideCallReject } from '#libs/api/billing/call-rejects.js';
import type { CallRecord } from '#libs/api/billing/traffic.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { withoutLastDigits } from '#libs/italy/dialled-number.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { type ReadModel, byIds } from '#libs/platform/mongo.js';
import { pageById } from '#libs/platform/page.js';
import type { Account } from '../../account/account.schema.js';
import { CallSettingsStore } from '../limits/call-settings.store.js';
import { CallIntake, recordOf } from './call-intake.service.js';
import { rejectIdOf, type CallRejectRow, type RejectDecision } from './call-reject.schema.js';
import { contentOf } from './intake.rules.js';
import { TrafficPosting } from './traffic-posting.service.js';
import { TrafficSums } from './traffic-sums.service.js';
import type { Call } from './traffic.schema.js';

const keyOfDay = (contractId: string, startedAt: Date | string): string =>
  `${contractId}:${romeDate(new Date(startedAt))}`;

/** What staff decide about records that were not taken, with who, when and why. */
@Injectable()
export class CallCorrections {
  constructor(
    @InjectModel('CallReject') private readonly rejects: Model<CallRejectRow>,
    @InjectModel('Call') private readonly calls: Model<Call>,
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(CallSettingsStore) private readonly settings: CallSettingsStore,
    @Inject(CallIntake) private readonly intake: CallIntake,
    @Inject(TrafficSums) private readonly sums: TrafficSums,
    @Inject(TrafficPosting) private readonly posting: TrafficPosting,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Rejects of a decision, newest id first; without one, those that wait. */
  list({
    decision,
    ...query
  }: {
    decision?: RejectDecision;
    cursor?: string;
    limit?: number;
  }): Promise<{ items: CallRejectRow[]; nextCursor?: string }> {
    return pageById(this.rejects, decision ? { decision } : { decision: { $exists: false } }, query);
  }

  /**
   * Takes a reject in. Where a call was charged by another record, it takes the place of that one: the call is rated anew, and
   * days that are over are corrected by a ledger entry for the difference, which names the reject.
   * @throws NotFound, RejectDecided, RecordNotTakeable
   */
  async accept(request: DecideCallReject, context: RequestContext): Promise<CallRejectRow> {
    const accepted = await this.work.once(context, request, async (tx) => {
      const { record } = await this.waiting(request.rejectId);
      const before = await this.calls.findById(record.callId).lean<Call>();
      const replaced =
        before && contentOf(recordOf(before)) !== contentOf(record)
          ? await this.replace(tx, before, request, context)
          : undefined;
      const {
        rejects: [refused],
      } = await this.intake.recordIn(tx, [record], replaced ? before! : undefined);
      if (refused) throw new RecordNotTakeable(refused.reason);
      const days = [record, ...(replaced ? [before!] : [])].map(({ contractId, startedAt }) =>
        keyOfDay(contractId, startedAt),
      );
      await this.posting.postCorrected(tx, days, request.rejectId);
      return {
        row: await this.decide(request, context, 'accepted', replaced),
        contracts: [record.contractId, ...(replaced ? [before!.contractId] : [])],
      };
    });
    await this.posting.refundWhatIsLeft(accepted.contracts);
    return accepted.row;
  }

  /** Leaves a reject out for good: sent again, it changes nothing. @throws NotFound, RejectDecided */
  dismiss(request: DecideCallReject, context: RequestContext): Promise<CallRejectRow> {
    return this.work.once(context, request, async () => {
      await this.waiting(request.rejectId);
      return this.decide(request, context, 'dismissed');
    });
  }

  /** Rejects as staff see them: called numbers as their contracts show them (R28). */
  async viewsOf(rows: readonly CallRejectRow[]): Promise<CallRejectView[]> {
    const contracts = [...new Set(rows.map(({ record }) => record.contractId))];
    const accounts = await byIds(contracts, (some) =>
      this.accounts.find({ _id: { $in: some } }, { customerId: 1 }).lean<Account[]>(),
    );
    const settings = await this.settings.ofAll(accounts);
    return rows.map((row) => viewOf(row, settings.get(row.record.contractId)?.clearNumbers === true));
  }

  private async waiting(rejectId: string): Promise<CallRejectRow> {
    const row = await this.rejects.findById(rejectId).lean<CallRejectRow>();
    if (!row) throw new NotFound('call_reject');
    if (row.decision) throw new RejectDecided(row.decision);
    return row;
  }

  /** Takes the call out of everything that it was added to, and keeps its record. @returns the id under which it is kept. */
  private async replace(
    tx: Tx,
    before: Call,
    { reason: why }: DecideCallReject,
    { actor }: RequestContext,
  ): Promise<string> {
    const record: CallRecord = recordOf(before);
    const at = this.clock.now();
    const { deletedCount } = await this.calls.deleteOne({ _id: before._id });
    if (deletedCount !== 1) throw new RunAgain('traffic');
    await this.sums.takeOut(tx, before);
    const decided = { decision: 'replaced' as const, decidedBy: actor.id, decidedAt: at, why };
    const _id = rejectIdOf(record);
    await this.rejects.updateOne(
      { _id },
      { $set: decided, $setOnInsert: { record, reason: 'replaced', since: at, at } },
      { upsert: true },
    );
    return _id;
  }

  private async decide(
    { rejectId, reason: why }: DecideCallReject,
    { actor }: RequestContext,
    decision: RejectDecision,
    replaced?: string,
  ): Promise<CallRejectRow> {
    const change = {
      decision,
      decidedBy: actor.id,
      decidedAt: this.clock.now(),
      why,
      ...(replaced ? { replaced } : {}),
    };
    const row = await this.rejects
      .findOneAndUpdate({ _id: rejectId, decision: { $exists: false } }, { $set: change }, { returnDocument: 'after' })
      .lean<CallRejectRow>();
    if (!row) throw new RunAgain('traffic');
    return row;
  }
}

const viewOf = (
  { _id: id, record, reason, at, decision, decidedBy, decidedAt, why, replaced }: CallRejectRow,
  clear: boolean,
): CallRejectView => ({
  id,
  ...record,
  to: clear ? record.to : withoutLastDigits(record.to),
  reason,
  state: decision ?? 'waiting',
  at: new Date(at).toISOString(),
  ...(decidedBy ? { decidedBy, decidedAt: new Date(decidedAt!).toISOString(), decision: why } : {}),
  ...(replaced ? { replaced } : {}),
});
