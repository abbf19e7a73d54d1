import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { handBookingUnproven } from '#libs/api/billing/payments.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { byIds } from '#libs/platform/mongo.js';
import { entryId, type LedgerEntry } from '../../credit/ledger/entry.schema.js';
import { paidIn } from '../../credit/ledger/ledger.rules.js';
import type { BankClaim } from '../../credit/bank-claims/bank-claim.schema.js';
import { HandBookingsConfig } from './hand-bookings.config.js';

const DAY_MS = 86_400_000;
const AT_ONCE = 200;

/** Bank transfers that staff booked by hand and that no statement has shown since. */
@Injectable()
export class HandBookings {
  constructor(
    @InjectModel('BankClaim') private readonly claims: Model<BankClaim>,
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @Inject(HandBookingsConfig) private readonly config: HandBookingsConfig,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Tells of each booking once, when its days are over. @returns how many it told of now */
  async tellUnproven(): Promise<number> {
    const until = new Date(this.clock.now().getTime() - this.config.HAND_BOOKING_PROOF_DAYS * DAY_MS);
    const claims = await this.claims
      .find({ byHand: true, transfer: { $exists: false }, missedAt: { $exists: false } })
      .lean<BankClaim[]>();
    const late = await byIds(
      claims.map(({ key }) => entryId(key)),
      (some) => this.entries.find({ _id: { $in: some }, at: { $lte: until } }).lean<LedgerEntry[]>(),
    );
    for (let from = 0; from < late.length; from += AT_ONCE) await this.tell(late.slice(from, from + AT_ONCE));
    return late.length;
  }

  private tell(late: readonly LedgerEntry[]): Promise<void> {
    return this.work.run(async (tx) => {
      for (const { _id, key, contractId, postings, details, actor, at } of late) {
        const { modifiedCount } = await this.claims.updateMany(
          { key, byHand: true, transfer: { $exists: false }, missedAt: { $exists: false } },
          { $set: { missedAt: this.clock.now() } },
        );
        if (modifiedCount === 0) continue;
        tx.emit(handBookingUnproven, contractId, {
          entryId: _id,
          contractId,
          amountCents: paidIn(postings),
          bankReference: String(details.reference),
          bookedBy: actor.id,
          bookedAt: at.toISOString(),
        });
      }
    });
  }
}
