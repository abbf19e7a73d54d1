import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { systemActor } from '#libs/api/kernel/actor.js';
import { parsePeriod } from '#libs/italy/rome-time.js';
import { cents, formatCents } from '#libs/money/money.js';
import { printTable } from '#libs/platform/table.js';
import { withBilling } from '../../process/billing.process.js';
import { Progress } from '#libs/platform/progress.js';
import { EntryDocuments } from '../invoices/entry-documents.service.js';
import { SdiModule } from './sdi.module.js';
import { Invoices } from '../invoices/invoices.service.js';
import { WaitingDocuments } from '../invoices/waiting-documents.service.js';
import { Invoicing } from '../invoices/invoicing.service.js';
import { SdiExchanges } from './sdi-exchange.service.js';

interface Options {
  readonly period: string;
  readonly out?: string;
  readonly json?: boolean;
}
const LISTED = 200;
const euro = (amount: number): string => formatCents(cents(amount), 'en');

async function issue({ period, json }: Options): Promise<void> {
  await withBilling(SdiModule, async (app) => {
    // Where top-ups are invoiced, what waits comes first: the month may credit it.
    await app.get(EntryDocuments).issuePending();
    const progress = new Progress('entries', !json);
    const { failures, ...report } = await app
      .get(Invoicing)
      .issue(parsePeriod(period), (done, of) => progress.at(done, of))
      .finally(() => progress.stop());
    if (json) console.log(JSON.stringify({ ...report, failures }));
    else {
      printTable(
        ['period', 'issued', 'there already', 'net', 'VAT', 'gross'],
        [
          [
            report.period,
            report.issued,
            report.already,
            euro(report.netCents),
            euro(report.vatCents),
            euro(report.grossCents),
          ],
        ],
      );
      if (failures.length > 0)
        printTable(
          ['contract', 'not invoiced because'],
          failures.map(({ contractId, reason }) => [contractId, reason]),
        );
    }
    if (failures.length > 0) process.exitCode = 1;
  });
}

async function exportFiles({ period, out, json }: Options): Promise<void> {
  await withBilling(SdiModule, async (app) => {
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
  await withBilling(SdiModule, async (app) => {
    const { items } = await app.get(Invoices).list({ period: parsePeriod(period), limit: LISTED }, systemActor('cli'));
    if (json) console.log(JSON.stringify(items));
    else
      printTable(
        ['number', 'kind', 'date', 'contract', 'holder', 'net', 'VAT', 'gross', 'file'],
        items.map((row) => [
          row.number,
          row.kind,
          row.date,
          row.contractNumber,
          row.holderName,
          euro(row.netCents),
          euro(row.vatCents),
          euro(row.grossCents),
          row.fileName,
        ]),
      );
  });
}

interface SendOptions {
  readonly period?: string;
  readonly json?: boolean;
}

/** A round of the exchange; the process that exchanges by itself may go on right after it. */
async function exchange({ period, json }: SendOptions): Promise<void> {
  await withBilling(SdiModule, async (app) => {
    const exchanges = app.get(SdiExchanges);
    exchanges.assertConfigured();
    const queued = period ? await exchanges.queue(parsePeriod(period)) : 0;
    const progress = new Progress('invoices', !json);
    const round = await exchanges
      .round((sent) => progress.at(sent, Math.max(sent, queued)))
      .finally(() => progress.stop());
    if (json) console.log(JSON.stringify({ queued, ...round }));
    else console.log(`${round.sent} invoices sent, ${round.taken} messages taken, ${round.odd} for staff`);
  });
}

async function receive(files: string[], { json }: SendOptions): Promise<void> {
  if (files.length === 0) return exchange({ json });
  await withBilling(SdiModule, async (app) => {
    const outcomes: [string, 'taken' | 'odd'][] = [];
    for (const file of files)
      outcomes.push([basename(file), await app.get(SdiExchanges).receive(basename(file), readFileSync(file))]);
    if (json) console.log(JSON.stringify(Object.fromEntries(outcomes)));
    else
      printTable(
        ['file', 'outcome'],
        outcomes.map(([file, outcome]) => [file, outcome === 'odd' ? 'for staff' : outcome]),
      );
    if (outcomes.some(([, outcome]) => outcome === 'odd')) process.exitCode = 1;
  });
}

async function status({ json }: SendOptions): Promise<void> {
  await withBilling(SdiModule, async (app) => {
    const states = await app.get(Invoices).countsByState();
    const { items: rejected } = await app.get(Invoices).list({ state: 'rejected', limit: LISTED }, systemActor('cli'));
    const { items: due, months } = await app.get(WaitingDocuments).list({ limit: LISTED });
    if (json) return console.log(JSON.stringify({ states, rejected, due, months }));
    printTable(
      ['state', 'invoices'],
      Object.entries(states).map(([state, count]) => [state, count]),
    );
    if (rejected.length > 0)
      printTable(
        ['rejected', 'date', 'contract', 'holder', 'file', 'send again by'],
        rejected.map((row) => [
          row.number,
          row.date,
          row.contractNumber,
          row.holderName,
          row.fileName,
          row.sendAgainBy ?? '',
        ]),
      );
    if (due.length + months.length > 0)
      printTable(
        ['not issued yet', 'contract', 'net', 'VAT', 'because'],
        [
          ...due.map((row) => [
            row.since,
            row.contractNumber,
            euro(row.netCents),
            euro(row.vatCents),
            row.reason ?? '',
          ]),
          ...months.map(({ period, contractId, reason }) => [period, contractId, '', '', reason]),
        ],
      );
  });
}

type Refusing = ReturnType<typeof refusing>;

/** Ends with a sentence, and not with a stack, where the command was refused. */
const refusing =
  (program: Command) =>
  <Arguments extends unknown[]>(work: (...given: Arguments) => Promise<void>) =>
  async (...given: Arguments): Promise<void> => {
    try {
      await work(...given);
    } catch (error) {
      if (error instanceof DomainError || error instanceof RangeError) program.error(error.message);
      throw error;
    }
  };

function addBookCommands(invoices: Command, refused: Refusing): void {
  invoices
    .command('issue')
    .description(
      'issue the invoices of a month that is over, each once however often this runs; exit code 1 when some could not be',
    )
    .requiredOption('--period <YYYY-MM>', 'the month')
    .option('--json', 'as JSON')
    .action(refused(issue));
  invoices
    .command('list')
    .description(`the invoices of a month, the last ${LISTED}`)
    .requiredOption('--period <YYYY-MM>', 'the month')
    .option('--json', 'as JSON')
    .action(refused(list));
  invoices
    .command('export')
    .description('write the files of a month, one for each invoice, named as the exchange system (SdI) wants them')
    .requiredOption('--period <YYYY-MM>', 'the month')
    .option('--out <folder>', 'where to')
    .option('--json', 'as JSON')
    .action(refused(exportFiles));
}

function addExchangeCommands(invoices: Command, refused: Refusing): void {
  invoices
    .command('send')
    .description(
      'hand what waits to the exchange with SdI, and take what came; a period: also the invoices of that month that were issued before there was an exchange',
    )
    .option('--period <YYYY-MM>', 'the month')
    .option('--json', 'as JSON')
    .action(refused(exchange));
  invoices
    .command('receive')
    .description(
      'take messages of SdI: those in the exchange, or the given files; exit code 1 when staff must look at one',
    )
    .argument('[files...]', 'messages as SdI sent them')
    .option('--json', 'as JSON')
    .action(refused(receive));
  invoices
    .command('status')
    .description('how many invoices are in which state, which are rejected, and which are due and not issued')
    .option('--json', 'as JSON')
    .action(refused(status));
}

/** `invoices issue|list|export|send|receive|status` */
export function addInvoicesCommands(program: Command): void {
  const invoices = program.command('invoices').description('electronic invoices (FatturaPA)');
  addBookCommands(invoices, refusing(program));
  addExchangeCommands(invoices, refusing(program));
}
