import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { NotInHoldersName } from '#libs/api/errors/accounts/endings.errors.js';
import { NothingToRefund } from '#libs/api/errors/billing/refunds.errors.js';
import { isStaff, type Actor } from '#libs/api/kernel/actor.js';
import { refundChanged } from '#libs/api/billing/refunds.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { isSameName } from '#libs/italy/holder-name.js';
import { isIban, parseIban } from '#libs/italy/iban.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { maySee } from '../account/account.rules.js';
import { assertWasHere } from '../credit/approvals/approver.rules.js';
import { CreditEntries } from '../credit/ledger/credit-entries.service.js';
import { Ledger } from '../credit/ledger/ledger.service.js';
import { HeldCredit } from '../credit/held/held-credit.service.js';
import { CreditAuthors } from './credit-authors.service.js';
import type { Refund } from './refund.schema.js';
import { RefundsConfig } from '../config/refunds.config.js';
import { refundLife, type RefundMove, type RefundMover } from './refund-life.rules.js';
import { issueWithIban, withApproval } from './refunds.rules.js';

/** Credit that goes back to the holder of a contract. */
export interface RefundRequest {
  /** Unique for what causes it, e.g. `cancellation:con_…`: asked again, it finds the same refund. */
  readonly key: string;
  readonly contractId: string;
  /** Of credit, in cents; where credit is net its VAT goes back too (R24). */
  readonly creditCents: number;
  /** Where to, with the name on that account; without it the customer is asked. */
  readonly iban?: string;
  readonly accountHolder?: string;
}

type Change = Partial<Omit<Refund, '_id' | 'state' | 'version' | 'history'>>;
/** A move, and who makes it. */
type Moved = readonly [RefundMove, RefundMover];
type Details = Readonly<Record<string, unknown>>;
interface Step {
  readonly refund: Refund;
  readonly move?: Moved;
  readonly change: Change;
  readonly details?: Details;
}

/** Refunds of residual credit (R13): from `customer_credit` to `refunds_payable`, and out through the bank once. */
@Injectable()
export class Refunds {
  constructor(
    @InjectModel('Refund') private readonly refunds: Model<Refund>,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(CreditEntries) private readonly credit: CreditEntries,
    @Inject(HeldCredit) private readonly held: HeldCredit,
    @Inject(CreditAuthors) private readonly authors: CreditAuthors,
    @Inject(RefundsConfig) private readonly config: RefundsConfig,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Takes credit out of an account and owes it to its holder, in the caller's transaction.
   * @throws NotInHoldersName, RangeError on a wrong IBAN, CreditShort when there is less credit than that.
   */
  async open(tx: Tx, { key, contractId, creditCents, iban, accountHolder }: RefundRequest): Promise<Refund> {
    const opened = await this.ofCause(key);
    if (opened) return opened;
    const _id = newId('ref');
    const account = await this.ledger.account(tx, contractId);
    const { customerId, contractNumber, holder } = account;
    if (iban && !isSameName(holder.name, accountHolder ?? '')) throw new NotInHoldersName(holder.name);
    const { entry, owed: amountCents } = await this.credit.refund(account, `refund:${key}`, cents(creditCents), {
      refundId: _id,
    });
    await this.ledger.post(tx, entry);
    const by = currentContext().actor.id;
    const now = this.clock.now();
    const refund: Refund = {
      _id,
      key,
      contractId,
      customerId,
      contractNumber,
      holderName: holder.name,
      holderTaxCode: holder.taxCode,
      amountCents,
      state: iban ? 'requested' : 'awaiting_iban',
      ...(iban ? { iban: parseIban(iban), ibanBy: by } : {}),
      issue: 1,
      approvals: [],
      openedAt: now,
      history: [{ at: now, by, what: 'opened' }],
      version: 0,
    };
    await this.refunds.create([refund]);
    this.tell(tx, refund);
    return refund;
  }

  /** The refund that a cause opened, if it did. */
  ofCause(key: string): Promise<Refund | null> {
    return this.refunds.findOne({ key }).lean<Refund>();
  }

  /** Refunds what is left on an account that has ended, less what calls in progress may still use. @throws NotFound, NothingToRefund, NotInHoldersName */
  async openResidual(
    tx: Tx,
    contractId: string,
    actor: Actor,
    to: { iban?: string; accountHolder?: string } = {},
  ): Promise<Refund> {
    const account = await this.ledger.account(tx, contractId);
    if (!maySee(actor, account)) throw new NotFound('contract');
    const creditCents = account.balanceCents - (await this.held.of(contractId));
    if (account.state !== 'closed' || creditCents <= 0) throw new NothingToRefund();
    return this.open(tx, { key: `residual:${contractId}:${account.entries}`, contractId, creditCents, ...to });
  }

  /**
   * As `openResidual`, to where the contract's first refund goes, where that is known, stands the checks of today and the bank
   * did not refuse it. Whoever wrote that account down still is no second pair of eyes for it. @throws NotFound, NothingToRefund
   */
  async openRest(tx: Tx, contractId: string, actor: Actor): Promise<Refund> {
    const first = await this.refunds.findOne({ contractId }).sort({ _id: 1 }).lean<Refund>();
    if (!first?.iban || !isIban(first.iban) || first.state === 'rejected')
      return this.openResidual(tx, contractId, actor);
    const { iban, ibanBy, holderName: accountHolder } = first;
    const rest = await this.openResidual(tx, contractId, actor, { iban, accountHolder });
    return rest.iban === iban ? this.change(tx, rest, { ibanBy }, 'iban', { iban, from: first._id }) : rest;
  }

  /** A refund, if it is the caller's. @throws NotFound */
  async visible(refundId: string, actor: Actor): Promise<Refund> {
    const refund = await this.refunds.findById(refundId).lean<Refund>();
    if (!refund || !maySee(actor, refund)) throw new NotFound('refund');
    return refund;
  }

  /** Says or corrects where to; approvals given before no longer count. @throws NotFound, NotInHoldersName, RefundNotReady */
  async setIban(tx: Tx, refundId: string, iban: string, accountHolder: string, actor: Actor): Promise<Refund> {
    const refund = await this.visible(refundId, actor);
    if (!isSameName(refund.holderName, accountHolder)) throw new NotInHoldersName(refund.holderName);
    const change = { issue: issueWithIban(refund), iban: parseIban(iban), ibanBy: actor.id, approvals: [] };
    const by = isStaff(actor) ? 'staff' : 'customer';
    return this.move(tx, refund, ['set_iban', by], change, 'iban', { iban: parseIban(iban) });
  }

  /** One more person approves the IBAN that it saw. @throws NotFound, RefundNotReady, RefundIbanChanged, SecondPersonNeeded, ApproverTooNew, OwnCredit */
  async approve(tx: Tx, refundId: string, seenIban: string, actor: Actor): Promise<Refund> {
    const refund = await this.visible(refundId, actor);
    const { approvals, isEnough } = withApproval(
      refund,
      parseIban(seenIban),
      { by: actor.id, at: this.clock.now() },
      this.config.REFUND_FOUR_EYES_CENTS,
    );
    // Its opening, not the last account given: whoever writes that down anew could make the request as young as a new colleague.
    assertWasHere(actor, refund.openedAt);
    await this.authors.assertNone(refund, actor);
    return this.move(tx, refund, [isEnough ? 'approve' : 'approve_first', 'staff'], { approvals }, 'approved');
  }

  /** Writes a change in the caller's transaction, if nobody else wrote since the refund was read, and tells it. */
  async change(tx: Tx, refund: Refund, change: Change, what: string, details?: Details): Promise<Refund> {
    return (await this.changeAll(tx, [{ refund, change, details }], what))[0]!;
  }

  /** As `change`, with a move. @throws RefundNotReady */
  async move(tx: Tx, refund: Refund, move: Moved, change: Change, what: string, details?: Details): Promise<Refund> {
    return (await this.changeAll(tx, [{ refund, move, change, details }], what))[0]!;
  }

  /** As `change` or `move`, for many refunds in one round trip: all of them or none. */
  async changeAll(tx: Tx, steps: readonly Step[], what: string): Promise<Refund[]> {
    const at = this.clock.now();
    const by = currentContext().actor.id;
    const moved = steps.map(({ refund, move, change, details }) => {
      const entry = { at, by, what, ...(details ? { details } : {}) };
      const state = move ? refundLife.move(refund.state, ...move) : refund.state;
      return { ...refund, ...change, state, version: refund.version + 1, history: [...refund.history, entry] };
    });
    const updates = steps.map(({ refund, change }, index) => {
      const { state } = moved[index]!;
      const update = {
        $set: { ...change, state },
        $push: { history: moved[index]!.history.at(-1)! },
        $inc: { version: 1 },
      };
      return { updateOne: { filter: { _id: refund._id, version: refund.version }, update } };
    });
    const { matchedCount } = await this.refunds.bulkWrite(updates, {
      session: tx.session,
      ordered: false,
    });
    if (matchedCount !== steps.length) throw new RunAgain('a refund');
    moved.forEach((refund, index) => refund.state !== steps[index]!.refund.state && this.tell(tx, refund));
    return moved;
  }

  private tell(tx: Tx, { _id: refundId, contractId, customerId, state, amountCents, rejectionReason }: Refund): void {
    tx.emit(refundChanged, refundId, {
      refundId,
      contractId,
      customerId,
      state,
      amountCents,
      ...(rejectionReason ? { rejectionReason } : {}),
      at: this.clock.now().toISOString(),
    });
  }
}
