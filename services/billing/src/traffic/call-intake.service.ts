import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnyBulkWriteOperation, Model } from 'mongoose';
import type { CallIntake as Intake, CallRecord } from '#libs/contracts/billing-traffic.js';
import { isDialled, isEmergency } from '#libs/italy/dialled-number.js';
import { periodOf, romeDate, type Period } from '#libs/italy/rome-time.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { byIds, isDuplicateKey } from '#libs/platform/mongo.js';
import { hasEnded } from '../accounts/account.rules.js';
import type { Account } from '../accounts/account.schema.js';
import { Rates } from '../rating/rate-deck.js';
import { NO_RATE, rateCall } from '../rating/rating.rules.js';
import { Reservations } from './reservations.service.js';
import { TrafficMoved } from './moved.js';
import { TrafficPlans } from './traffic-plans.js';
import type { AllowanceUse, Call, Reservation, TrafficDay } from './traffic.schema.js';

/** How far in the future a record may lie: clocks of switches differ. */
const FUTURE_MS = 300_000;
/** Allowance of the contract-months in a batch: what there is, and what was used before and within it. */
interface Allowance {
  readonly total: number;
  readonly before: AllowanceUse | undefined;
  used: number;
}

/** Takes call records: each is rated once, readable at once, and its cost is added to its contract's day. */
@Injectable()
export class CallIntake {
  constructor(
    @InjectModel('Account') private readonly accounts: Model<Account>,
    @InjectModel('Call') private readonly calls: Model<Call>,
    @InjectModel('TrafficDay') private readonly days: Model<TrafficDay>,
    @InjectModel('AllowanceUse') private readonly uses: Model<AllowanceUse>,
    @Inject(Rates) private readonly rates: Rates,
    @Inject(TrafficPlans) private readonly plans: TrafficPlans,
    @Inject(Reservations) private readonly reservations: Reservations,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Takes up to a thousand records in a transaction of their own. */
  record(records: readonly CallRecord[]): Promise<Intake> {
    return this.work.run((tx) => this.take(tx, records));
  }

  /** As `record`, in the caller's transaction; set-wise, however many there are. Records that are known already change nothing. */
  async take(tx: Tx, records: readonly CallRecord[]): Promise<Intake> {
    const unique = [...new Map(records.map((record) => [record.callId, record])).values()];
    const taken = await byIds(unique.map(({ callId }) => callId), (some) => this.calls.find({ _id: { $in: some } }, { _id: 1 }).lean<Pick<Call, '_id'>[]>());
    const known = new Set(taken.map(({ _id }) => _id));
    const fresh = unique.filter(({ callId }) => !known.has(callId)).sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
    const found = await byIds([...new Set(fresh.map(({ contractId }) => contractId))], (some) => this.accounts.find({ _id: { $in: some } }).lean<Account[]>());
    const accounts = new Map(found.map((account) => [account._id, account]));
    const rejects = fresh.flatMap((record) => this.rejectOf(record, accounts.get(record.contractId)) ?? []);
    const rejected = new Set(rejects.map(({ callId }) => callId));
    const accepted = fresh.filter(({ callId }) => !rejected.has(callId));
    if (accepted.length > 0) await this.keep(tx, accepted, accounts);
    return { rated: accepted.length, repeated: records.length - unique.length + known.size, rejects };
  }

  private rejectOf({ callId, to, startedAt }: CallRecord, account: Account | undefined): { callId: string; reason: string } | undefined {
    const at = Date.parse(startedAt);
    if (!isDialled(to)) return { callId, reason: 'not_a_number' };
    if (!account || !account.activatedAt) return { callId, reason: 'unknown_contract' };
    if (at > this.clock.now().getTime() + FUTURE_MS) return { callId, reason: 'in_the_future' };
    if (at < account.activatedAt.getTime() - FUTURE_MS) return { callId, reason: 'before_activation' };
    return isEmergency(to) || this.rates.find(to, at) !== NO_RATE ? undefined : { callId, reason: 'no_rate' };
  }

  private async keep(tx: Tx, records: readonly CallRecord[], accounts: ReadonlyMap<string, Account>): Promise<void> {
    const reserved = await this.reservations.ofCalls(records.map(({ callId }) => callId));
    const allowances = await this.allowances(records, accounts);
    const calls = records.map((record) => this.rated(record, accounts.get(record.contractId)!, allowances, reserved.get(record.callId)));
    try {
      await this.calls.collection.insertMany(calls as never[], { session: tx.session, ordered: true });
    } catch (error) {
      throw isDuplicateKey(error) ? new TrafficMoved() : error;
    }
    await this.addToDays(tx, calls);
    await this.useAllowances(tx, allowances);
    await this.reservations.settle(tx, [...reserved.values()]);
  }

  /** A call of an ended contract is charged only what was kept for it when the contract ended, however long it went on (R14, nasty case 11). */
  private rated({ callId, contractId, from, to, startedAt, seconds }: CallRecord, account: Account, allowances: ReadonlyMap<string, Allowance>, reservation: Reservation | undefined): Call {
    const at = new Date(startedAt);
    const day = romeDate(at);
    const call = { _id: callId, contractId, from, to, startedAt: at, day, seconds };
    if (isEmergency(to)) return { ...call, destination: 'Emergency', billedSeconds: 0, coveredSeconds: 0, netMicros: 0, state: 'rated' };
    const { deck } = this.rates;
    const rate = this.rates.find(to, at.getTime());
    const { destination } = deck.rates[rate]!;
    const carried = !hasEnded(account, at) && (account.state !== 'closed' || reservation !== undefined);
    if (!carried) return { ...call, destination, billedSeconds: deck.billedSeconds(rate, seconds), coveredSeconds: 0, netMicros: 0, state: 'waived' };
    const allowance = allowances.get(`${contractId}:${day.slice(0, 7)}`)!;
    const { billedSeconds, coveredSeconds, netMicros } = rateCall(deck, rate, seconds, allowance.total - allowance.used);
    allowance.used += coveredSeconds;
    const most = account.state === 'closed' ? reservation!.netMicros : netMicros;
    return { ...call, destination, billedSeconds, coveredSeconds, netMicros: Math.min(netMicros, most), state: 'rated' };
  }

  private async allowances(records: readonly CallRecord[], accounts: ReadonlyMap<string, Account>): Promise<Map<string, Allowance>> {
    const months = new Map(records.map(({ contractId, startedAt }) => {
      const period = periodOf(new Date(startedAt));
      return [`${contractId}:${period}`, { contractId, period }] as const;
    }));
    const totals = new Map<string, number>();
    for (const [key, { contractId, period }] of months) totals.set(key, await this.plans.allowanceSeconds(accounts.get(contractId)!, period as Period));
    const flat = [...totals].filter(([, total]) => total > 0).map(([key]) => key);
    const uses = new Map((await byIds(flat, (some) => this.uses.find({ _id: { $in: some } }).lean<AllowanceUse[]>())).map((use) => [use._id, use]));
    return new Map([...totals].map(([key, total]) => [key, { total, before: uses.get(key), used: uses.get(key)?.coveredSeconds ?? 0 }]));
  }

  private async useAllowances(tx: Tx, allowances: ReadonlyMap<string, Allowance>): Promise<void> {
    const changed = [...allowances].filter(([, { before, used }]) => used !== (before?.coveredSeconds ?? 0));
    if (changed.length === 0) return;
    const updates = changed.map(([_id, { before, used }]): AnyBulkWriteOperation<AllowanceUse> => before
      ? { updateOne: { filter: { _id, version: before.version }, update: { $set: { coveredSeconds: used }, $inc: { version: 1 } } } }
      : { insertOne: { document: { _id, coveredSeconds: used, version: 0 } } });
    try {
      const { matchedCount, insertedCount } = await this.uses.bulkWrite(updates, { session: tx.session, ordered: true });
      if (matchedCount + insertedCount !== changed.length) throw new TrafficMoved();
    } catch (error) {
      throw isDuplicateKey(error) ? new TrafficMoved() : error;
    }
  }

  private async addToDays(tx: Tx, calls: readonly Call[]): Promise<void> {
    const days = new Map<string, { contractId: string; day: string; calls: number; billedSeconds: number; netMicros: number }>();
    for (const { contractId, day, billedSeconds, netMicros } of calls) {
      const _id = `${contractId}:${day}`;
      const sum = days.get(_id) ?? { contractId, day, calls: 0, billedSeconds: 0, netMicros: 0 };
      days.set(_id, { ...sum, calls: sum.calls + 1, billedSeconds: sum.billedSeconds + billedSeconds, netMicros: sum.netMicros + netMicros });
    }
    const updates = [...days].map(([_id, { contractId, day, ...sums }]): AnyBulkWriteOperation<TrafficDay> => ({
      updateOne: {
        filter: { _id }, upsert: true,
        update: { $setOnInsert: { contractId, day, postedNetCents: 0, postedVatCents: 0, postings: 0 }, $inc: sums, ...(sums.netMicros > 0 ? { $set: { unposted: true } } : {}) },
      },
    }));
    try {
      await this.days.bulkWrite(updates, { session: tx.session, ordered: false });
    } catch (error) {
      throw isDuplicateKey(error) ? new TrafficMoved() : error;
    }
  }
}
