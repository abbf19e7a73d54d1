import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Progress } from '#libs/platform/progress.js';
import type { Command } from 'commander';
import { parsePeriod } from '#libs/italy/rome-time.js';
import { cents, formatCents } from '#libs/money/money.js';
import { printTable } from '#libs/platform/table.js';
import { withBilling } from '../../process/billing.process.js';
import { HouseAccounts } from './house-accounts.service.js';
import { LedgerExport } from './ledger-export.service.js';
import { LedgerVerifier } from './ledger-verifier.service.js';
import { LedgerModule } from './ledger.module.js';

const euro = (amount: number): string => formatCents(cents(amount), 'en');

async function verify({ json }: { json?: boolean }): Promise<void> {
  await withBilling(LedgerModule, async (app) => {
    const progress = new Progress('entries', !json);
    const proof = await app.get(LedgerVerifier).verify((done, of) => progress.at(done, of));
    progress.stop();
    if (json) console.log(JSON.stringify(proof));
    else {
      printTable(
        ['account', 'sum'],
        Object.entries(proof.totals).map(([account, sum]) => [account, euro(sum)]),
      );
      if (proof.problems.length > 0)
        printTable(
          ['contract', 'entry', 'problem'],
          proof.problems.map(({ contractId, seq, problem }) => [contractId, seq ?? '', problem]),
        );
      console.log(
        `\n${proof.entries} entries of ${proof.accounts} accounts: ${proof.problems.length === 0 ? 'proven' : `${proof.problems.length} problems`}`,
      );
    }
    if (proof.problems.length > 0) process.exitCode = 1;
  });
}

async function totals({ period, json }: { period?: string; json?: boolean }): Promise<void> {
  await withBilling(LedgerModule, async (app) => {
    const rows = await app.get(HouseAccounts).totals(period && parsePeriod(period));
    if (json) console.log(JSON.stringify(rows));
    else
      printTable(
        ['period', 'account', 'sum (credit +, debit -)'],
        rows.map((row) => [row.period, row.account, euro(row.cents)]),
      );
  });
}

async function exportAll({ contract }: { contract?: string }): Promise<void> {
  await withBilling(LedgerModule, (app) =>
    pipeline(Readable.from(app.get(LedgerExport).lines(contract)), process.stdout, { end: false }),
  );
}

/** `ledger …` */
export function addLedgerCommands(program: Command): void {
  const ledger = program.command('ledger').description('verify, read and export the ledger');
  ledger
    .command('verify')
    .description('prove sums, hash chains and balances from the entries alone; exit code 1 when something is wrong')
    .option('--json', 'as JSON')
    .action(verify);
  ledger
    .command('totals')
    .description('sums of postings by month and ledger account')
    .option('--period <YYYY-MM>', 'one month')
    .option('--json', 'as JSON')
    .action(totals);
  ledger
    .command('export')
    .description('the entries as JSON, one a line, for an auditor to prove; without what people wrote')
    .option('--contract <id>', 'of one contract')
    .action(exportAll);
}
