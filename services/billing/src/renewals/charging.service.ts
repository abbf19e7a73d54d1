import { Inject, Injectable } from '@nestjs/common';
import { numbersGivenUp, servicesChanged } from '#libs/contracts/billing-changes.js';
import type { Period } from '#libs/italy/rome-time.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { nextPeriod, previousPeriod, startOfPeriod } from '#libs/italy/rome-time.js';
import type { Account } from '../accounts/account.schema.js';
import { servicesMessage } from '../accounts/services-message.js';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { Ledger } from '../ledger/ledger.service.js';
import { MonthPrices, renewalOf } from './renewal.rules.js';
import type { RenewalTotals } from './run.schema.js';

/** Charges months of contracts: set-wise for a run, or one contract ahead of its run. */
@Injectable()
export class Charging {
  constructor(@Inject(Ledger) private readonly ledger: Ledger, @Inject(Catalogue) private readonly catalogue: Catalogue, @Inject(Clock) private readonly clock: Clock) {}

  /** The prices of a period, to share among batches. */
  prices(period: Period): MonthPrices {
    return new MonthPrices(this.catalogue.on(`${period}-01` as `${number}-${number}-${number}`));
  }

  /**
   * Charges a period to those of the contracts that are active and charged exactly through the month before: the others
   * have been charged, have ended, or must first be charged an earlier month.
   */
  async charge(tx: Tx, contractIds: readonly string[], period: Period, prices: MonthPrices): Promise<RenewalTotals> {
    const accounts = await this.ledger.accountsOf(tx, contractIds);
    const due = [...accounts.values()].filter((account) => isDue(account, period));
    const renewals = due.map((account) => renewalOf(account, period, prices));
    const booked = await this.ledger.post(tx, renewals.map(({ entry }) => entry), new Map(renewals.map(({ entry, change }) => [entry.contractId, change])));
    renewals.forEach((renewal, index) => renewal.servicesChanged && this.tellServices(tx, { ...due[index]!, ...renewal.change }, renewal.givenUp));
    const debts = booked.filter(({ balanceCents }) => balanceCents < 0);
    return {
      contracts: booked.length, grossCents: renewals.reduce((total, { gross }) => total + gross, 0),
      debts: debts.length, debtCents: debts.reduce((total, { balanceCents }) => total - balanceCents, 0),
    };
  }

  /**
   * Charges one account every month that began before `until`, up to now by default, in the caller's transaction: what changes or ends a contract must find
   * its months charged, even where the renewal job has not come to it yet. @returns the account as it then is.
   */
  async catchUp(tx: Tx, contractId: string, until = new Date(this.clock.now().getTime() + 1)): Promise<Account> {
    for (;;) {
      const account = await this.ledger.account(tx, contractId);
      if (account.state !== 'active') return account;
      const period = nextPeriod(account.chargedThrough as Period);
      if (startOfPeriod(period) >= until || !isDue(account, period)) return account;
      await this.charge(tx, [contractId], period, this.prices(period));
    }
  }

  private tellServices(tx: Tx, account: Account, givenUp: readonly string[]): void {
    const at = this.clock.now();
    tx.emit(servicesChanged, account._id, servicesMessage(account, 'downgrade', at));
    if (givenUp.length > 0) tx.emit(numbersGivenUp, account._id, { contractId: account._id, customerId: account.customerId, numbers: [...givenUp], at: at.toISOString() });
  }
}

/** Whether renewal charges this period to an account next. */
export const isDue = ({ state, chargedThrough, endsAt }: Pick<Account, 'state' | 'chargedThrough' | 'endsAt'>, period: Period): boolean =>
  state === 'active' && chargedThrough === previousPeriod(period) && !(endsAt && endsAt <= startOfPeriod(period));

/** As `isDue`, for the database: by one index. */
export const dueIn = (period: Period) => ({ state: 'active' as const, chargedThrough: previousPeriod(period) as string, $or: [{ endsAt: null }, { endsAt: { $gt: startOfPeriod(period) } }] });
