import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { creditUnclaimed } from '#libs/api/billing/payments.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { leftSince } from '../../credit/accounts/credit-left.service.js';
import { daysBefore, daysSince } from '../debts/debts.rules.js';
import { VatBasis } from '../../credit/ledger/vat-basis.service.js';
import { LapsedCreditConfig } from './lapsed-credit.config.js';
import { AccountBook } from '../../credit/ledger/account-book.store.js';

/** Credit of registrations that lapsed and that nobody asks back: staff are told, once for each time that more of it came. */
@Injectable()
export class LapsedCredit {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(AccountBook) private readonly book: AccountBook,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(LapsedCreditConfig) private readonly config: LapsedCreditConfig,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @returns of how many it told; a missed day is made up for by the next */
  async run(): Promise<number> {
    const before = daysBefore(this.clock.now(), this.config.LAPSED_CREDIT_DAYS);
    const old = this.accounts
      .find(
        {
          state: 'closed',
          closeReason: 'not_activated',
          balanceCents: { $gt: 0 },
          closedAt: { $lte: before },
          lastEntryAt: { $lte: before },
        },
        { _id: 1, lastEntryAt: 1, unclaimedSince: 1 },
      )
      .lean<Account>()
      .cursor({ batchSize: 500 });
    let told = 0;
    for await (const account of old) {
      if (account.unclaimedSince?.getTime() !== account.lastEntryAt?.getTime())
        told += await this.work.run((tx) => this.tell(tx, account));
    }
    return told;
  }

  /** Looks again inside the transaction: it may have been asked back, or told, meanwhile. */
  private async tell(tx: Tx, account: Account): Promise<0 | 1> {
    const { _id } = account;
    const found = await this.book.creditToldUnclaimed(account);
    if (!found) return 0;
    const now = this.clock.now();
    const since = leftSince(found);
    tx.emit(creditUnclaimed, _id, {
      contractId: _id,
      customerId: found.customerId,
      contractNumber: found.contractNumber,
      holderName: found.holder.name,
      amountCents: await this.basis.toGiveBack(found, now),
      days: daysSince(since, now),
      since: since.toISOString(),
    });
    return 1;
  }
}
