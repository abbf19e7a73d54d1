import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { KeptItem } from '#libs/api/kernel/personal-data.js';
import { retainedFrom, retainedSince } from '#libs/italy/retention.js';
import { romeInstant } from '#libs/italy/rome-time.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { byIds } from '#libs/platform/mongo.js';
import type { SdiMessage } from '../documents/sdi/sdi-message.schema.js';
import type { Refund, RefundBatchRow } from '../refunds/refund.schema.js';
import type { Booking } from '../bank/transfers/bookings.rules.js';
import type { Unmatched } from '../bank/transfers/transfer.schema.js';
import { keptItem, NOBODY, unnamedPayer } from './nobody.rules.js';

const BATCH = 500;
const BANK = 'bank_papers';

/**
 * Papers that name many people, or people who are no customers: files handed to the bank, what statements told of payers, messages
 * of SdI about no invoice of ours. They go after their time, whoever asks (R29).
 */
@Injectable()
export class BankPapers {
  constructor(
    @InjectModel('Refund') private readonly refunds: Model<Refund>,
    @InjectModel('RefundBatch') private readonly files: Model<RefundBatchRow>,
    @InjectModel('UnmatchedTransfer') private readonly transfers: Model<Unmatched>,
    @InjectModel('BankBooking') private readonly bookings: Model<Booking>,
    @InjectModel('SdiMessage') private readonly messages: Model<SdiMessage>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Removes what is past its time, some at a time; again it finds nothing. @returns how many papers and names went */
  async removeDue(): Promise<number> {
    const now = this.clock.now();
    const day = retainedFrom(BANK, now);
    // A booking that told no day waits for staff, and goes with its line.
    const told = { bookedOn: { $gt: '', $lt: day }, text: { $ne: NOBODY } };
    return (
      (await this.someAtATime(this.files, { createdAt: { $lt: romeInstant(day) } }, (due) =>
        this.files.deleteMany(due),
      )) +
      (await this.someAtATime(this.bookings, told, (due) => this.bookings.updateMany(due, unnamedPayer))) +
      (await this.someAtATime(this.transfers, told, (due) => this.unnameLines(due))) +
      (await this.someAtATime(
        this.messages,
        { invoiceId: null, receivedAt: { $lt: romeInstant(retainedFrom('invoices', now)) } },
        (due) => this.messages.deleteMany(due),
      ))
    );
  }

  /** Of the files that name a customer, those past their time go. In the caller's transaction. */
  async eraseFilesOf(customerId: string, now: Date): Promise<number> {
    const due = (await this.filesOf(customerId)).filter(({ createdAt }) => createdAt <= retainedSince(BANK, now));
    return (await this.files.deleteMany({ _id: { $in: due.map(({ _id }) => _id) } })).deletedCount;
  }

  /** The files that name a customer and stay, as one whole: others are named in them. */
  async kept(customerId: string): Promise<KeptItem> {
    return keptItem(
      BANK,
      (await this.filesOf(customerId)).map(({ createdAt }) => createdAt),
    );
  }

  private async filesOf(customerId: string): Promise<RefundBatchRow[]> {
    const refunds = await this.refunds.find({ customerId }, { history: 1 }).lean<Pick<Refund, 'history'>[]>();
    const ids = refunds.flatMap(({ history }) => history.flatMap(({ details }) => (details?.batchId as string) ?? []));
    return byIds([...new Set(ids)], (some) =>
      this.files.find({ _id: { $in: [...some] } }, { createdAt: 1 }).lean<RefundBatchRow[]>(),
    );
  }

  private async unnameLines(due: object): Promise<void> {
    const lines = await this.transfers.find(due, { bankReference: 1 }).lean<Unmatched[]>();
    await this.bookings.updateMany({ _id: { $in: lines.map(({ bankReference }) => bankReference) } }, unnamedPayer);
    await this.transfers.updateMany(due, unnamedPayer);
  }

  private async someAtATime<T>(
    model: Model<T>,
    due: object,
    remove: (some: { _id: { $in: string[] } }) => PromiseLike<unknown>,
  ): Promise<number> {
    for (let total = 0; ; ) {
      const removed = await this.work.run(async () => {
        const rows = await model.find(due, { _id: 1 }).limit(BATCH).lean<{ _id: string }[]>();
        if (rows.length > 0) await remove({ _id: { $in: rows.map(({ _id }) => _id) } });
        return rows.length;
      });
      total += removed;
      if (removed < BATCH) return total;
    }
  }
}
