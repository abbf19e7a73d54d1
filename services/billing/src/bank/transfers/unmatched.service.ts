import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AlreadyAssigned, TransferNotAssignable } from '#libs/api/errors/billing/payments.errors.js';
import type { UnmatchedReason } from '#libs/api/billing/refunds.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { TopUps } from '../payments/top-ups.service.js';
import { moneyOf, TransferBooking } from './transfer-booking.service.js';
import type { Unmatched } from './transfer.schema.js';
import type { StatementLine } from './statement-line.types.js';

/** What no contract can be credited, whoever says so: it is no euro that came in, or money that goes to a refund. */
const NO_CREDIT: ReadonlySet<UnmatchedReason> = new Set<UnmatchedReason>([
  'other_currency',
  'amount_not_positive',
  'amount_unreadable',
  'credit_taken_back',
  'names_a_refund',
  'returned_not_ours',
  'return_in_conflict',
]);
/** What a statement may still credit by itself, should it name a contract by now. */
const MAY_BE_BOOKED: ReadonlySet<UnmatchedReason> = new Set<UnmatchedReason>([
  'no_contract',
  'several_contracts',
  'booked_by_hand',
]);
const NAME_LENGTH = 140;

/** Money that waits for staff to say what it is. */
@Injectable()
export class UnmatchedTransfers {
  constructor(
    @InjectModel('UnmatchedTransfer') private readonly unmatched: Model<Unmatched>,
    @Inject(TransferBooking) private readonly booking: TransferBooking,
    @Inject(TopUps) private readonly topUps: TopUps,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  of(bankReference: string): Promise<Unmatched | null> {
    return this.unmatched.findOne({ bankReference }).lean<Unmatched>();
  }

  /** Puts a line into the list, once, in the caller's transaction. */
  async keep(line: StatementLine, reason: UnmatchedReason, like?: string): Promise<void> {
    const { bankReference, amountCents, currency, bookedOn, debtorName, debtorIban, text, names, batchReference } =
      line;
    const row = {
      _id: newId('trf'),
      amountCents,
      currency,
      bookedOn: bookedOn || romeDate(this.clock.now()),
      text,
      names,
      reason,
      ...(batchReference ? { batchReference } : {}),
      ...(debtorName ? { debtorName: debtorName.slice(0, NAME_LENGTH) } : {}),
      ...(debtorIban ? { debtorIban } : {}),
      ...(like ? { like } : {}),
    };
    await this.unmatched.updateOne({ bankReference }, { $setOnInsert: row }, { upsert: true });
  }

  /** A line that waited was credited after all, by what a statement said. In the caller's transaction. */
  async credited(bankReference: string, contractId: string): Promise<void> {
    await this.unmatched.updateOne(
      { bankReference, contractId: { $exists: false } },
      { $set: { contractId, assignedBy: 'statement', assignedAt: this.clock.now() } },
    );
  }

  /** A line that waited is other money told again, as a statement has shown; not one that staff have assigned. In the caller's transaction. */
  async explained(bankReference: string, by: string): Promise<boolean> {
    const dismissed = { dismissal: `the same as ${by}`, dismissedBy: 'statement', dismissedAt: this.clock.now() };
    await this.unmatched.updateOne(
      { bankReference, contractId: { $exists: false }, dismissedAt: { $exists: false } },
      { $set: dismissed },
    );
    return (await this.of(bankReference))?.contractId === undefined;
  }

  /**
   * Books an unmatched transfer for the contract that staff say, also one that was dismissed by mistake. Again, or after it was
   * booked by hand, it credits nothing. @throws NotFound, AlreadyAssigned, TransferNotAssignable
   */
  async assign(transferId: string, contractId: string): Promise<Unmatched> {
    return this.work.run(async (tx) => {
      const transfer = await this.existing(transferId);
      if (transfer.contractId === contractId) return transfer;
      if (transfer.contractId) throw new AlreadyAssigned(transfer.contractId);
      if (transfer.reason && isNoCredit(transfer.reason)) throw new TransferNotAssignable(transfer.reason);
      const before = await this.booking.before(transfer, contractId, false);
      // What is unclear to a statement, people have looked at.
      const booked = before === 'unclear' ? undefined : before;
      if (booked && booked.contractId !== contractId) throw new AlreadyAssigned(booked.contractId);
      if (!booked) await this.topUps.book(tx, moneyOf(transfer, contractId));
      const assigned = { contractId, assignedBy: currentContext().actor.id, assignedAt: this.clock.now() };
      await this.unmatched.updateOne({ _id: transferId }, { $set: assigned });
      return { ...transfer, ...assigned };
    });
  }

  /** It is no money of a contract: kept with why and who said so; the first who did stays. @throws NotFound, AlreadyAssigned */
  async dismiss(transferId: string, reason: string): Promise<Unmatched> {
    return this.work.run(async () => {
      const transfer = await this.existing(transferId);
      if (transfer.contractId) throw new AlreadyAssigned(transfer.contractId);
      if (transfer.dismissedAt) return transfer;
      const dismissed = { dismissal: reason, dismissedBy: currentContext().actor.id, dismissedAt: this.clock.now() };
      await this.unmatched.updateOne({ _id: transferId }, { $set: dismissed });
      return { ...transfer, ...dismissed };
    });
  }

  private async existing(transferId: string): Promise<Unmatched> {
    const transfer = await this.unmatched.findById(transferId).lean<Unmatched>();
    if (!transfer) throw new NotFound('transfer');
    return transfer;
  }
}

/** Whether it can become credit of nobody. */
export const isNoCredit = (reason: UnmatchedReason): boolean => NO_CREDIT.has(reason);

/** Whether only staff may credit what waits, whatever a statement says of it by now. */
export const isForStaffAlone = ({ reason, bankReference }: Unmatched): boolean =>
  reason ? !MAY_BE_BOOKED.has(reason) : bankReference.includes('@');
