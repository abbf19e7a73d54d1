import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnyBulkWriteOperation, Model } from 'mongoose';
import { systemActor } from '#libs/api/kernel/actor.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { add, cents, negate, subtract, sum, vatOn, type Cents, type VatSplit } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { type ReadModel, byIds } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { METERED } from '../../pricing/catalogue/catalogue.rules.js';
import { ChargeReturns } from '../../credit/ledger/charge-returns.service.js';
import { chargePostings, type NewEntry } from '../../credit/ledger/ledger.rules.js';
import { Ledger } from '../../credit/ledger/ledger.service.js';
import type { PricedLine } from '../../pricing/quotes/pricing.rules.js';
import { Refunds } from '../../refunds/refunds.service.js';
import { HeldCredit } from '../../credit/held/held-credit.service.js';
import { Reservations } from './reservations.service.js';
import { TrafficPlans } from './traffic-plans.service.js';
import { settleDay, takenOf } from './traffic.rules.js';
import type { TrafficDay } from './traffic.schema.js';

const BATCH = 200;

interface Due {
  readonly day: TrafficDay;
  readonly charged: VatSplit;
  readonly waived: VatSplit;
}
/** What a day has been charged, or given back, now; in how many entries, and what of it carried no VAT. */
interface Posted extends Due {
  readonly untaxed: number;
  readonly postings: number;
}

/** Metered cost becomes ledger entries: one for each contract and day, and one more for what came late. */
@Injectable()
export class TrafficPosting {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @InjectModel('TrafficDay') private readonly days: Model<TrafficDay>,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(ChargeReturns) private readonly returns: ChargeReturns,
    @Inject(Refunds) private readonly refunds: Refunds,
    @Inject(HeldCredit) private readonly held: HeldCredit,
    @Inject(Reservations) private readonly reservations: Reservations,
    @Inject(TrafficPlans) private readonly plans: TrafficPlans,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Posts every day that is over, set-wise; run twice or killed midway, each day is posted once. @returns how many days. */
  async postDaysBefore(
    today = romeDate(this.clock.now()),
    progress: (done: number) => void = () => undefined,
  ): Promise<number> {
    for (let done = 0; ; progress(done)) {
      const posted = await this.work.run(async (tx) => {
        const days = await this.days
          .find({ unposted: true, day: { $lt: today } })
          .sort({ day: 1 })
          .limit(BATCH)
          .lean<TrafficDay[]>();
        await this.post(tx, days);
        return days.length;
      });
      done += posted;
      if (posted < BATCH) return done;
    }
  }

  /**
   * Posts everything that a contract has used until now, in the caller's transaction: before its residual credit is worked
   * out. @returns what must stay on the account, in cents of credit, for calls that are still going on; it is refunded when
   * they have ended.
   */
  async postAllUsed(tx: Tx, contractId: string): Promise<Cents> {
    await this.post(tx, await this.days.find({ contractId, unposted: true }).sort({ day: 1 }).lean<TrafficDay[]>());
    const { balanceCents } = await this.ledger.account(tx, contractId);
    return cents(Math.max(0, Math.min(balanceCents, await this.held.of(contractId))));
  }

  /** What was kept for calls of ended contracts goes back to the customer once nothing is going on any more. @returns how many refunds. */
  async refundWhatIsLeft(contractIds: readonly string[]): Promise<number> {
    const ended = await byIds([...new Set(contractIds)], (some) =>
      this.accounts
        .find({ _id: { $in: some }, state: 'closed', balanceCents: { $gt: 0 } }, { _id: 1 })
        .lean<Account[]>(),
    );
    let opened = 0;
    for (const { _id } of ended) {
      opened += await this.work.run(async (tx) => {
        const held = await this.postAllUsed(tx, _id);
        const { balanceCents } = await this.ledger.account(tx, _id);
        if (held > 0 || balanceCents <= 0) return 0;
        await this.refunds.openRest(tx, _id, systemActor('traffic'));
        return 1;
      });
    }
    return opened;
  }

  /**
   * Ended contracts that still hold credit, to be looked at again: what makes a refund due commits before the refund, and a
   * process may die between the two. The credit of a contract that was never active is not among them: its payer asks for it.
   */
  async endedWithCredit(): Promise<string[]> {
    const ended = await this.accounts
      .find({ state: 'closed', balanceCents: { $gt: 0 }, closeReason: { $ne: 'not_activated' } }, { _id: 1 })
      .lean<Account[]>();
    return ended.map(({ _id }) => _id);
  }

  /** Gives back reservations whose record never came. */
  async releaseExpired(): Promise<number> {
    const expired = await this.reservations.expired(BATCH);
    await this.work.run((tx) => this.reservations.giveBack(tx, expired));
    await this.refundWhatIsLeft(expired.map(({ contractId }) => contractId));
    return expired.length;
  }

  /** Posts what staff have corrected of days that are over, in the caller's transaction, saying by which reject; a day that is not over is posted when it is. */
  async postCorrected(tx: Tx, days: readonly string[], rejectId: string): Promise<void> {
    const over = await this.days
      .find({ _id: { $in: [...new Set(days)] }, unposted: true, day: { $lt: romeDate(this.clock.now()) } })
      .sort({ day: 1 })
      .lean<TrafficDay[]>();
    await this.post(tx, over, { correctedBy: rejectId });
  }

  private async post(
    tx: Tx,
    days: readonly TrafficDay[],
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    if (days.length === 0) return;
    const due = await this.dueOf(tx, days);
    const entries = due
      .filter(({ charged }) => charged.gross > 0)
      .map(
        ({ day, charged }): NewEntry => ({
          key: keyOf(day, 1),
          contractId: day.contractId,
          cause: 'traffic',
          postings: chargePostings(charged),
          details: { ...factsOf(day), ...details, lines: [lineOf(day, charged, this.plans.vatOn(day.day))] },
        }),
      );
    await this.ledger.post(tx, entries);
    const posted: Posted[] = [];
    for (const each of due)
      posted.push(each.charged.gross < 0 ? await this.takeBack(tx, each, details) : this.postedOf(each));
    const updates = posted.map(
      ({ day, charged, waived, untaxed, postings }): AnyBulkWriteOperation<TrafficDay> => ({
        updateOne: {
          // The cost as it was read: a call that came in between makes the day be read again.
          filter: { _id: day._id, netMicros: day.netMicros, postings: day.postings },
          update: {
            $unset: { unposted: 1 },
            $inc: {
              postedNetCents: charged.net,
              postedVatCents: charged.vat,
              postings,
              ...(waived.gross === 0 ? {} : { waivedNetCents: waived.net, waivedVatCents: waived.vat }),
              ...(untaxed === 0 ? {} : { untaxedNetCents: untaxed }),
            },
          },
        },
      }),
    );
    const { matchedCount } = await this.days.bulkWrite(updates, { session: tx.session, ordered: false });
    if (matchedCount !== days.length) throw new RunAgain('traffic');
  }

  private postedOf({ day, charged, waived }: Due): Posted {
    return {
      day,
      charged,
      waived,
      untaxed: this.plans.vatOn(day.day) === 0 ? charged.net + waived.net : 0,
      postings: charged.gross === 0 ? 0 : 1,
    };
  }

  /**
   * A day that came to cost less takes its own postings back, the newest first, each with the VAT that it carried: so no cent of them is given twice, and
   * a credit note knows its invoice. What somebody else has taken back of them is not given again, and is the day's no more.
   */
  private async takeBack(
    tx: Tx,
    { day, charged, waived }: Due,
    details: Readonly<Record<string, unknown>>,
  ): Promise<Posted> {
    const taken: PricedLine[] = [];
    let postings = 0;
    for (let posting = day.postings; posting > 0; posting--) {
      const charge = await this.ledger.find(`traffic:${day._id}:${posting}`);
      const lines = charge ? takenOf(await this.returns.left(charge), subtract(negate(charged.net), netOf(taken))) : [];
      if (lines.length === 0) continue;
      const as = {
        key: keyOf(day, ++postings),
        cause: 'traffic' as const,
        details: { ...factsOf(day), ...details },
        reason: 'corrected' as const,
      };
      const { entries, change } = await this.returns.returning(
        await this.ledger.account(tx, day.contractId),
        charge!,
        lines,
        as,
      );
      await this.ledger.post(tx, entries, new Map([[day.contractId, change]]));
      taken.push(...lines);
    }
    const vatBasisPoints = this.plans.vatOn(day.day);
    const elsewhere = vatOn(subtract(negate(charged.net), netOf(taken)), vatBasisPoints);
    const vat = negate(add(elsewhere.vat, ...taken.map(({ vatCents }) => vatCents)));
    const untaxed =
      -netOf(taken.filter((line) => line.vatBasisPoints === 0)) +
      (vatBasisPoints === 0 ? waived.net - elsewhere.net : 0);
    return { day, charged: { net: charged.net, vat, gross: add(charged.net, vat) }, waived, untaxed, postings };
  }

  /** What each day has still to be charged; of an ended contract only what its credit pays for (R14). */
  private async dueOf(tx: Tx, days: readonly TrafficDay[]): Promise<Due[]> {
    const accounts = await this.ledger.accountsOf(tx, [...new Set(days.map(({ contractId }) => contractId))]);
    const left = new Map(
      [...accounts].map(([id, { state, balanceCents }]) => [id, state === 'closed' ? balanceCents : Infinity]),
    );
    return days.map((day) => {
      const vatBasisPoints = this.plans.vatOn(day.day);
      const credit = left.get(day.contractId)!;
      const { charged, waived } = settleDay(day, credit, vatBasisPoints);
      left.set(day.contractId, credit - charged.gross);
      return { day, charged, waived };
    });
  }
}

const keyOf = ({ _id, postings }: TrafficDay, next: number): string => `traffic:${_id}:${postings + next}`;
const factsOf = ({ day, calls, billedSeconds }: TrafficDay): Readonly<Record<string, unknown>> => ({
  day,
  period: day.slice(0, 7),
  calls,
  billedSeconds,
});
const netOf = (lines: readonly PricedLine[]): Cents => sum(lines.map(({ netCents }) => netCents));

const lineOf = (
  { calls, postings }: TrafficDay,
  { net, vat, gross }: VatSplit,
  vatBasisPoints: number,
): PricedLine => ({
  product: METERED,
  quantity: postings === 0 ? calls : 1,
  days: 1,
  ofDays: 1,
  netCents: net,
  vatBasisPoints,
  vatCents: vat,
  grossCents: gross,
  reason: 'traffic',
});
