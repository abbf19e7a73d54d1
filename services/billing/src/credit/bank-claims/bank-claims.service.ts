import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { RunAgain } from '#libs/messaging/run-again.js';
import { currentContext } from '#libs/platform/context.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import type { BankClaim } from './bank-claim.schema.js';

const OUR_ACCOUNT = /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}:/;

/** A bank reference as people write it, also with our account before it as in the list of transfers. */
export const bankName = (reference: string): string => reference.trim().replace(OUR_ACCOUNT, '');

/**
 * Names of bank payments, each unique in the database and taken in the transaction that credits the payment, so that a
 * payment booked by hand, from a statement and from the list of unmatched transfers is credited by one of them.
 * Everything here belongs into a transaction.
 */
@Injectable()
export class BankClaims {
  constructor(@InjectModel('BankClaim') private readonly claims: Model<BankClaim>) {}

  /** Who holds a name. */
  of(name: string): Promise<BankClaim | null> {
    return this.claims.findById(name).lean<BankClaim>();
  }

  /** What staff hold of these names, in their order. */
  async byHand(names: readonly string[]): Promise<BankClaim[]> {
    const held = await this.claims.find({ _id: { $in: names }, byHand: true }).lean<BankClaim[]>();
    return held.toSorted((a, b) => names.indexOf(a._id) - names.indexOf(b._id));
  }

  /** Takes those of the names that are free: other money may have the same one, and is told apart by its key. */
  async claimFree(key: string, names: readonly string[], byHand = false): Promise<void> {
    const held = new Set(
      (await this.claims.find({ _id: { $in: names } }, { _id: 1 }).lean<BankClaim[]>()).map(({ _id }) => _id),
    );
    const free = [...new Set(names)].filter((name) => !held.has(name));
    if (free.length === 0) return;
    try {
      await this.claims.insertMany(free.map((_id) => ({ _id, key, byHand })));
    } catch (error) {
      throw isDuplicateKey(error) ? new RunAgain('a bank reference') : error;
    }
  }

  /** Of these bookings by hand, those that a statement showed too: by ledger key, who loaded it. */
  async shownBy(keys: readonly string[]): Promise<Map<string, string>> {
    const shown = await this.claims
      .find({ key: { $in: keys }, byHand: true, transfer: { $exists: true } })
      .lean<BankClaim[]>();
    return new Map(shown.map(({ key, shownBy = '' }) => [key, shownBy]));
  }

  /** What staff booked is this transfer of a statement, and no other; the transfer's further names are its too. */
  async standFor({ _id, key }: BankClaim, transfer: string, bookedOn: string, names: readonly string[]): Promise<void> {
    await this.claims.updateOne({ _id }, { $set: { transfer, bookedOn, shownBy: currentContext().actor.id } });
    await this.claimFree(key, names);
  }
}
