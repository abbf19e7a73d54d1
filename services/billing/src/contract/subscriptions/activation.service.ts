import { Inject, Injectable } from '@nestjs/common';
import { activationCharged } from '#libs/api/billing/billing.js';
import { periodOf } from '#libs/italy/rome-time.js';
import { cents } from '#libs/money/money.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { ActivationPrice } from '../../credit/accounts/activation-price.service.js';
import type { Account, AccountChange } from '../../account/account.schema.js';
import { chargePostings, type NewEntry } from '../../credit/ledger/ledger.rules.js';
import { totalOf } from '../../pricing/quotes/pricing.rules.js';
import { Quotes } from '../../pricing/quotes/quotes.service.js';
import { activated } from '../../account/account-changes.rules.js';

/** The ledger key of a contract's first charge: there is one, ever. */
export const activationKey = (contractId: string): string => `activation:${contractId}`;

/** The first charge of a contract, made by the credit that covers it. */
@Injectable()
export class Activation {
  constructor(
    @Inject(Quotes) private readonly quotes: Quotes,
    @Inject(ActivationPrice) private readonly price: ActivationPrice,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * What activates a pending account if `creditCents` cover it today, or are what its registration was told (R31): the entry and the
   * change to post with it, and the message that lets its number be assigned. Undefined when there is nothing to activate, or not
   * enough. What was told in one month activates in the next, whose charge then takes credit below zero, as its renewal would have.
   */
  chargeIfCovered(
    tx: Tx,
    account: Account,
    creditCents: number,
  ): { entry: NewEntry; change: AccountChange } | undefined {
    if (account.state !== 'pending') return undefined;
    const now = this.clock.now();
    const lines = this.quotes.activation(account.services, now);
    const total = totalOf(lines);
    if (creditCents < this.price.credit(account, now)) return undefined;
    const {
      _id: contractId,
      customerId,
      holder: { identity: _identity, ...holder },
    } = account;
    tx.emit(activationCharged, contractId, {
      contractId,
      customerId,
      number: account.numbers[0]!,
      holder,
      chargedGrossCents: cents(total.gross),
      services: account.services.map(({ product, quantity }) => ({ product, quantity })),
      servicesVersion: account.servicesVersion + 1,
      at: now.toISOString(),
    });
    return {
      entry: {
        key: activationKey(contractId),
        contractId,
        cause: 'activation_charge',
        postings: chargePostings(total),
        ...(creditCents < total.gross ? { mayOwe: true } : {}),
        details: { lines, period: periodOf(now) },
      },
      change: activated(account, now),
    };
  }
}
