import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { RequestContext } from '#libs/contracts/actor.js';
import type { AuthoriseCall, CallAuthorisation } from '#libs/contracts/billing-traffic.js';
import { NotFound } from '#libs/contracts/domain-error.js';
import { isEmergency } from '#libs/italy/dialled-number.js';
import { periodOf, romeDate } from '#libs/italy/rome-time.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { cents, splitGross, toMicros } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { byIds, idLists } from '#libs/platform/mongo.js';
import { hasEnded } from '../accounts/account.rules.js';
import type { Account } from '../accounts/account.schema.js';
import { Rates } from '../rating/rate-deck.js';
import { NO_RATE } from '../rating/rating.rules.js';
import { TrafficMoved } from './moved.js';
import { affordable, grossCeiling, type Means } from './traffic.rules.js';
import { TrafficConfig } from './traffic.config.js';
import { TrafficPlans } from './traffic-plans.js';
import type { AllowanceUse, Reservation, ReservationGuard, TrafficDay } from './traffic.schema.js';

const MICROS_A_CENT = 10_000;
const refused = (reason: string): CallAuthorisation => ({ allowed: false, maxSeconds: 0, reason, reservedCents: 0 });

/** Credit and FLAT allowance kept for calls that are going on, so that concurrent calls never spend the same cent twice. */
@Injectable()
export class Reservations {
  constructor(
    @InjectModel('Account') private readonly accounts: Model<Account>,
    @InjectModel('TrafficDay') private readonly days: Model<TrafficDay>,
    @InjectModel('AllowanceUse') private readonly uses: Model<AllowanceUse>,
    @InjectModel('Reservation') private readonly reservations: Model<Reservation>,
    @InjectModel('ReservationGuard') private readonly guards: Model<ReservationGuard>,
    @Inject(Rates) private readonly rates: Rates,
    @Inject(TrafficPlans) private readonly plans: TrafficPlans,
    @Inject(TrafficConfig) private readonly config: TrafficConfig,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** May this call start, or go on, and for how long in all. Asked again for the same call, the new answer replaces the old. */
  async authorise(request: AuthoriseCall, context: RequestContext): Promise<CallAuthorisation> {
    if (isEmergency(request.to)) return { allowed: true, maxSeconds: this.config.CALL_RESERVATION_SECONDS, reservedCents: 0 };
    await this.guards.updateOne({ _id: request.contractId }, { $setOnInsert: { version: 0 } }, { upsert: true });
    return this.work.once(context, 'calls.authorise', request, (tx) => this.reserve(tx, request));
  }

  private async reserve(tx: Tx, { callId, contractId, to, elapsedSeconds = 0 }: AuthoriseCall): Promise<CallAuthorisation> {
    const now = this.clock.now();
    const guard = await this.guards.findById(contractId).lean<ReservationGuard>().orFail();
    const account = await this.accounts.findById(contractId).lean<Account>();
    if (!account) throw new NotFound('contract');
    if (account.state !== 'active' || hasEnded(account, now)) return refused('contract_not_active');
    if (account.suspendedAt) return refused('suspended');
    const rate = this.rates.find(to, now.getTime());
    if (rate === NO_RATE) return refused('no_rate');
    const vatBasisPoints = this.plans.vatOn(romeDate(now));
    const means = await this.meansOf(account, callId, now, vatBasisPoints);
    const granted = affordable(this.rates.deck, rate, means, elapsedSeconds + this.config.CALL_RESERVATION_SECONDS);
    if (granted.seconds <= elapsedSeconds) return refused('credit_short');
    const { seconds, netMicros, coveredSeconds } = granted;
    const expiresAt = new Date(now.getTime() + (seconds - elapsedSeconds + this.config.CALL_RECORD_WAIT_SECONDS) * 1_000);
    await this.reservations.updateOne({ _id: callId }, { $set: { contractId, period: periodOf(now), seconds, coveredSeconds, netMicros, vatBasisPoints, expiresAt } }, { upsert: true });
    const { matchedCount } = await this.guards.updateOne({ _id: contractId, version: guard.version }, { $inc: { version: 1 } });
    if (matchedCount !== 1) throw new TrafficMoved();
    return { allowed: true, maxSeconds: seconds, reservedCents: grossCeiling(netMicros, vatBasisPoints) };
  }

  /** What a call may use: credit, less metered cost not yet posted, less what other calls have reserved. */
  private async meansOf(account: Account, callId: string, now: Date, vatBasisPoints: number): Promise<Means> {
    const contractId = account._id;
    const period = periodOf(now);
    const others = (await this.reservations.find({ contractId, expiresAt: { $gt: now } }).lean<Reservation[]>()).filter(({ _id }) => _id !== callId);
    const days = await this.days.find({ contractId, unposted: true }).lean<TrafficDay[]>();
    const owed = days.reduce((total, { netMicros, postedNetCents }) => total + netMicros - postedNetCents * MICROS_A_CENT, 0);
    const reserved = others.reduce((total, { netMicros }) => total + netMicros, 0);
    const allowance = await this.plans.allowanceSeconds(account, period);
    const use = allowance > 0 ? await this.uses.findById(`${contractId}:${period}`).lean<AllowanceUse>() : null;
    const kept = others.filter((other) => other.period === period).reduce((total, { coveredSeconds }) => total + coveredSeconds, 0);
    return {
      netMicros: toMicros(splitGross(cents(account.balanceCents), vatBasisPoints).net) - owed - reserved,
      allowanceSeconds: Math.max(0, allowance - (use?.coveredSeconds ?? 0) - kept),
    };
  }

  /** The reservations of these calls, by call. */
  async ofCalls(callIds: readonly string[]): Promise<Map<string, Reservation>> {
    const found = await byIds(callIds, (some) => this.reservations.find({ _id: { $in: some } }).lean<Reservation[]>());
    return new Map(found.map((reservation) => [reservation._id, reservation]));
  }

  /** Gives reservations back, in the caller's transaction: their calls have ended, or never began. */
  async settle(tx: Tx, reservations: readonly Reservation[]): Promise<void> {
    for (const some of idLists(reservations.map(({ _id }) => _id))) await this.reservations.deleteMany({ _id: { $in: some } }, { session: tx.session });
  }

  /** Reservations whose call's record never came. */
  async expired(limit: number): Promise<Reservation[]> {
    return this.reservations.find({ expiresAt: { $lte: this.clock.now() } }).sort({ expiresAt: 1 }).limit(limit).lean<Reservation[]>();
  }
}
