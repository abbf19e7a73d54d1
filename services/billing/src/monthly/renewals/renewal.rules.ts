import type { Cents, VatSplit } from '#libs/money/money.js';
import type { Period } from '#libs/italy/rome-time.js';
import type { Account, AccountChange, ServiceItem } from '../../account/account.schema.js';
import type { CatalogueVersion } from '../../pricing/catalogue/catalogue.rules.js';
import { chargePostings, type NewEntry } from '../../credit/ledger/ledger.rules.js';
import { priceServices, totalOf, type PricedLine } from '../../pricing/quotes/pricing.rules.js';
import { monthCharged } from '../../account/account-changes.rules.js';

/** The whole-month price of one set of services. */
export interface MonthPrice {
  readonly lines: readonly PricedLine[];
  readonly total: VatSplit;
}

/** Whole-month prices of a period, each set of services priced once however many contracts have it. */
export class MonthPrices {
  private readonly known = new Map<string, MonthPrice>();

  constructor(private readonly version: CatalogueVersion) {}

  of(services: readonly ServiceItem[]): MonthPrice {
    const key = services.map(({ product, quantity }) => `${product}=${quantity}`).join();
    let price = this.known.get(key);
    if (!price) {
      const lines = priceServices(this.version, services, { days: 1, ofDays: 1 }, 'renewal');
      this.known.set(key, (price = { lines, total: totalOf(lines) }));
    }
    return price;
  }
}

/** What renewing one contract for a period writes. */
export interface Renewal {
  readonly entry: NewEntry;
  readonly change: AccountChange;
  readonly gross: Cents;
  /** A downgrade took effect with it (R10). */
  readonly servicesChanged: boolean;
  /** Numbers that leave the contract with it. */
  readonly givenUp: readonly string[];
}

/** The month's price and what was put off until it. */
function withPostponed(price: MonthPrice, postponed: readonly PricedLine[] = []): MonthPrice {
  if (postponed.length === 0) return price;
  const lines = [...postponed, ...price.lines];
  return { lines, total: totalOf(lines) };
}

/** The lines, in their order, that so many cents pay for. */
export function coveredLines(lines: readonly PricedLine[], creditCents: number): PricedLine[] {
  let left = creditCents;
  return lines.filter(({ grossCents }) => {
    const covered = grossCents <= left;
    if (covered) left -= grossCents;
    return covered;
  });
}

/** What a month costs an account, with what was put off until it. */
export const monthOf = (
  account: Pick<Account, 'services' | 'scheduled' | 'postponed'>,
  period: string,
  prices: MonthPrices,
): MonthPrice => withPostponed(prices.of(servicesIn(account, period)), account.postponed);

/** The services that a period is charged for: those scheduled once their 1st has come (R10). */
export const servicesIn = (
  { services, scheduled }: Pick<Account, 'services' | 'scheduled'>,
  period: string,
): readonly ServiceItem[] => (scheduled && scheduled.from <= period ? scheduled.services : services);

/** The ledger key that makes a contract's month be charged once, whoever charges it (R20). */
export const renewalKey = (contractId: string, period: string): string => `renewal:${contractId}:${period}`;

/** R6: the month of an active contract, deducted whole; R7: below zero where credit is short. */
export function renewalOf(account: Account, period: Period, prices: MonthPrices): Renewal {
  const contractId = account._id;
  const services = servicesIn(account, period);
  const servicesChanged = services !== account.services;
  const { lines, total } = monthOf(account, period, prices);
  const givenUp = servicesChanged ? (account.scheduled?.giveUp ?? []) : [];
  const numbers = account.numbers.filter((number) => !givenUp.includes(number));
  const change = monthCharged(account, period, servicesChanged ? { services, numbers } : undefined);
  return {
    entry: {
      key: renewalKey(contractId, period),
      contractId,
      cause: 'renewal',
      postings: chargePostings(total),
      details: { period, lines },
    },
    change,
    gross: total.gross,
    servicesChanged,
    givenUp,
  };
}
