import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { nextPeriod, periodsBetween, startOfPeriod, type Period } from '#libs/italy/rome-time.js';
import { Clock } from '#libs/platform/clock.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { creditOf } from '../../credit/ledger/ledger.rules.js';
import { roundedWith, type Layer, type VatPart } from '../../credit/ledger/vat-basis.rules.js';
import { basisOf, VatBasis } from '../../credit/ledger/vat-basis.service.js';
import { Charging, isDue } from './charging.service.js';
import { monthOf, type MonthPrices } from './renewal.rules.js';
import type { RenewalFailure, RenewalTotals } from './run.schema.js';

const BATCH = 1_000;
const FAILURES_SHOWN = 1_000;

/** What the run of a period would charge. */
export interface RenewalForecast extends RenewalTotals {
  readonly period: Period;
  readonly failures: readonly RenewalFailure[];
}
type Draft = { -readonly [Key in keyof RenewalForecast]: RenewalForecast[Key] } & { failures: RenewalFailure[] };

/** Contracts as a run would leave them, by id, and the top-ups that a switch would make of their credit. */
interface Batch {
  readonly accounts: Map<string, Account>;
  readonly converted: Map<string, Layer[]>;
}

/** Forecasts of renewal: prices what runs would charge, and writes nothing. */
@Injectable()
export class RenewalForecasts {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(Charging) private readonly charging: Charging,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * What charging every contract up to a period would do, month by month from the first one missed; credit is converted where what is invoiced is
   * another by then (R24). The period may be one that has not begun.
   */
  async upTo(
    until: Period,
    onProgress: (done: number, of: number) => void = () => undefined,
  ): Promise<RenewalForecast[]> {
    const behind = { state: 'active' as const, chargedThrough: { $lt: until as string } };
    const of = await this.accounts.countDocuments(behind);
    const months = new Months((period) => this.charging.prices(period));
    for (let after: string | undefined = '', done = 0; after !== undefined; ) {
      const accounts: Account[] = await this.accounts
        .find({ ...behind, _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(BATCH)
        .lean<Account[]>();
      await this.chargeAll(accounts, until, months);
      onProgress((done += accounts.length), of);
      after = accounts.at(-1)?._id;
    }
    return months.inOrder(until);
  }

  /** Months in order, as runs come: a contract that cannot be charged one is due for no later one. */
  private async chargeAll(accounts: readonly Account[], until: Period, months: Months): Promise<void> {
    if (accounts.length === 0) return;
    const batch: Batch = { accounts: new Map(accounts.map((each) => [each._id, each])), converted: new Map() };
    const first = accounts.map(({ chargedThrough }) => nextPeriod(chargedThrough as Period)).toSorted()[0]!;
    for (const period of periodsBetween(first, until)) {
      const due = [...batch.accounts.values()].filter((account) => isDue(account, period));
      await this.convert(batch, due, period);
      for (const { _id } of due) {
        const after = months.charge(batch.accounts.get(_id)!, period);
        if (after) batch.accounts.set(_id, after);
      }
    }
  }

  /** What the first transaction that reads these accounts would do, once a month is charged. */
  private async convert({ accounts, converted }: Batch, due: readonly Account[], period: Period): Promise<void> {
    const [now, begins] = [this.clock.now(), startOfPeriod(period)];
    const terms = this.basis.at(now > begins ? now : begins);
    const behind = due.filter((account) => basisOf(account) !== terms.basis);
    if (behind.length === 0) return;
    for (const { contractId, entry, change } of await this.basis.conversions(behind, terms, converted)) {
      const account = accounts.get(contractId)!;
      const details = entry?.details ?? {};
      accounts.set(contractId, {
        ...account,
        ...change,
        ...(entry ? roundedWith(account, { details }) : {}),
        balanceCents: account.balanceCents + (entry ? creditOf(entry.postings) : 0),
      });
      if (terms.basis === 'top_up' && details.vat)
        converted.set(contractId, [{ entryId: entry!.key, ...(details.vat as VatPart) }]);
    }
  }
}

class Months {
  private readonly forecasts = new Map<Period, Draft>();
  private readonly prices = new Map<Period, MonthPrices>();

  constructor(private readonly pricesOf: (period: Period) => MonthPrices) {}

  /** Counts a month of a contract. @returns the contract as it then is; undefined where the month cannot be priced */
  charge(account: Account, period: Period): Account | undefined {
    const forecast = this.forecast(period);
    try {
      const { gross } = monthOf(account, period, this.price(period)).total;
      const { postponed: _charged, ...rest } = account;
      const balanceCents = account.balanceCents - gross;
      count(forecast, gross, balanceCents);
      return { ...rest, balanceCents, chargedThrough: period };
    } catch (error) {
      if (forecast.failures.length < FAILURES_SHOWN)
        forecast.failures.push({ contractId: account._id, reason: (error as Error).message });
      return undefined;
    }
  }

  inOrder(until: Period): RenewalForecast[] {
    this.forecast(until);
    return [...this.forecasts.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
  }

  private forecast(period: Period): Draft {
    const known = this.forecasts.get(period) ?? {
      period,
      contracts: 0,
      grossCents: 0,
      debts: 0,
      debtCents: 0,
      failures: [],
    };
    this.forecasts.set(period, known);
    return known;
  }

  private price(period: Period): MonthPrices {
    const known = this.prices.get(period) ?? this.pricesOf(period);
    this.prices.set(period, known);
    return known;
  }
}

function count(forecast: Draft, gross: number, balance: number): void {
  forecast.contracts += 1;
  forecast.grossCents += gross;
  if (balance >= 0) return;
  forecast.debts += 1;
  forecast.debtCents -= balance;
}
