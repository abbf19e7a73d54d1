import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { CallRefusal } from '#libs/api/billing/call-limits.js';
import type { AuthoriseCall, CallAuthorisation } from '#libs/api/billing/traffic.js';
import { isEmergency } from '#libs/italy/dialled-number.js';
import { periodOf, romeDate } from '#libs/italy/rome-time.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { cents, splitGross, toMicros } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { type ReadModel, byIds, idLists } from '#libs/platform/mongo.js';
import { hasEnded } from '../../account/account.rules.js';
import type { Account } from '../../account/account.schema.js';
import { isOpen, isOverCeiling } from '../limits/call-limits.rules.js';
import type { CallSettings } from '../limits/call-settings.schema.js';
import { CallSettingsStore } from '../limits/call-settings.store.js';
import { RefusedCalls } from '../limits/refused-calls.service.js';
import { Spending } from '../limits/spending.service.js';
import { Rates } from '../../pricing/rating/rate-deck.service.js';
import { NO_RATE } from '../../pricing/rating/rating.rules.js';
import { grossCeiling } from '../../credit/held/held-credit.rules.js';
import { affordable, type Means } from './traffic.rules.js';
import { TrafficConfig } from './traffic.config.js';
import { TrafficPlans } from './traffic-plans.service.js';
import type { Reservation } from '../../credit/held/reservation.schema.js';
import type { AllowanceUse, ReservationGuard, TrafficDay } from './traffic.schema.js';

const MICROS_A_CENT = 10_000;
const SECONDS_A_MINUTE = 60;
const refused = (reason: CallRefusal): CallAuthorisation => ({
  allowed: false,
  maxSeconds: 0,
  reason,
  reservedCents: 0,
});

/** Credit and FLAT allowance kept for calls that are going on, so that concurrent calls never spend the same cent twice. */
@Injectable()
export class Reservations {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @InjectModel('TrafficDay') private readonly days: Model<TrafficDay>,
    @InjectModel('AllowanceUse') private readonly uses: Model<AllowanceUse>,
    @InjectModel('Reservation') private readonly reservations: Model<Reservation>,
    @InjectModel('ReservationGuard') private readonly guards: Model<ReservationGuard>,
    @Inject(CallSettingsStore) private readonly settings: CallSettingsStore,
    @Inject(Spending) private readonly spending: Spending,
    @Inject(RefusedCalls) private readonly refusedCalls: RefusedCalls,
    @Inject(Rates) private readonly rates: Rates,
    @Inject(TrafficPlans) private readonly plans: TrafficPlans,
    @Inject(TrafficConfig) private readonly config: TrafficConfig,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** May this call start, or go on, and for how long in all. Asked again for the same call, the new answer replaces the old. */
  async authorise(request: AuthoriseCall, context: RequestContext): Promise<CallAuthorisation> {
    if (isEmergency(request.to))
      return { allowed: true, maxSeconds: this.config.CALL_RESERVATION_SECONDS, reservedCents: 0 };
    await this.guards.updateOne({ _id: request.contractId }, { $setOnInsert: { version: 0 } }, { upsert: true });
    return this.work.once(context, request, (tx) => this.reserve(tx, request));
  }

  private async reserve(tx: Tx, request: AuthoriseCall): Promise<CallAuthorisation> {
    const { callId, contractId, to, elapsedSeconds = 0 } = request;
    const now = this.clock.now();
    // A call belongs to the day it began on, with its price, its month and its caps (nasty case 11).
    const began = new Date(now.getTime() - elapsedSeconds * 1_000);
    const guard = await this.guards.findById(contractId).lean<ReservationGuard>().orFail();
    const account = await this.accounts.findById(contractId).lean<Account>();
    if (!account) return refused('unknown');
    const rate = this.rates.find(to, began.getTime());
    const settings = await this.settings.of(account);
    const reason = this.barrierOf(account, rate, settings, now);
    if (reason) return this.refuse(tx, request, rate, reason);
    const vatBasisPoints = this.plans.vatOn(romeDate(began));
    const means = await this.meansOf(account, callId, began, vatBasisPoints);
    const { most, boundBy } = await this.boundsOf(rate, settings, callId, began, means.netMicros);
    const granted = affordable(
      this.rates.deck,
      rate,
      { ...means, netMicros: most },
      elapsedSeconds + this.config.CALL_RESERVATION_SECONDS,
    );
    if (granted.seconds <= elapsedSeconds) return this.refuse(tx, request, rate, boundBy);
    const { seconds, netMicros, coveredSeconds } = granted;
    const expiresAt = new Date(
      now.getTime() + (seconds - elapsedSeconds + this.config.CALL_RECORD_WAIT_SECONDS) * 1_000,
    );
    await this.reservations.updateOne(
      { _id: callId },
      {
        $set: {
          contractId,
          period: periodOf(began),
          day: romeDate(began),
          seconds,
          coveredSeconds,
          netMicros,
          expiresAt,
        },
      },
      { upsert: true },
    );
    const { matchedCount } = await this.guards.updateOne(
      { _id: contractId, version: guard.version },
      { $inc: { version: 1 } },
    );
    if (matchedCount !== 1) throw new RunAgain('traffic');
    return { allowed: true, maxSeconds: seconds, reservedCents: grossCeiling(netMicros, vatBasisPoints) };
  }

  /** Why no call to this destination may go on at all now. */
  private barrierOf(account: Account, rate: number, settings: CallSettings, now: Date): CallRefusal | undefined {
    if (account.state !== 'active' || hasEnded(account, now)) return 'ended';
    if (account.suspendedAt) return 'suspended';
    if (rate === NO_RATE) return 'unknown';
    return this.rates.deck.isFree(rate) || isOpen(settings, this.rates.classOf(rate)) ? undefined : 'barred';
  }

  /** The most that a call may cost, net, in millionths, of what credit is left for; and what a call that gets no second is told. */
  private async boundsOf(
    rate: number,
    settings: CallSettings,
    callId: string,
    began: Date,
    credit: number,
  ): Promise<{ most: number; boundBy: CallRefusal }> {
    const day = romeDate(began);
    if (
      isOverCeiling(
        this.rates.deck.price(rate, SECONDS_A_MINUTE),
        settings.ceilingPerMinuteCents,
        this.plans.priceVatOn(day),
      )
    )
      return { most: Math.min(0, credit), boundBy: 'ceiling' };
    const room = await this.spending.room(settings._id, callId, day, settings);
    return room < credit ? { most: room, boundBy: 'cap' } : { most: credit, boundBy: 'credit' };
  }

  private async refuse(
    tx: Tx,
    { callId, contractId, to, elapsedSeconds = 0 }: AuthoriseCall,
    rate: number,
    reason: CallRefusal,
  ): Promise<CallAuthorisation> {
    const known =
      rate === NO_RATE
        ? {}
        : { destination: this.rates.deck.rates[rate]!.destination, destinationClass: this.rates.classOf(rate).code };
    await this.refusedCalls.keep(tx, { contractId, callId, to, reason, elapsedSeconds, ...known });
    return refused(reason);
  }

  /** What a call may use: credit, less metered cost not yet posted, less what other calls have reserved. */
  private async meansOf(account: Account, callId: string, began: Date, vatBasisPoints: number): Promise<Means> {
    const contractId = account._id;
    const period = periodOf(began);
    const others = (
      await this.reservations.find({ contractId, expiresAt: { $gt: this.clock.now() } }).lean<Reservation[]>()
    ).filter(({ _id }) => _id !== callId);
    const days = await this.days.find({ contractId, unposted: true }).lean<TrafficDay[]>();
    const owed = days.reduce(
      (total, { netMicros, postedNetCents }) => total + netMicros - postedNetCents * MICROS_A_CENT,
      0,
    );
    const reserved = others.reduce((total, { netMicros }) => total + netMicros, 0);
    const allowance = await this.plans.allowanceSeconds(account, period);
    const use = allowance > 0 ? await this.uses.findById(`${contractId}:${period}`).lean<AllowanceUse>() : null;
    const kept = others
      .filter((other) => other.period === period)
      .reduce((total, { coveredSeconds }) => total + coveredSeconds, 0);
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
  async giveBack(tx: Tx, reservations: readonly Reservation[]): Promise<void> {
    for (const some of idLists(reservations.map(({ _id }) => _id)))
      await this.reservations.deleteMany({ _id: { $in: some } }, { session: tx.session });
  }

  /** Reservations whose call's record never came. */
  async expired(limit: number): Promise<Reservation[]> {
    return this.reservations
      .find({ expiresAt: { $lte: this.clock.now() } })
      .sort({ expiresAt: 1 })
      .limit(limit)
      .lean<Reservation[]>();
  }
}
