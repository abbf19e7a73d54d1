import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { parsePeriod } from '#libs/italy/rome-time.js';
import { cents, formatCents } from '#libs/money/money.js';
import { withBilling } from '../../process/billing.process.js';
import { DocumentsModule } from './documents.module.js';
import { MovementsExport } from './movements-export.service.js';

async function exportMovements({ period, out, json }: { period: string; out?: string; json?: boolean }): Promise<void> {
  await withBilling(DocumentsModule, async (app) => {
    const file = out ?? `movements-${period}.csv`;
    const stream = createWriteStream(file, { mode: 0o600 });
    const total = await app.get(MovementsExport).write(parsePeriod(period), stream);
    stream.end();
    await finished(stream);
    const euro = formatCents(cents(total.debitCents), 'en');
    console.log(
      json
        ? JSON.stringify({ file, ...total })
        : `${total.entries} entries, ${total.postings} postings written to ${file}: debits ${euro}, credits ${euro}`,
    );
  });
}

/** `statements export`, beside the commands of bank statements. */
export function addExportCommand(program: Command): void {
  const statements =
    program.commands.find((command) => command.name() === 'statements') ?? program.command('statements');
  statements
    .command('export')
    .description('the ledger’s movements of a month as CSV for accountants, balanced to the cent')
    .requiredOption('--period <YYYY-MM>', 'the month')
    .option('--out <file>', 'where to write it')
    .option('--json', 'as JSON')
    .action(exportMovements);
}
