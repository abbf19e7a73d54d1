import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, UpdateQuery } from 'mongoose';
import { PaymentNotYetKnown } from '#libs/api/errors/billing/payments.errors.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { cents, negate, subtract, sum, type Cents } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import type { Account } from '../../account/account.schema.js';
import { tellCreditLeft } from '../../credit/accounts/credit-left.service.js';
import type { LedgerEntry } from '../../credit/ledger/entry.schema.js';
import { CreditEntries, type Booking, type MoneyMoved } from '../../credit/ledger/credit-entries.service.js';
import { paidIn } from '../../credit/ledger/ledger.rules.js';
import { AlreadyPosted, Ledger } from '../../credit/ledger/ledger.service.js';
import { VatBasis } from '../../credit/ledger/vat-basis.service.js';
import { backOnCard } from './card-refunds.rules.js';
import type { CardRefunds } from './card-refunds.schema.js';
import { intentOf, type ChargeDisputed, type ChargeRefunded, type RefundMoved } from './payment-notice.format.js';
import { cardKey, TopUps } from './top-ups.service.js';

const FAILED = new Set(['failed', 'canceled']);

export type ReturnOutcome = 'returned' | 'restored' | 'repeated' | 'ignored';

/**
 * Card payments that the provider took back: refunds made there, and payments that their payer disputed. Money that is gone
 * was never credit, so it may take credit below zero: a debt (R7). Each is booked once, whatever order notifications come in.
 */
@Injectable()
export class PaymentReturns {
  constructor(
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @InjectModel('CardRefunds') private readonly cardRefunds: Model<CardRefunds>,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(CreditEntries) private readonly credit: CreditEntries,
    @Inject(TopUps) private readonly topUps: TopUps,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /**
   * A charge was refunded, in part or whole: the notification says how much in all at an instant (epoch seconds), so what is booked
   * is the difference to what was. A refund also proves the payment, which is credited first where its own notification has not come yet.
   */
  async refunded(charge: ChargeRefunded, at: number): Promise<ReturnOutcome> {
    const { id: chargeId, metadata, currency, amount_captured, amount_refunded } = charge;
    const intent = intentOf(charge);
    const paid = intent ? await this.ledger.find(cardKey(intent)) : null;
    const contractId = paid?.contractId ?? metadata.contractId;
    if (!intent || !contractId || currency !== 'eur') return 'ignored';
    return this.once(async (tx) => {
      if (!(await this.ledger.find(cardKey(intent))))
        await this.topUps.book(tx, {
          key: cardKey(intent),
          contractId,
          amountCents: amount_captured,
          from: 'payment_provider',
          reference: intent,
        });
      return this.bookDifference(
        tx,
        contractId,
        intent,
        { $addToSet: { totals: { at, cents: amount_refunded } } },
        { chargeId },
      );
    });
  }

  /**
   * A refund failed at the card's bank, or was cancelled: its money is with us again, and so is the credit. Told by several kinds of
   * notification, and perhaps before the refund itself; counted once. @throws PaymentNotYetKnown
   */
  async refundFailed(refund: RefundMoved, at: number): Promise<ReturnOutcome> {
    const { id: refundId, amount, currency, status = '' } = refund;
    const intent = intentOf(refund);
    if (!intent || currency !== 'eur' || !FAILED.has(status)) return 'ignored';
    const paid = await this.ledger.find(cardKey(intent));
    if (!paid) throw new PaymentNotYetKnown();
    return this.once(async (tx) => {
      if (await this.cardRefunds.exists({ _id: intent, 'failures.refundId': refundId })) return 'repeated';
      return this.bookDifference(
        tx,
        paid.contractId,
        intent,
        { $push: { failures: { refundId, at, cents: amount } } },
        { refundId },
      );
    });
  }

  /** Keeps what was told and books the difference that it makes. */
  private async bookDifference(
    tx: Tx,
    contractId: string,
    intent: string,
    told: UpdateQuery<CardRefunds>,
    details: Record<string, unknown>,
  ): Promise<ReturnOutcome> {
    const after = await this.cardRefunds
      .findByIdAndUpdate(intent, { ...told, $inc: { bookings: 1 } }, { upsert: true, returnDocument: 'after' })
      .lean<CardRefunds>();
    const change = subtract(backOnCard(after), await this.backBefore(contractId, intent));
    if (change === 0) return 'repeated';
    const money: MoneyMoved = {
      key: `card-refund:${intent}:${after.bookings}`,
      contractId,
      cause: change > 0 ? 'top_up_refunded' : 'top_up_refund_failed',
      from: 'payment_provider',
      amount: cents(Math.abs(change)),
      details: { reference: intent, ...details },
    };
    await this.book(tx, contractId, async (account) =>
      change > 0 ? this.credit.moneyBack(account, money) : this.credit.moneyIn(account, money),
    );
    return change > 0 ? 'returned' : 'restored';
  }

  /**
   * A payment is disputed, or the dispute is over: taken back while it lasts and when it is lost, given again when it is won.
   * An inquiry that takes no money changes nothing, until it becomes a dispute. @throws PaymentNotYetKnown
   */
  async disputed(disputed: ChargeDisputed): Promise<ReturnOutcome> {
    const { id: disputeId, amount, currency, status } = disputed;
    const intent = intentOf(disputed);
    if (!intent || currency !== 'eur' || status.startsWith('warning_') || status === 'prevented') return 'ignored';
    const paid = await this.ledger.find(cardKey(intent));
    if (!paid) throw new PaymentNotYetKnown();
    const details = { reference: intent, disputeId };
    const dispute = taken(`card-dispute:${disputeId}`, paid.contractId, 'top_up_disputed', cents(amount), details);
    const restored: MoneyMoved = { ...dispute, key: `card-dispute-won:${disputeId}`, cause: 'dispute_won' };
    return this.once(async (tx) => {
      const known = await this.ledger.find(dispute.key);
      const over = await this.ledger.find(restored.key);
      if (!known) await this.book(tx, paid.contractId, (account) => this.credit.moneyBack(account, dispute));
      const isOver = status === 'won' && !over;
      if (isOver) await this.book(tx, paid.contractId, async (account) => this.credit.moneyIn(account, restored));
      return known && !isOver ? 'repeated' : status === 'won' ? 'restored' : 'returned';
    });
  }

  private async book(tx: Tx, contractId: string, booking: (account: Account) => Promise<Booking>): Promise<void> {
    const { entry, change } = await booking(await this.ledger.account(tx, contractId));
    const [booked] = await this.ledger.post(tx, entry, new Map([[contractId, change]]));
    const account = await this.ledger.account(tx, contractId);
    // Of a registration that lapsed nobody gives it back by itself (R31).
    if (booked!.creditCents > 0 && account.closeReason === 'not_activated')
      await tellCreditLeft(tx, this.basis, account, { causeId: booked!._id, why: 'not_activated' }, this.clock.now());
  }

  /** What is booked as being back on the card. */
  private async backBefore(contractId: string, intent: string): Promise<Cents> {
    const booked = await this.entries
      .find(
        { contractId, cause: { $in: ['top_up_refunded', 'top_up_refund_failed'] }, 'details.reference': intent },
        { postings: 1 },
      )
      .lean<LedgerEntry[]>();
    return sum(booked.map(({ postings }) => negate(paidIn(postings))));
  }

  private async once(work: (tx: Tx) => Promise<ReturnOutcome>): Promise<ReturnOutcome> {
    try {
      return await this.work.run(work);
    } catch (error) {
      // The same notification at the same time has won.
      if (error instanceof AlreadyPosted) return 'repeated';
      throw error;
    }
  }
}

const taken = (
  key: string,
  contractId: string,
  cause: 'top_up_disputed',
  amount: Cents,
  details: Record<string, unknown>,
): MoneyMoved => ({ key, contractId, cause, from: 'payment_provider', amount, details });
