import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { DomainError } from '#libs/contracts/domain-error.js';
import { systemActor } from '#libs/contracts/actor.js';
import { parsePeriod } from '#libs/italy/rome-time.js';
import { cents, formatCents } from '#libs/money/money.js';
import { printTable } from '#libs/platform/table.js';
import { withBilling } from '../billing-process.js';
import { Progress } from '#libs/platform/progress.js';
import { InvoicesModule } from './invoices.module.js';
import { Invoices } from './invoices.service.js';
import { Invoicing } from './invoicing.service.js';

interface Options {
  readonly period: string;
  readonly out?: string;
  readonly json?: boolean;
}
const LISTED = 200;
const euro = (amount: number): string => formatCents(cents(amount), 'en');

async function issue({ period, json }: Options): Promise<void> {
  await withBilling(InvoicesModule, async (app) => {
    const progress = new Progress('entries', !json);
    const { failures, ...report } = await app.get(Invoicing).issue(parsePeriod(period), (done, of) => progress.at(done, of)).finally(() => progress.stop());
    if (json) console.log(JSON.stringify({ ...report, failures }));
    else {
      printTable(['period', 'issued', 'there already', 'net', 'VAT', 'gross'], [[report.period, report.issued, report.already, euro(report.netCents), euro(report.vatCents), euro(report.grossCents)]]);
      if (failures.length > 0) printTable(['contract', 'not invoiced because'], failures.map(({ contractId, reason }) => [contractId, reason]));
    }
    if (failures.length > 0) process.exitCode = 1;
  });
}

async function exportFiles({ period, out, json }: Options): Promise<void> {
  await withBilling(InvoicesModule, async (app) => {
    const folder = out ?? `invoices-${parsePeriod(period)}`;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const progress = new Progress('invoices', !json);
    const of = await app.get(Invoices).countOf(period);
    let files = 0;
    for await (const { fileName, xml } of app.get(Invoices).ofMonth(period)) {
      writeFileSync(join(folder, fileName), xml, { mode: 0o600 });
      progress.at((files += 1), of);
    }
    progress.stop();
    console.log(json ? JSON.stringify({ period, files, folder }) : `${files} invoices written to ${folder}`);
  });
}

async function list({ period, json }: Options): Promise<void> {
  await withBilling(InvoicesModule, async (app) => {
    const { items } = await app.get(Invoices).list({ period: parsePeriod(period), limit: LISTED }, systemActor('cli'));
    if (json) console.log(JSON.stringify(items));
    else printTable(['number', 'kind', 'date', 'contract', 'holder', 'net', 'VAT', 'gross', 'file'], items.map((row) => [row.number, row.kind, row.date, row.contractNumber, row.holderName, euro(row.netCents), euro(row.vatCents), euro(row.grossCents), row.fileName]));
  });
}

/** `invoices issue|list|export` */
export function addInvoicesCommands(program: Command): void {
  const refusing = (work: (options: Options) => Promise<void>) => async (options: Options): Promise<void> => {
    try {
      await work(options);
    } catch (error) {
      if (error instanceof DomainError || error instanceof RangeError) program.error(error.message);
      throw error;
    }
  };
  const invoices = program.command('invoices').description('electronic invoices (FatturaPA)');
  invoices.command('issue').description('issue the invoices of a month that is over, each once however often this runs; exit code 1 when some could not be').requiredOption('--period <YYYY-MM>', 'the month').option('--json', 'as JSON').action(refusing(issue));
  invoices.command('list').description(`the invoices of a month, the last ${LISTED}`).requiredOption('--period <YYYY-MM>', 'the month').option('--json', 'as JSON').action(refusing(list));
  invoices.command('export').description('write the files of a month, one for each invoice, named as the exchange system (SdI) wants them').requiredOption('--period <YYYY-MM>', 'the month').option('--out <folder>', 'where to').option('--json', 'as JSON').action(refusing(exportFiles));
}
