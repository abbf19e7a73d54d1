import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { addDays, isRomeDate } from '#libs/italy/rome-time.js';
import type { BookingLock } from './booking.schema.js';
import { judge, withSighting, type Booking, type Verdict } from './bookings.rules.js';
import type { StatementLine } from './statement-line.types.js';

/** A day that is only the statement's may be off by the days that a statement spans. */
const DAYS_AROUND = 10;
const TEXT_KEPT = 1_000;

/** The bookings that statements have told, found again by the rules. Everything here belongs into a transaction. */
@Injectable()
export class Bookings {
  constructor(
    @InjectModel('BankBooking') private readonly bookings: Model<Booking>,
    @InjectModel('BankBookingLock') private readonly locks: Model<BookingLock>,
  ) {}

  /** What a line is of what is known. Nobody else judges money of this account and amount until the transaction ends. */
  async judge(line: StatementLine): Promise<Verdict> {
    const { account, currency, amountCents, place } = line;
    await this.locks.updateOne(
      { _id: `${account}:${currency}:${amountCents}` },
      { $inc: { judged: 1 } },
      { upsert: true },
    );
    return judge(line, place, await this.bookings.find(alikeTo(line)).lean<Booking[]>());
  }

  find(bankReference: string): Promise<Booking | null> {
    return this.bookings.findById(bankReference).lean<Booking>();
  }

  async add(
    {
      account,
      amountCents,
      currency,
      bookedOn,
      isDayAssumed,
      refs,
      debtorName,
      debtorIban,
      text,
      references,
      place,
    }: StatementLine,
    bankReference: string,
    isDoubtful = false,
  ): Promise<Booking> {
    const booking: Booking = {
      _id: bankReference,
      account,
      amountCents,
      currency,
      bookedOn,
      refs,
      text: text.slice(0, TEXT_KEPT),
      references,
      told: [place],
      ...(isDayAssumed ? { isDayAssumed } : {}),
      ...(debtorName ? { debtorName } : {}),
      ...(debtorIban ? { debtorIban } : {}),
      ...(isDoubtful ? { isDoubtful } : {}),
    };
    await this.bookings.create([booking]);
    return booking;
  }

  /** Keeps what a line adds to a booking, and what was told of others that turned out to be the same. */
  async tell(booking: Booking, line: StatementLine, settled: readonly Booking[]): Promise<Booking> {
    if (settled.length === 0 && booking.told.includes(line.place)) return booking;
    const all = settled.reduce(
      (known, other) => other.told.reduce((more, place) => withSighting(more, other, place), known),
      withSighting(booking, line, line.place),
    );
    const { _id, ...known } = all;
    await this.bookings.deleteMany({ _id: { $in: settled.map((other) => other._id) } });
    await this.bookings.updateOne({ _id }, { $set: { ...known, text: known.text.slice(0, TEXT_KEPT) } });
    return all;
  }
}

function alikeTo({ account, amountCents, bookedOn, isDayAssumed, place }: StatementLine): QueryFilter<Booking> {
  const around = isRomeDate(bookedOn)
    ? { $gte: addDays(bookedOn, -DAYS_AROUND), $lte: addDays(bookedOn, DAYS_AROUND) }
    : bookedOn;
  const days = isDayAssumed ? [{ bookedOn: around }] : [{ bookedOn }, { bookedOn: around, isDayAssumed: true }];
  return { account, amountCents, $or: [...days, { told: place }] };
}
