import { Inject, Injectable } from '@nestjs/common';
import { numbersGivenUp, servicesChanged } from '#libs/api/billing/changes.js';
import { debtReminder } from '#libs/api/billing/debts.js';
import type { Period } from '#libs/italy/rome-time.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { nextPeriod, previousPeriod, romeDate, startOfPeriod } from '#libs/italy/rome-time.js';
import type { Account } from '../../account/account.schema.js';
import { servicesMessage } from '../../account/services-message.text.js';
import { Catalogue } from '../../pricing/catalogue/catalogue.service.js';
import { daysSince } from '../debts/debts.rules.js';
import { ChargeReturns } from '../../credit/ledger/charge-returns.service.js';
import type { LedgerEntry } from '../../credit/ledger/entry.schema.js';
import { Ledger } from '../../credit/ledger/ledger.service.js';
import { roundedWith } from '../../credit/ledger/vat-basis.rules.js';
import { VatBasis } from '../../credit/ledger/vat-basis.service.js';
import { chargePostings, creditOf, type NewEntry } from '../../credit/ledger/ledger.rules.js';
import { PaymentWays } from '../../credit/payment-ways/payment-ways.service.js';
import { totalOf } from '../../pricing/quotes/pricing.rules.js';
import { coveredLines, MonthPrices, renewalKey, renewalOf } from './renewal.rules.js';
import type { RenewalTotals } from './run.schema.js';

/** Charges months of contracts: set-wise for a run, or one contract ahead of its run. */
@Injectable()
export class Charging {
  constructor(
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(PaymentWays) private readonly ways: PaymentWays,
    @Inject(ChargeReturns) private readonly returns: ChargeReturns,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The prices of a period as they are charged now, or once it begins, to share among batches. */
  prices(period: Period): MonthPrices {
    const [today, first] = [romeDate(this.clock.now()), `${period}-01` as const];
    return new MonthPrices(this.catalogue.chargedOn(today > first ? today : first, first));
  }

  /** The next contracts of a range that a period may be due for, in the caller's transaction. */
  page(tx: Tx, period: Period, range: IdRange, limit: number): Promise<Account[]> {
    return this.ledger.accountsWhere(tx, inRange(period, range), limit);
  }

  /**
   * Charges a period to those of the accounts that are active and charged exactly through the month before: the others
   * have been charged, have ended or are about to, or must first be charged an earlier month.
   */
  async charge(tx: Tx, accounts: readonly Account[], period: Period, prices: MonthPrices): Promise<RenewalTotals> {
    const due = accounts.filter((account) => isDue(account, period));
    const renewals = due.map((account) => renewalOf(account, period, prices));
    const booked = await this.ledger.post(
      tx,
      renewals.map(({ entry }) => entry),
      new Map(renewals.map(({ entry, change }) => [entry.contractId, change])),
    );
    renewals.forEach(
      (renewal, index) =>
        renewal.servicesChanged && this.tellServices(tx, { ...due[index]!, ...renewal.change }, renewal.givenUp),
    );
    booked.forEach(({ balanceCents }, index) => this.remindOfDebt(tx, due[index]!, balanceCents));
    const debts = booked.filter(({ balanceCents }) => balanceCents < 0);
    return {
      contracts: booked.length,
      grossCents: renewals.reduce((total, { gross }) => total + gross, 0),
      debts: debts.length,
      debtCents: debts.reduce((total, { balanceCents }) => total - balanceCents, 0),
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
      await this.charge(tx, [account], period, this.prices(period));
    }
  }

  /** A debt that began before grows with another month: its customer is told what it is now (a new one is told by the ledger). */
  private remindOfDebt(tx: Tx, account: Account, balanceCents: number): void {
    const { _id: contractId, customerId, paymentReference, debtSince } = account;
    if (balanceCents >= 0 || !debtSince) return;
    const debtCents = this.basis.toPay(-balanceCents, account, this.clock.now());
    tx.emit(debtReminder, contractId, {
      contractId,
      customerId,
      debtCents,
      paymentReference,
      payBy: this.ways.forDue(debtCents, paymentReference),
      since: debtSince.toISOString(),
      days: daysSince(debtSince, this.clock.now()),
      reminder: 0,
    });
  }

  /** Gives back every month that begins at or after an end which was told too late to leave it out (R14); once each. */
  async giveBack(tx: Tx, contractId: string, endedAt: Date): Promise<void> {
    for (const charge of await this.chargedPast(await this.ledger.account(tx, contractId), endedAt)) {
      const { period } = charge.details;
      const { entries, change } = await this.returns.returning(
        await this.ledger.account(tx, contractId),
        charge,
        await this.returns.left(charge),
        {
          key: `month-returned:${contractId}:${String(period)}`,
          cause: 'charge_returned',
          details: { period },
          reason: 'returned',
        },
      );
      await this.ledger.post(tx, entries, new Map([[contractId, change]]));
    }
  }

  /** Cents that `giveBack` is to give back, in the caller's transaction. */
  async takenPast(account: Account, endedAt: Date): Promise<number> {
    let [taken, standing] = [0, account];
    for (const charge of await this.chargedPast(account, endedAt)) {
      const { entries, change } = await this.returns.returning(standing, charge, await this.returns.left(charge), {
        key: charge.key,
        cause: 'charge_returned',
        reason: 'returned',
      });
      taken += entries.reduce((total, { postings }) => total + creditOf(postings), 0);
      standing = { ...standing, ...change };
      for (const { details = {} } of entries) standing = { ...standing, ...roundedWith(standing, { details }) };
    }
    return taken;
  }

  /** The charges of months that begin at or after an end, the latest first. */
  private async chargedPast({ _id, chargedThrough }: Account, endedAt: Date): Promise<LedgerEntry[]> {
    const found: LedgerEntry[] = [];
    if (!chargedThrough) return found;
    for (let period = chargedThrough as Period; startOfPeriod(period) >= endedAt; period = previousPeriod(period)) {
      const charged = await this.ledger.find(renewalKey(_id, period));
      if (!charged) break;
      found.push(charged);
    }
    return found;
  }

  /**
   * Charges what was put off to the next renewal, once that renewal is not to come: the months were used (R14). Only what
   * credit covers, `kept` cents of it apart, since renewal alone takes it below zero (R7); and nothing where the end was
   * told after a later month was charged.
   */
  async chargePostponed(tx: Tx, contractId: string, endedAt: Date, kept: number): Promise<void> {
    const { postponed = [], balanceCents, chargedThrough } = await this.ledger.account(tx, contractId);
    if (postponed.length === 0 || startOfPeriod(chargedThrough as Period) >= endedAt) return;
    const lines = coveredLines(postponed, balanceCents - kept);
    const total = totalOf(lines);
    const entry: NewEntry = {
      key: `postponed:${contractId}`,
      contractId,
      cause: 'upgrade',
      postings: chargePostings(total),
      details: { lines, period: chargedThrough },
    };
    await this.ledger.post(tx, total.gross > 0 ? [entry] : [], new Map([[contractId, { postponed: undefined }]]));
  }

  private tellServices(tx: Tx, account: Account, givenUp: readonly string[]): void {
    const at = this.clock.now();
    tx.emit(servicesChanged, account._id, servicesMessage(account, 'downgrade', at));
    if (givenUp.length > 0)
      tx.emit(numbersGivenUp, account._id, {
        contractId: account._id,
        customerId: account.customerId,
        numbers: [...givenUp],
        at: at.toISOString(),
      });
  }
}

/** Whether renewal charges this period to an account next. */
export const isDue = (
  { state, chargedThrough, endsAt }: Pick<Account, 'state' | 'chargedThrough' | 'endsAt'>,
  period: Period,
): boolean =>
  state === 'active' && chargedThrough === previousPeriod(period) && !(endsAt && endsAt <= startOfPeriod(period));

/** Contract ids: after `after`, up to and with `to`; an empty `to` is open. */
export interface IdRange {
  readonly after: string;
  readonly to: string;
}

/** By one index alone; which of them are really due is for `isDue` to say. */
export const inRange = (period: Period, { after, to }: IdRange) => ({
  state: 'active' as const,
  chargedThrough: previousPeriod(period) as string,
  _id: { $gt: after, ...(to ? { $lte: to } : {}) },
});

/** As `isDue`, for the database. */
export const dueIn = (period: Period) => ({
  state: 'active' as const,
  chargedThrough: previousPeriod(period) as string,
  $or: [{ endsAt: null }, { endsAt: { $gt: startOfPeriod(period) } }],
});
