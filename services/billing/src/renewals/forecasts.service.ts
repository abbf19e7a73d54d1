import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { nextPeriod, periodsBetween, startOfPeriod, type Period } from '#libs/italy/rome-time.js';
import type { Account } from '../accounts/account.schema.js';
import { Charging } from './charging.service.js';
import { monthOf, type MonthPrices } from './renewal.rules.js';
import type { RenewalFailure, RenewalTotals } from './run.schema.js';

const PROGRESS_EVERY = 1_000;
const FAILURES_SHOWN = 1_000;

/** What the run of a period would charge. */
export interface RenewalForecast extends RenewalTotals {
  readonly period: Period;
  readonly failures: readonly RenewalFailure[];
}
type Draft = { -readonly [Key in keyof RenewalForecast]: RenewalForecast[Key] } & { failures: RenewalFailure[] };

/** Forecasts of renewal: prices what runs would charge, and writes nothing. */
@Injectable()
export class RenewalForecasts {
  constructor(
    @InjectModel('Account') private readonly accounts: Model<Account>,
    @Inject(Charging) private readonly charging: Charging,
  ) {}

  /** What charging every contract up to a period would do, month by month from the first one missed. The period may be one that has not begun. */
  async upTo(
    until: Period,
    onProgress: (done: number, of: number) => void = () => undefined,
  ): Promise<RenewalForecast[]> {
    const behind = { state: 'active' as const, chargedThrough: { $lt: until as string } };
    const of = await this.accounts.countDocuments(behind);
    const months = new Months((period) => this.charging.prices(period));
    let done = 0;
    for await (const account of this.accounts.find(behind).lean<Account>().cursor({ batchSize: 1_000 })) {
      months.add(account, until);
      if (++done % PROGRESS_EVERY === 0) onProgress(done, of);
    }
    return months.inOrder(until);
  }
}

class Months {
  private readonly forecasts = new Map<Period, Draft>();
  private readonly prices = new Map<Period, MonthPrices>();

  constructor(private readonly pricesOf: (period: Period) => MonthPrices) {}

  /** The months of one contract, in order: one that cannot be priced holds back its later ones, as in a run. */
  add({ _id, balanceCents, endsAt, postponed, ...services }: Account, until: Period): void {
    let balance = balanceCents;
    let putOff = postponed;
    for (const period of periodsBetween(nextPeriod(services.chargedThrough as Period), until)) {
      if (endsAt && endsAt <= startOfPeriod(period)) return;
      const forecast = this.forecast(period);
      try {
        const { gross } = monthOf(
          { ...services, ...(putOff ? { postponed: putOff } : {}) },
          period,
          this.price(period),
        ).total;
        balance -= gross;
        putOff = undefined;
        count(forecast, gross, balance);
      } catch (error) {
        if (forecast.failures.length < FAILURES_SHOWN)
          forecast.failures.push({ contractId: _id, reason: (error as Error).message });
        return;
      }
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
