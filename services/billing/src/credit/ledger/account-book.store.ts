import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnyBulkWriteOperation, Model, QueryFilter } from 'mongoose';
import { servicesChanged } from '#libs/api/billing/changes.js';
import { debtOpened, debtSettled } from '#libs/api/billing/debts.js';
import type { Holder } from '#libs/api/kernel/holder.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { byIds } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { servicesMessage } from '../../account/services-message.text.js';
import { PaymentWays } from '../payment-ways/payment-ways.service.js';
import { afterPosting, type AccountNews } from './after-posting.rules.js';
import type { CreditTerms } from './vat-basis.rules.js';
import { accountLife } from '../../account/account-life.rules.js';

/** An account before a posting, and as its entries and changes leave it. */
export interface AccountMove {
  readonly before: Account;
  readonly moved: Account;
}
type Unopened = Omit<Account, 'balanceCents' | 'entries' | 'lastHash' | 'version' | 'servicesVersion'>;
const NEXT = { $inc: { version: 1 } };

/** The only writer of accounts, by changes that have names; each grows the account's version. What follows from a balance is applied here, whatever moved it. */
@Injectable()
export class AccountBook {
  constructor(
    @InjectModel('Account') private readonly accounts: Model<Account>,
    @Inject(PaymentWays) private readonly ways: PaymentWays,
  ) {}

  /** The accounts that match, in the order of their ids, in one round trip. */
  page(tx: Tx, filter: QueryFilter<Account>, limit: number): Promise<Account[]> {
    return this.accounts.find(filter).session(tx.session).sort({ _id: 1 }).limit(limit).lean<Account[]>();
  }

  read(tx: Tx, ids: readonly string[]): Promise<Account[]> {
    return byIds(ids, (some) =>
      this.accounts
        .find({ _id: { $in: some } })
        .session(tx.session)
        .lean<Account[]>(),
    );
  }

  /**
   * Writes accounts as a posting leaves them, with what follows from their balances, in one round trip. @returns them as they then are, and what tells
   * the news: it is told after the movements that it comes from. @throws RunAgain when one of them is gone
   */
  async posted(
    tx: Tx,
    moves: readonly AccountMove[],
    when: { readonly at: Date; readonly terms: CreditTerms },
  ): Promise<{ readonly written: readonly Account[]; readonly tellNews: () => void }> {
    const followed = moves.map(({ before, moved }) => ({
      before,
      ...afterPosting(before, { ...moved, version: before.version + 1 }, when),
    }));
    const updates = followed.map(({ account, before }) => updateOf(account, before));
    const { matchedCount } = await this.accounts.collection.bulkWrite(updates as never[], {
      session: tx.session,
      ordered: false,
    });
    if (matchedCount !== updates.length) throw new RunAgain('an account, or its basis,');
    return {
      written: followed.map(({ account }) => account),
      tellNews: () => {
        for (const { account, news } of followed) for (const each of news) this.tell(tx, account, each, when.at);
      },
    };
  }

  /** Opens an account. A duplicate key says that the contract has one. */
  async opened(account: Unopened): Promise<void> {
    await this.accounts.create([account]);
  }

  /** Ends an account that was never activated. @returns it, unless it is in another state */
  async lapsed(contractId: string, closedAt: Date): Promise<Account | null> {
    const { where, set } = accountLife.step('lapse', 'registration');
    return this.accounts
      .findOneAndUpdate(
        { _id: contractId, ...where },
        { $set: { ...set, closedAt, closeReason: 'not_activated' }, ...NEXT },
        { returnDocument: 'after' },
      )
      .lean<Account>();
  }

  /** The contract ends then, or earlier where that was told before (R12). @returns whether there is such an account */
  async endScheduled(contractId: string, endsAt: Date): Promise<boolean> {
    return this.changed({ _id: contractId }, { $min: { endsAt } });
  }

  /** The end is taken back: the one of that instant alone, where it is given. @returns whether there was one */
  async endTakenBack(contractId: string, endsAt: Date | undefined): Promise<boolean> {
    return this.changed({ _id: contractId, ...(endsAt ? { endsAt } : {}) }, { $unset: { endsAt: 1 } });
  }

  /** Outgoing calls are suspended for a debt. @throws RunAgain when the account moved since it was read */
  async suspended(
    { _id, version, servicesVersion }: Account,
    at: Date,
  ): Promise<Pick<Account, 'suspendedAt' | 'servicesVersion'>> {
    const suspended = { suspendedAt: at, servicesVersion: servicesVersion + 1 };
    if (!(await this.changed({ _id, version }, { $set: suspended }))) throw new RunAgain('an account');
    return suspended;
  }

  /** Staff were told of the credit that its last movement left. @returns the account, unless it moved since, or they were told before */
  async creditToldUnclaimed({ _id, lastEntryAt }: Account): Promise<Account | null> {
    return this.accounts
      .findOneAndUpdate(
        { _id, lastEntryAt, balanceCents: { $gt: 0 }, unclaimedSince: { $ne: lastEntryAt } },
        { $set: { unclaimedSince: lastEntryAt }, ...NEXT },
        { returnDocument: 'after' },
      )
      .lean<Account>();
  }

  /** Who is billed is reached or invoiced otherwise from then on (R29). */
  async identityCorrected({ _id, customerId, holder }: Account, identity: Holder, until: Date): Promise<void> {
    const former = { customerId, identity: holder.identity!, until };
    await this.changed({ _id }, { $set: { 'holder.identity': identity }, $push: { formerIdentities: former } });
  }

  /** A customer's name is taken out (R29). */
  async unnamed(
    { _id }: Account,
    customerId: string,
    { holder, formerHolders }: Pick<Account, 'holder' | 'formerHolders'>,
  ): Promise<void> {
    await this.changed(
      { _id },
      {
        $set: { holder, ...(formerHolders ? { formerHolders } : {}) },
        $pull: { formerIdentities: { customerId } },
      },
    );
  }

  /** Removes a customer's accounts that ended without a movement. @returns how many */
  async forgotten(customerId: string): Promise<number> {
    return (await this.accounts.deleteMany({ customerId, state: 'closed', entries: 0 })).deletedCount;
  }

  private async changed(which: QueryFilter<Account>, update: Record<string, object>): Promise<boolean> {
    return (await this.accounts.updateOne(which, { ...update, ...NEXT })).matchedCount > 0;
  }

  private tell(tx: Tx, account: Account, news: AccountNews, at: Date): void {
    const { _id: contractId, customerId, balanceCents, paymentReference } = account;
    if (news.kind === 'resumed') tx.emit(servicesChanged, contractId, servicesMessage(account, 'resumption', at));
    if (news.kind === 'debt_settled')
      tx.emit(debtSettled, contractId, { contractId, customerId, balanceCents, at: at.toISOString() });
    if (news.kind === 'debt_opened')
      tx.emit(debtOpened, contractId, {
        contractId,
        customerId,
        debtCents: news.debtCents,
        paymentReference,
        payBy: this.ways.forDue(news.debtCents, paymentReference),
        since: at.toISOString(),
      });
  }
}

/**
 * Writes only what differs. A condition on `version` would say again what the transaction guarantees already (a write to a
 * document that moved since it was read in the same transaction is refused), and doubles the cost of each update.
 */
function updateOf(account: Account, before: Account): AnyBulkWriteOperation<Account> {
  const keys = new Set([...Object.keys(account), ...Object.keys(before)]) as Set<keyof Account>;
  const set: Record<string, unknown> = {};
  const unset: Record<string, 1> = {};
  for (const key of keys) {
    if (account[key] === before[key]) continue;
    if (account[key] === undefined) unset[key] = 1;
    else set[key] = account[key];
  }
  return {
    updateOne: {
      filter: { _id: account._id },
      update: { $set: set, ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}) },
    },
  };
}
