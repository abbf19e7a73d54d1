import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { stringify } from 'csv-stringify';
import { fieldsOf } from '#libs/api/kernel/field.js';
import { numbersRegisterRpc, RegisterRow, type Holding } from '#libs/api/numbers/register.js';
import { withConsole } from '#libs/messaging/console.js';
import { currentContext } from '#libs/platform/context.js';
import { Progress } from '#libs/platform/progress.js';
import { printMore, printTable } from '#libs/platform/table.js';
import { RegisterExport } from './register-export.service.js';
import { RegisterVerifier } from './register-verifier.service.js';
import { Inquiries } from './inquiries.service.js';
import { RegisterModule } from './register.module.js';
import { withNumbers } from '../process/numbers.process.js';

async function verify({ json }: { json?: boolean }): Promise<void> {
  await withNumbers(RegisterModule, async (app) => {
    const progress = new Progress('entries', !json);
    const proof = await app
      .get(RegisterVerifier)
      .verify((done, of) => progress.at(done, of))
      .finally(() => progress.stop());
    if (json) console.log(JSON.stringify(proof));
    else {
      if (proof.problems.length > 0)
        printTable(
          ['number', 'entry', 'problem'],
          proof.problems.map(({ number, seq, problem }) => [number, seq ?? '', problem]),
        );
      console.log(
        `${proof.entries} entries of ${proof.numbers} numbers: ${proof.ok ? 'proven' : `${proof.problems.length} problems`}`,
      );
    }
    if (!proof.ok) process.exitCode = 1;
  });
}

const COLUMNS = fieldsOf(RegisterRow).map(({ name }) => name);

interface ExportOptions {
  readonly number?: string;
  readonly reason: string;
  readonly format: 'csv' | 'json';
  readonly out?: string;
}

async function exportAll({ number, reason, format, out }: ExportOptions): Promise<void> {
  await withNumbers(RegisterModule, async (app) => {
    await app.get(Inquiries).record({ what: 'export', subject: number ?? 'all', reason });
    const register = app.get(RegisterExport);
    const progress = new Progress('entries', Boolean(out), await register.count(number));
    const lines = Readable.from(counted(register.rows(number), progress));
    const text =
      format === 'csv'
        ? stringify({ header: true, columns: COLUMNS })
        : new Transform({
            writableObjectMode: true,
            transform: (row, _, done) => done(null, `${JSON.stringify(row)}\n`),
          });
    await pipeline(lines, text, out ? createWriteStream(`${out}.part`, { mode: 0o600 }) : process.stdout, {
      end: Boolean(out),
    }).finally(() => progress.stop());
    if (out) await rename(`${out}.part`, out);
  });
}

async function* counted<T>(rows: AsyncIterable<T>, progress: Progress): AsyncGenerator<T> {
  let done = 0;
  for await (const row of rows) {
    progress.at(++done);
    yield row;
  }
}

const codesOf = ({ holder }: Holding): string => [holder?.taxCode, holder?.otherTaxCode].filter(Boolean).join(' / ');

async function heldAt(
  number: string,
  instant: string,
  { reason, json }: { reason: string; json?: boolean },
): Promise<void> {
  await withNumbers(RegisterModule, async (app) => {
    const answer = await app
      .get(Inquiries)
      .heldAt({ number, at: new Date(instant).toISOString(), reason }, currentContext());
    if (json) return console.log(JSON.stringify(answer));
    const { holding } = answer;
    if (!holding) return console.log(`Nobody held ${number} here at ${answer.at}.`);
    printTable(
      ['number', 'holder', 'tax code', 'from', 'to', 'contract'],
      [
        [
          number,
          holding.holder?.name ?? '(erased)',
          codesOf(holding),
          holding.from,
          holding.to ?? '',
          holding.contractId,
        ],
      ],
    );
  });
}

async function holdings(number: string, { reason, json }: { reason: string; json?: boolean }): Promise<void> {
  await withNumbers(RegisterModule, async (app) => {
    const { items } = await app.get(Inquiries).holdings({ number, reason }, currentContext());
    if (json) console.log(JSON.stringify(items));
    else
      printTable(
        ['number', 'holder', 'tax code', 'from', 'to', 'contract'],
        items.map((row) => [
          number,
          row.holder?.name ?? '(erased)',
          codesOf(row),
          row.from,
          row.to ?? '',
          row.contractId,
        ]),
      );
  });
}

async function inquiries({
  subject,
  limit,
  cursor,
  json,
}: {
  subject?: string;
  limit: number;
  cursor?: string;
  json?: boolean;
}): Promise<void> {
  await withNumbers(RegisterModule, async (app) => {
    const page = await app.get(Inquiries).list({ subject, limit, cursor });
    if (json) return console.log(JSON.stringify(page));
    printTable(
      ['at', 'what', 'about', 'instant', 'by', 'reason'],
      page.items.map((row) => [row.at, row.what, row.subject, row.instant ?? '', row.actor, row.reason]),
    );
    printMore(page);
  });
}

async function erase(customerId: string, { reason, json }: { reason: string; json?: boolean }): Promise<void> {
  await withConsole('numbers-cli', async ({ ask }) => {
    const erasure = await ask(numbersRegisterRpc.erase, { customerId, reason });
    if (json) console.log(JSON.stringify(erasure));
    else
      console.log(
        `${erasure.erased} erased, ${erasure.retained} kept by law${erasure.retainedUntil ? ` until ${erasure.retainedUntil}` : ''}`,
      );
  });
}

/** `register verify|export|held-at|holdings|inquiries|erase`: the holder register. */
export function addRegisterCommands(program: Command): void {
  const register = program.command('register').description('the holder register');
  register
    .command('verify')
    .description('prove every chain from its entries alone; exit code 1 when something is wrong')
    .option('--json', 'as JSON')
    .action(verify);
  register
    .command('export')
    .description('holders of all numbers, or of one; the export is recorded')
    .option('--number <e164>', 'of one number')
    .requiredOption('--reason <text>', 'why, recorded')
    .addOption(
      new Option('--format <format>', 'csv, or json: one object a line').choices(['csv', 'json']).default('csv'),
    )
    .option('--out <file>', 'into a file that only you can read')
    .action(exportAll);
  register
    .command('held-at')
    .description('who held a number at an instant; the question is recorded')
    .argument('<number>', 'E.164')
    .argument('<instant>', 'e.g. 2026-12-01T10:00:00Z')
    .requiredOption('--reason <text>', 'why, and by which authority')
    .option('--json', 'as JSON')
    .action(heldAt);
  register
    .command('holdings')
    .description('everyone who ever held a number; recorded')
    .argument('<number>', 'E.164')
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'as JSON')
    .action(holdings);
  register
    .command('inquiries')
    .description('who asked the register what, and why, newest first')
    .option('--subject <text>', 'about a number, or a customer')
    .option('--limit <n>', 'how many at most', Number, 50)
    .option('--cursor <cursor>', 'read on')
    .option('--json', 'as JSON')
    .action(inquiries);
  register
    .command('erase')
    .description('erase the identities of a former customer that the law keeps no longer; the service must be running')
    .argument('<customer>', 'its id')
    .requiredOption('--reason <text>', 'the request')
    .option('--json', 'as JSON')
    .action(erase);
}
