import { Controller, Inject } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { detailsCorrected, type DetailsCorrected } from '#libs/api/accounts/details.js';
import { isSameParty, registeredHolder } from '#libs/italy/identity.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import { registeredHolderOf } from '../../account/account.rules.js';
import type { Account } from '../../account/account.schema.js';
import { AccountBook } from '../../credit/ledger/account-book.store.js';

/** Corrections of who is billed that are no change of holder (R29). */
@Controller()
export class IdentityEvents {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(AccountBook) private readonly book: AccountBook,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** Bills the corrected identity from then on, on every account of the customer that the same party holds; what came later stays. */
  @HandleMessage(detailsCorrected)
  async corrected({ customerId, holder, at }: DetailsCorrected, delivery: Delivery): Promise<void> {
    const until = new Date(at);
    await this.work.handle(delivery, async () => {
      for (const account of await this.accounts.find({ customerId }).lean<Account[]>()) {
        const { holder: billed, formerIdentities = [] } = account;
        if (
          !billed.identity ||
          !isSameParty(registeredHolderOf(billed), registeredHolder(holder)) ||
          formerIdentities.some((former) => former.customerId === customerId && former.until >= until)
        )
          continue;
        await this.book.identityCorrected(account, holder, until);
      }
    });
  }
}
