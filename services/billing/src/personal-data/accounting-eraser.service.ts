import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { KeptItem } from '#libs/api/kernel/personal-data.js';
import { retainedSince } from '#libs/italy/retention.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account, BilledHolder } from '../account/account.schema.js';
import type { Adjustment } from '../credit/adjustments/adjustment.schema.js';
import type { LedgerEntry } from '../credit/ledger/entry.schema.js';
import type { BankClaim } from '../credit/bank-claims/bank-claim.schema.js';
import type { Refund } from '../refunds/refund.schema.js';
import type { Booking } from '../bank/transfers/bookings.rules.js';
import type { Unmatched } from '../bank/transfers/transfer.schema.js';
import { heldBy, keptSince, spansOf, within, type Span } from './holdings.rules.js';
import { keptItem, NOBODY, unnamedPayer } from './nobody.rules.js';
import { AccountBook } from '../credit/ledger/account-book.store.js';

/**
 * Takes a customer's name out of accounts, payments, corrections and refunds once their time is over. The ledger's entries stay
 * but for what people wrote of them, which lies beside their hashes. Everything here belongs into a transaction.
 */
@Injectable()
export class AccountingEraser {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(AccountBook) private readonly book: AccountBook,
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @InjectModel('Adjustment') private readonly adjustments: Model<Adjustment>,
    @InjectModel('Refund') private readonly refunds: Model<Refund>,
    @InjectModel('UnmatchedTransfer') private readonly transfers: Model<Unmatched>,
    @InjectModel('BankBooking') private readonly bookings: Model<Booking>,
    @InjectModel('BankClaim') private readonly claims: Model<BankClaim>,
  ) {}

  /** Accounts that still name a customer, as the one who has or had them. */
  async naming(customerId: string): Promise<Account[]> {
    return (await this.accounts.find(heldBy(customerId)).lean<Account[]>()).filter((account) =>
      isNamed(account, customerId),
    );
  }

  /** @returns how many accounts name the customer no more */
  async erase(customerId: string, now: Date): Promise<number> {
    const due = retainedSince('accounting', now);
    const over = (await this.naming(customerId)).filter((account) => keptSince(account, customerId) <= due);
    for (const account of over) await this.unname(account, customerId);
    const spans = spansOf(over, customerId);
    await this.erasePayers(spans);
    await this.entries.updateMany(
      { $and: [within('at', spans), { words: { $exists: true } }] },
      { $unset: { words: 1 } },
    );
    await this.adjustments.updateMany(
      { customerId, requestedAt: { $lte: due } },
      { $set: { reason: NOBODY }, $unset: { refusal: 1 } },
    );
    await this.refunds.updateMany(
      { customerId, state: 'executed', executedAt: { $lte: due } },
      {
        $set: { holderName: NOBODY, holderTaxCode: NOBODY },
        $unset: { iban: 1, 'history.$[].details.iban': 1, 'history.$[].details.reason': 1 },
      },
    );
    return over.length;
  }

  async kept(customerId: string): Promise<KeptItem> {
    return keptItem(
      'accounting',
      (await this.naming(customerId)).map((account) => keptSince(account, customerId)),
    );
  }

  private async unname(account: Account, customerId: string): Promise<void> {
    const formerHolders = account.formerHolders?.map((former) =>
      former.customerId === customerId ? { ...former, holder: unnamed(former.holder) } : former,
    );
    const holder = account.customerId === customerId ? unnamed(account.holder) : account.holder;
    await this.book.unnamed(account, customerId, { holder, formerHolders });
  }

  /** Who paid, as statements told it, of all that was booked for contracts in these times. */
  private async erasePayers(spans: readonly Span[]): Promise<void> {
    const booked = await this.entries
      .find({ $and: [within('at', spans), { cause: 'top_up' }] }, { key: 1, 'details.reference': 1 })
      .lean<Pick<LedgerEntry, 'key' | 'details'>[]>();
    const byHand = await this.claims
      .find({ key: { $in: booked.map(({ key }) => key) }, transfer: { $exists: true } }, { transfer: 1 })
      .lean<BankClaim[]>();
    const references = [
      ...booked.map(({ details }) => String(details.reference)),
      ...byHand.flatMap(({ transfer }) => transfer ?? []),
    ];
    await this.transfers.updateMany(within('assignedAt', spans), unnamedPayer);
    await this.bookings.updateMany({ _id: { $in: references } }, unnamedPayer);
  }
}

const unnamed = ({ kind }: BilledHolder): BilledHolder => ({ kind, name: NOBODY, taxCode: NOBODY });

const isNamed = ({ customerId: current, holder, formerHolders = [] }: Account, customerId: string): boolean =>
  (current === customerId && holder.name !== NOBODY) ||
  formerHolders.some((former) => former.customerId === customerId && former.holder.name !== NOBODY);
