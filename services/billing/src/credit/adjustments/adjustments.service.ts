import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { ContractNotActive } from '#libs/api/errors/accounts/contract.errors.js';
import { ChargeExceeded, SecondPersonNeeded } from '#libs/api/errors/billing/credit.errors.js';
import type { Actor, RequestContext } from '#libs/api/kernel/actor.js';
import {
  adjustmentChanged,
  type BookAdjustment,
  type ListAdjustments,
  type OfAdjustment,
  type RefuseAdjustment,
} from '#libs/api/billing/adjustments.js';
import { InvalidInput, NotFound } from '#libs/api/kernel/domain-error.js';
import { romeDate, romeInstant } from '#libs/italy/rome-time.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { newId } from '#libs/platform/ids.js';
import { pageById } from '#libs/platform/page.js';
import { assertWasHere } from '../approvals/approver.rules.js';
import { ChargeReturns } from '../ledger/charge-returns.service.js';
import { partOf } from '../ledger/charge-returns.rules.js';
import type { LedgerEntry } from '../ledger/entry.schema.js';
import type { Cause, NewEntry } from '../ledger/ledger.rules.js';
import { Ledger } from '../ledger/ledger.service.js';
import { totalOf } from '../../pricing/quotes/pricing.rules.js';
import { adjustmentPostings, needsApproval } from './adjustment.rules.js';
import type { Adjustment } from './adjustment.schema.js';
import { AdjustmentsConfig } from './adjustments.config.js';
import { type AdjustmentMove, adjustmentLife } from './adjustment-life.rules.js';

/** What can be corrected as a charge. */
const CHARGES: readonly Cause[] = ['activation_charge', 'upgrade', 'renewal', 'traffic'];

/** Corrections of credit by staff: with a reason that is kept, on a ledger account of their own, by two people above a threshold (R18). */
@Injectable()
export class Adjustments {
  constructor(
    @InjectModel('Adjustment') private readonly adjustments: Model<Adjustment>,
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(ChargeReturns) private readonly returns: ChargeReturns,
    @Inject(AdjustmentsConfig) private readonly config: AdjustmentsConfig,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws NotFound, InvalidInput, ContractNotActivated; CreditShort when it would take credit below zero (R7). */
  book(request: BookAdjustment, context: RequestContext): Promise<Adjustment> {
    if (request.amountCents === 0)
      throw new InvalidInput([{ field: 'amountCents', text: { it: 'non può essere zero', en: 'cannot be zero' } }]);
    if (request.ground === 'late_answer' && request.amountCents < 0)
      throw new InvalidInput([
        { field: 'amountCents', text: { it: 'un indennizzo è positivo', en: 'an indemnity is positive' } },
      ]);
    return this.work.once(context, request, async (tx) => {
      const { customerId, state } = await this.ledger.account(tx, request.contractId);
      if (state === 'pending') throw new ContractNotActive('adjustment');
      const requested: Adjustment = {
        _id: newId('adj'),
        ...request,
        customerId,
        state: 'waiting_approval',
        requestedBy: context.actor.id,
        requestedAt: this.clock.now(),
      };
      if (requested.chargeId) await this.correction(tx, requested);
      const adjustment = (await this.mustWait(requested)) ? requested : await this.booked(tx, requested);
      await this.adjustments.create([adjustment]);
      this.tell(tx, adjustment);
      return adjustment;
    });
  }

  /** What was booked alone on the same day counts: an amount is not made small by parts. */
  private async mustWait({ contractId, requestedBy, requestedAt, amountCents }: Adjustment): Promise<boolean> {
    const today = {
      contractId,
      requestedBy,
      state: 'booked' as const,
      decidedBy: { $exists: false },
      requestedAt: { $gte: romeInstant(romeDate(requestedAt)) },
    };
    const alone = await this.adjustments.find(today, { amountCents: 1 }).lean<Pick<Adjustment, 'amountCents'>[]>();
    return needsApproval(
      amountCents,
      alone.map((each) => each.amountCents),
      this.config.ADJUSTMENT_FOUR_EYES_CENTS,
    );
  }

  /** @throws NotFound, OtherPersonNeeded, ApproverTooNew, AdjustmentDecided, CreditShort */
  approve(request: OfAdjustment, context: RequestContext): Promise<Adjustment> {
    return this.work.once(context, request, async (tx) => {
      const asked = await this.waiting(request.adjustmentId, 'approve');
      if (asked.requestedBy === context.actor.id) throw new SecondPersonNeeded('adjustment');
      assertWasHere(context.actor, asked.requestedAt);
      return this.decide(tx, await this.booked(tx, asked), 'approve', context.actor);
    });
  }

  /** Who asked may take it back like this, too. @throws NotFound, AdjustmentDecided */
  refuse(request: RefuseAdjustment, context: RequestContext): Promise<Adjustment> {
    return this.work.once(context, request, async (tx) =>
      this.decide(
        tx,
        { ...(await this.waiting(request.adjustmentId, 'refuse')), refusal: request.reason },
        'refuse',
        context.actor,
      ),
    );
  }

  /** @throws NotFound */
  async get(adjustmentId: string): Promise<Adjustment> {
    const adjustment = await this.adjustments.findById(adjustmentId).lean<Adjustment>();
    if (!adjustment) throw new NotFound('adjustment');
    return adjustment;
  }

  /** Newest first. */
  list({ contractId, state, ...query }: ListAdjustments): Promise<{ items: Adjustment[]; nextCursor?: string }> {
    return pageById(this.adjustments, { ...(contractId ? { contractId } : {}), ...(state ? { state } : {}) }, query);
  }

  private async waiting(adjustmentId: string, move: AdjustmentMove): Promise<Adjustment> {
    const adjustment = await this.get(adjustmentId);
    adjustmentLife.move(adjustment.state, move, 'staff');
    return adjustment;
  }

  private async booked(tx: Tx, adjustment: Adjustment): Promise<Adjustment> {
    const { contractId, amountCents, chargeId } = adjustment;
    const { entries, change } = chargeId
      ? await this.correction(tx, adjustment)
      : { entries: [{ ...entryOf(adjustment), contractId, postings: adjustmentPostings(amountCents) }], change: {} };
    const [entry] = await this.ledger.post(tx, entries, new Map([[contractId, change]]));
    // Whoever has the contract now, should it have changed hands while the adjustment waited (R16).
    const { customerId } = await this.ledger.account(tx, contractId);
    return { ...adjustment, customerId, state: 'booked', entryId: entry!._id };
  }

  /** What takes back so much of a charge, with its VAT: it counts for invoices as the charge did. @throws InvalidInput, ChargeExceeded */
  private async correction(tx: Tx, adjustment: Adjustment) {
    const { contractId, amountCents, chargeId } = adjustment;
    const charge = await this.entries
      .findOne({ _id: chargeId!, contractId, creditCents: { $lt: 0 }, cause: { $in: CHARGES } })
      .lean<LedgerEntry>();
    if (!charge)
      throw new InvalidInput([
        {
          field: 'chargeId',
          text: { it: 'non è un addebito di questo contratto', en: 'is no charge of this contract' },
        },
      ]);
    if (amountCents < 0)
      throw new InvalidInput([
        {
          field: 'amountCents',
          text: { it: 'la rettifica di un addebito è positiva', en: 'the correction of a charge is positive' },
        },
      ]);
    const left = await this.returns.left(charge);
    if (amountCents > totalOf(left).gross) throw new ChargeExceeded(totalOf(left).gross);
    return this.returns.returning(await this.ledger.account(tx, contractId), charge, partOf(left, cents(amountCents)), {
      ...entryOf(adjustment),
      reason: 'corrected',
    });
  }

  private async decide(
    tx: Tx,
    decided: Adjustment,
    move: AdjustmentMove,
    { id: decidedBy }: Actor,
  ): Promise<Adjustment> {
    const { _id, customerId, entryId, refusal } = decided;
    const { where, set } = adjustmentLife.step(move, 'staff');
    const change = {
      customerId,
      ...set,
      decidedBy,
      decidedAt: this.clock.now(),
      ...(entryId ? { entryId } : {}),
      ...(refusal ? { refusal } : {}),
    };
    const after = await this.adjustments
      .findOneAndUpdate({ _id, ...where }, { $set: change }, { returnDocument: 'after' })
      .lean<Adjustment>();
    if (!after) throw adjustmentLife.refusal(move, (await this.get(_id)).state);
    this.tell(tx, after);
    return after;
  }

  private tell(
    tx: Tx,
    { _id: adjustmentId, contractId, customerId, amountCents, reason, ground, state, requestedBy }: Adjustment,
  ): void {
    tx.emit(adjustmentChanged, adjustmentId, {
      adjustmentId,
      contractId,
      customerId,
      amountCents,
      reason,
      ...(ground ? { ground } : {}),
      state,
      requestedBy,
      at: this.clock.now().toISOString(),
    });
  }
}

const entryOf = ({
  _id: adjustmentId,
  reason,
  ground,
  ticketId,
  requestedBy,
}: Adjustment): Pick<NewEntry, 'key' | 'cause' | 'details' | 'words'> => ({
  key: `adjustment:${adjustmentId}`,
  cause: 'adjustment',
  details: { adjustmentId, ...(ground ? { ground } : {}), ...(ticketId ? { ticketId } : {}), requestedBy },
  words: { reason },
});
