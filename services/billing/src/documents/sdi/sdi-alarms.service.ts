import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { invoicesUnanswered, invoiceStillRejected } from '#libs/api/billing/sdi.js';
import { romeDate, type RomeDate } from '#libs/italy/rome-time.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { unansweredSince } from '../invoices/invoice-life.rules.js';
import type { Invoice } from '../invoices/invoice.schema.js';
import { reasonOf } from './sdi-messages.service.js';

/** Tells staff, once each, of rejected invoices whose time runs out (R23), and of the oldest one that SdI says nothing of. */
@Injectable()
export class SdiAlarms {
  constructor(
    @InjectModel('Invoice') private readonly invoices: Model<Invoice>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @returns how many were raised */
  async raise(): Promise<number> {
    const today = romeDate(this.clock.now());
    return (await this.stillRejected(today)) + (await this.unanswered(today));
  }

  private async stillRejected(today: RomeDate): Promise<number> {
    const late = await this.invoices
      .find(
        { state: 'rejected', 'rejection.alarmOn': { $lte: today }, 'rejection.alarmedAt': null },
        { xml: 0, formerFiles: 0 },
      )
      .lean<Invoice[]>();
    for (const { _id, customerId, contractId, number, rejection } of late) {
      await this.work.run(async (tx) => {
        const { modifiedCount } = await this.invoices.updateOne(
          { _id, state: 'rejected', 'rejection.alarmedAt': null },
          { $set: { 'rejection.alarmedAt': this.clock.now() } },
        );
        if (modifiedCount > 0)
          tx.emit(invoiceStillRejected, _id, {
            invoiceId: _id,
            customerId,
            contractId,
            number,
            sendAgainBy: rejection!.sendAgainBy,
            reason: reasonOf(rejection!.errors) || 'no reason was given',
          });
      });
    }
    return late.length;
  }

  /** An exchange that has stopped leaves many without an answer: one alarm for all, until the oldest is another. */
  private async unanswered(today: RomeDate): Promise<number> {
    const silent = { state: 'sent' as const, sentOn: { $lte: unansweredSince(today) } };
    const oldest = await this.invoices
      .findOne(silent, { number: 1, sentOn: 1, silenceToldAt: 1 })
      .sort({ year: 1, sequence: 1 })
      .lean<Pick<Invoice, '_id' | 'number' | 'sentOn' | 'silenceToldAt'>>();
    if (!oldest || oldest.silenceToldAt) return 0;
    const count = await this.invoices.countDocuments(silent);
    return this.work.run(async (tx) => {
      const { modifiedCount } = await this.invoices.updateOne(
        { _id: oldest._id, state: 'sent', silenceToldAt: null },
        { $set: { silenceToldAt: this.clock.now() } },
      );
      if (modifiedCount > 0)
        tx.emit(invoicesUnanswered, oldest._id, { count, number: oldest.number, sentOn: oldest.sentOn! });
      return modifiedCount;
    });
  }
}
