import type { Command } from 'commander';
import type { RenewalReport } from '#libs/api/billing/renewals.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { parsePeriod, periodOf } from '#libs/italy/rome-time.js';
import { cents, formatCents } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { printTable } from '#libs/platform/table.js';
import { withBilling } from '../../process/billing.process.js';
import { Progress } from '#libs/platform/progress.js';
import { RenewalForecasts, type RenewalForecast } from './forecasts.service.js';
import { RenewalsModule } from './renewals.module.js';
import { Renewals } from './renewals.service.js';

interface Options {
  readonly period?: string;
  readonly json?: boolean;
}
const euro = (amount: number): string => formatCents(cents(amount), 'en');

function printReport({ failures, ...report }: RenewalReport): void {
  printTable(
    ['period', 'state', 'contracts', 'charged', 'remaining', 'amount', 'debts', 'owed', 'shards'],
    [
      [
        report.period,
        report.state,
        report.due,
        report.charged,
        report.remaining,
        euro(report.grossCents),
        report.debts,
        euro(report.debtCents),
        `${report.shardsDone}/${report.shards}`,
      ],
    ],
  );
  printFailures(failures);
}

function printFailures(failures: RenewalReport['failures'] | RenewalForecast['failures']): void {
  if (failures.length > 0)
    printTable(
      ['contract', 'not charged because'],
      failures.map(({ contractId, reason }) => [contractId, reason]),
    );
}

function show(reports: readonly RenewalReport[], json: boolean | undefined): void {
  if (json) console.log(JSON.stringify(reports));
  else if (reports.length === 0) console.log('no month is due');
  else reports.forEach(printReport);
  if (reports.some(({ failures, remaining }) => failures.length + remaining > 0)) process.exitCode = 1;
}

async function run({ period, json }: Options): Promise<void> {
  await withBilling(RenewalsModule, async (app) => {
    const renewals = app.get(Renewals);
    const progress = new Progress('contracts', !json);
    const onProgress = (done: number, of: number): void => progress.at(done, of);
    try {
      show(await (period ? renewals.runUpTo(parsePeriod(period), onProgress) : renewals.runDue(onProgress)), json);
    } finally {
      progress.stop();
    }
  });
}

async function status({ period, json }: Options): Promise<void> {
  await withBilling(RenewalsModule, async (app) => {
    const renewals = app.get(Renewals);
    const reports = period ? [await renewals.report(parsePeriod(period))] : (await renewals.list({ limit: 24 })).items;
    if (json) console.log(JSON.stringify(reports));
    else reports.forEach(printReport);
  });
}

async function simulate({ period, json }: Options): Promise<void> {
  await withBilling(RenewalsModule, async (app) => {
    const wanted = period ? parsePeriod(period) : periodOf(app.get(Clock).now());
    const progress = new Progress('contracts', !json);
    const forecasts = await app
      .get(RenewalForecasts)
      .upTo(wanted, (done, of) => progress.at(done, of))
      .finally(() => progress.stop());
    if (json) return console.log(JSON.stringify(forecasts));
    printTable(
      ['period', 'contracts', 'amount', 'debts', 'owed'],
      forecasts.map((month) => [
        month.period,
        month.contracts,
        euro(month.grossCents),
        month.debts,
        euro(month.debtCents),
      ]),
    );
    printFailures(forecasts.flatMap(({ failures }) => failures));
    console.log('nothing was written');
  });
}

const refusing =
  (work: (options: Options) => Promise<void>, program: Command) =>
  async (options: Options): Promise<void> => {
    try {
      await work(options);
    } catch (error) {
      if (error instanceof DomainError || error instanceof RangeError) program.error(error.message);
      throw error;
    }
  };

/** `renewals …` */
export function addRenewalCommands(program: Command): void {
  const renewals = program.command('renewals').description('run and follow monthly renewals (R6, R20)');
  const add = (name: string, description: string, work: (options: Options) => Promise<void>, period: string): void =>
    void renewals
      .command(name)
      .description(description)
      .option('--period <YYYY-MM>', period)
      .option('--json', 'as JSON')
      .action(refusing(work, program));
  add(
    'run',
    'charge a month to every contract it is due for; any number of these may run at once',
    run,
    'the month, after earlier ones that are due; every due month by default',
  );
  add(
    'resume',
    'go on with what a run left: the same as run',
    run,
    'the month, after earlier ones that are due; every due month by default',
  );
  add('status', 'how far a run is and what it charged', status, 'the month; the last 24 runs by default');
  add(
    'simulate',
    'what runs would charge up to a month, missed ones first; writes nothing',
    simulate,
    'the month; the current one by default',
  );
}
