import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { CallRecord } from '#libs/api/billing/traffic.js';
import { isDialled, isEmergency } from '#libs/italy/dialled-number.js';
import { retainedFrom } from '#libs/italy/retention.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { type ReadModel, byIds, isDuplicateKey } from '#libs/platform/mongo.js';
import { hasEnded } from '../../account/account.rules.js';
import type { Account } from '../../account/account.schema.js';
import { Rates } from '../../pricing/rating/rate-deck.service.js';
import { NO_RATE, rateCall } from '../../pricing/rating/rating.rules.js';
import { BarredCalls } from './barred-calls.service.js';
import { rejectIdOf } from './call-reject.schema.js';
import { contentOf, sortRecords } from './intake.rules.js';
import { RejectStore, type Refused } from './reject.store.js';
import { Reservations } from './reservations.service.js';
import { TrafficSums, type Allowance } from './traffic-sums.service.js';
import type { Call } from './traffic.schema.js';

/** How far in the future a record may lie: clocks of switches differ. */
const FUTURE_MS = 300_000;
/** Another record was taken for the same call. */
export const DIFFERENT = 'different_record';
/** What a record is taken as the same call's as; all that it says. */
const TAKEN_FROM = { contractId: 1, from: 1, to: 1, startedAt: 1, seconds: 1 } as const;

/** What became of records. */
export interface Taken {
  readonly rated: number;
  readonly repeated: number;
  readonly rejects: readonly Refused[];
}

/** The record that a call was taken from. */
export const recordOf = ({
  _id: callId,
  contractId,
  from,
  to,
  startedAt,
  seconds,
}: Pick<Call, '_id' | keyof typeof TAKEN_FROM>): CallRecord => ({
  callId,
  contractId,
  from,
  to,
  startedAt: startedAt.toISOString(),
  seconds,
});

/** Takes call records: each is rated once, readable at once, and its cost is added to its contract's day. */
@Injectable()
export class CallIntake {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @InjectModel('Call') private readonly calls: Model<Call>,
    @Inject(Rates) private readonly rates: Rates,
    @Inject(TrafficSums) private readonly sums: TrafficSums,
    @Inject(Reservations) private readonly reservations: Reservations,
    @Inject(BarredCalls) private readonly barred: BarredCalls,
    @Inject(RejectStore) private readonly rejects: RejectStore,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Takes up to a thousand records in a transaction of their own. */
  record(records: readonly CallRecord[]): Promise<Taken> {
    return this.work.run((tx) => this.recordIn(tx, records));
  }

  /**
   * As `record`, in the caller's transaction; set-wise, however many there are. Records that are known already change nothing;
   * one that differs from what its call was taken from is kept for staff to decide, and told as a reject. `instead`: the call,
   * taken out already, that one of the records takes the place of.
   */
  async recordIn(tx: Tx, records: readonly CallRecord[], instead?: Call): Promise<Taken> {
    const known = await byIds([...new Set(records.map(({ callId }) => callId))], (some) =>
      this.calls.find({ _id: { $in: some } }, TAKEN_FROM).lean<Call[]>(),
    );
    const found = await byIds([...new Set(records.map(({ contractId }) => contractId))], (some) =>
      this.accounts.find({ _id: { $in: some } }).lean<Account[]>(),
    );
    const accounts = new Map(found.map((account) => [account._id, account]));
    const { taken, repeated, refused, different } = sortRecords(
      records,
      new Map(known.map((call) => [call._id, contentOf(recordOf(call))])),
      (record) => this.reasonOf(record, accounts.get(record.contractId)),
    );
    const decided = await this.rejects.decided(different);
    const open = different
      .filter((record) => !decided.has(rejectIdOf(record)))
      .map((record) => ({ record, reason: DIFFERENT }));
    await this.rejects.keep(tx, open);
    if (taken.length > 0)
      await this.keep(
        tx,
        taken.toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt)),
        accounts,
        instead,
      );
    return { rated: taken.length, repeated: repeated.length + decided.size, rejects: [...refused, ...open] };
  }

  private reasonOf({ to, startedAt }: CallRecord, account: Account | undefined): string | undefined {
    const at = Date.parse(startedAt);
    if (!isDialled(to)) return 'not_a_number';
    if (romeDate(new Date(at)) < retainedFrom('traffic', this.clock.now())) return 'too_old';
    if (!account || !account.activatedAt) return 'unknown_contract';
    if (at > this.clock.now().getTime() + FUTURE_MS) return 'in_the_future';
    if (at < account.activatedAt.getTime() - FUTURE_MS) return 'before_activation';
    return isEmergency(to) || this.rates.find(to, at) !== NO_RATE ? undefined : 'no_rate';
  }

  private async keep(
    tx: Tx,
    records: readonly CallRecord[],
    accounts: ReadonlyMap<string, Account>,
    instead: Call | undefined,
  ): Promise<void> {
    const reserved = await this.reservations.ofCalls(records.map(({ callId }) => callId));
    const allowances = await this.sums.allowances(records, accounts);
    const barred = await this.barred.among(
      records.filter(({ callId }) => !reserved.has(callId) && callId !== instead?._id),
      accounts,
    );
    const calls = records.map((record) => ({
      ...this.rated(record, accounts.get(record.contractId)!, allowances, reserved.get(record.callId) ?? instead),
      ...(barred.has(record.callId) ? { barred: true as const } : {}),
    }));
    try {
      await this.calls.collection.insertMany(calls as never[], { session: tx.session, ordered: true });
    } catch (error) {
      throw isDuplicateKey(error) ? new RunAgain('traffic') : error;
    }
    await this.sums.add(tx, calls, allowances);
    this.barred.tell(
      tx,
      calls.filter(({ barred }) => barred),
      accounts,
    );
    await this.reservations.giveBack(tx, [...reserved.values()]);
  }

  /** A call of an ended contract is charged only what was kept for it when the contract ended, however long it went on (R14, nasty case 11). */
  private rated(
    { callId, contractId, from, to, startedAt, seconds }: CallRecord,
    account: Account,
    allowances: ReadonlyMap<string, Allowance>,
    kept: { netMicros: number } | undefined,
  ): Call {
    const at = new Date(startedAt);
    const day = romeDate(at);
    const call = { _id: callId, contractId, from, to, startedAt: at, day, seconds };
    if (isEmergency(to))
      return { ...call, destination: 'Emergency', billedSeconds: 0, coveredSeconds: 0, netMicros: 0, state: 'rated' };
    const { deck } = this.rates;
    const rate = this.rates.find(to, at.getTime());
    const { destination } = deck.rates[rate]!;
    const carried = !hasEnded(account, at) && (account.state !== 'closed' || kept !== undefined);
    if (!carried)
      return {
        ...call,
        destination,
        billedSeconds: deck.billedSeconds(rate, seconds),
        coveredSeconds: 0,
        netMicros: 0,
        state: 'waived',
      };
    const allowance = allowances.get(`${contractId}:${day.slice(0, 7)}`)!;
    const { billedSeconds, coveredSeconds, netMicros } = rateCall(
      deck,
      rate,
      seconds,
      allowance.total - allowance.used,
    );
    allowance.used += coveredSeconds;
    const most = account.state === 'closed' ? kept!.netMicros : netMicros;
    return {
      ...call,
      destination,
      billedSeconds,
      coveredSeconds,
      netMicros: Math.min(netMicros, most),
      state: 'rated',
    };
  }
}
