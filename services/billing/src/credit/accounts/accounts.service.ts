import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { AccountClosed, AlreadyActivated } from '#libs/api/errors/billing/credit.errors.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import type { OpenAccount, OpenedAccount } from '#libs/api/billing/billing.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { creditorReference } from '#libs/italy/creditor-reference.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { type ReadModel, isDuplicateKey } from '#libs/platform/mongo.js';
import { VatBasis } from '../ledger/vat-basis.service.js';
import { PaymentWays } from '../payment-ways/payment-ways.service.js';
import { TopUpOffers } from '../payment-ways/top-up-offers.service.js';
import { Quotes } from '../../pricing/quotes/quotes.service.js';
import { maySee } from '../../account/account.rules.js';
import { ActivationPrice } from './activation-price.service.js';
import type { Account } from '../../account/account.schema.js';
import { tellCreditLeft } from './credit-left.service.js';
import { AccountBook } from '../ledger/account-book.store.js';

/** Opens and ends the credit accounts of contracts. */
@Injectable()
export class Accounts {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(AccountBook) private readonly book: AccountBook,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Quotes) private readonly quotes: Quotes,
    @Inject(ActivationPrice) private readonly price: ActivationPrice,
    @Inject(PaymentWays) private readonly ways: PaymentWays,
    @Inject(TopUpOffers) private readonly offers: TopUpOffers,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Opens the account of a contract whose activation waits for credit; again, it finds the same one.
   * @throws InvalidInput when the catalogue does not allow the services; AccountClosed when it was ended before.
   */
  async open(request: OpenAccount): Promise<OpenedAccount> {
    const now = this.clock.now();
    const { contractId, customerId, contractNumber, number, holder, identity } = request;
    const services = this.quotes.complete(request.services, now);
    const account: Pick<
      Account,
      | '_id'
      | 'customerId'
      | 'contractNumber'
      | 'paymentReference'
      | 'holder'
      | 'state'
      | 'numbers'
      | 'services'
      | 'openedAt'
      | 'announced'
      | 'basis'
    > = {
      _id: contractId,
      customerId,
      contractNumber,
      paymentReference: creditorReference(contractNumber),
      holder: { ...holder, identity },
      state: 'pending',
      numbers: [number],
      services,
      openedAt: now,
      announced: this.price.announce(services, now),
      ...(this.basis.at(now).basis === 'top_up' ? { basis: 'top_up' as const } : {}),
    };
    try {
      await this.book.opened(account);
      return this.due(account, now);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const opened = await this.accounts.findById(contractId).lean<Account>().orFail();
      if (opened.state === 'closed') throw new AccountClosed();
      return this.due(opened, now);
    }
  }

  /**
   * Ends an account that was never activated. It settles the race between lapse and payment: whoever writes first wins.
   * Credit already paid stays on the account, to be refunded. An account that never came to be is closed in advance, so
   * that an opening still on its way cannot leave it open.
   * @throws AlreadyActivated once the activation was charged.
   */
  async close(contractId: string): Promise<void> {
    const ended = { state: 'closed' as const, closedAt: this.clock.now(), closeReason: 'not_activated' };
    await this.work.run(async (tx) => {
      const closed = await this.book.lapsed(contractId, ended.closedAt);
      if (closed)
        return tellCreditLeft(tx, this.basis, closed, { causeId: contractId, why: 'not_activated' }, ended.closedAt);
      const account = await this.accounts.findById(contractId).lean<Account>();
      if (account?.state === 'active') throw new AlreadyActivated();
      const nobody = {
        customerId: '-',
        contractNumber: '-',
        paymentReference: contractId,
        holder: { kind: 'private' as const, name: '-', taxCode: '-' },
        numbers: [],
        services: [],
        openedAt: ended.closedAt,
      };
      if (!account) await this.book.opened({ _id: contractId, ...nobody, ...ended });
    });
  }

  /** The account of a contract, if it is the caller's. @throws NotFound also when it is someone else's. */
  async visible(contractId: string, actor: Actor): Promise<Account> {
    const account = await this.accounts.findById(contractId).lean<Account>();
    if (!account || !maySee(actor, account)) throw new NotFound('contract');
    return this.basis.asConverted(account, this.clock.now());
  }

  /** As `visible`, to those who had the contract before a voltura too (R16). @throws NotFound */
  async everVisible(contractId: string, actor: Actor): Promise<Account> {
    const account = await this.accounts.findById(contractId).lean<Account>();
    if (!account || ![account, ...(account.formerHolders ?? [])].some((held) => maySee(actor, held)))
      throw new NotFound('contract');
    return account;
  }

  /** What was told the first time, however often it is asked. */
  private due(
    {
      paymentReference,
      services,
      announced,
      openedAt,
    }: Pick<Account, 'paymentReference' | 'services' | 'announced' | 'openedAt'>,
    now: Date,
  ): OpenedAccount {
    const { amountDueCents, on } = announced ?? this.price.announce(services, now);
    return {
      amountDueCents,
      amountDueOn: on,
      paymentReference,
      ...this.price.nextMonth(services, openedAt),
      comingPrice: this.quotes.comingPrice(services, openedAt),
      payBy: this.ways.forDue(amountDueCents, paymentReference),
      topUps: this.offers.on(now),
    };
  }
}
