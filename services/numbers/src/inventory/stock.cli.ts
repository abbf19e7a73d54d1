import type { Command } from 'commander';
import { NUMBER_STATES, type NumberState, type NumberView } from '#libs/api/numbers/inventory.js';
import { withConsole } from '#libs/messaging/console.js';
import { printMore, printTable } from '#libs/platform/table.js';
import { Inventory } from './inventory.service.js';
import { Stock } from './stock.service.js';
import { numbersLifecycleRpc } from '#libs/api/numbers/lifecycle.js';
import { InventoryModule } from './inventory.module.js';
import { withNumbers } from '../process/numbers.process.js';

const percent = (basisPoints: number): string => `${(basisPoints / 100).toFixed(2)} %`;

async function districtsInUse({ json }: { json?: boolean }): Promise<void> {
  await withNumbers(InventoryModule, async (app) => {
    await app.get(Stock).countAll();
    const { items } = await app.get(Stock).utilisation({});
    if (json) console.log(JSON.stringify(items));
    else
      printTable(
        ['district', 'town', 'total', 'available', 'assigned', 'quarantined', 'used', ''],
        items.map((row) => [
          row.district,
          row.locality,
          row.total,
          row.available,
          row.assigned,
          row.quarantined,
          percent(row.usedBasisPoints),
          row.low ? 'LOW' : '',
        ]),
      );
  });
}

interface SearchOptions {
  readonly district?: string;
  readonly state?: NumberState;
  readonly contract?: string;
  readonly contains?: string;
  readonly limit: number;
  readonly cursor?: string;
  readonly json?: boolean;
}

async function search({ contract: contractId, json, ...query }: SearchOptions): Promise<void> {
  if (query.state && !NUMBER_STATES.includes(query.state))
    throw new Error(`no such state: ${query.state}; there are ${NUMBER_STATES.join(', ')}`);
  await withNumbers(InventoryModule, async (app) => {
    const page = await app.get(Inventory).list({ ...query, contractId });
    if (json) return console.log(JSON.stringify(page));
    printTable(
      ['number', 'town', 'state', 'contract', 'since'],
      page.items.map((row: NumberView) => [
        row.number,
        row.locality,
        row.state,
        row.contractId ?? '',
        row.assignedAt ?? '',
      ]),
    );
    printMore(page);
  });
}

async function history(number: string, { json }: { json?: boolean }): Promise<void> {
  await withNumbers(InventoryModule, async (app) => {
    const whole = await app.get(Inventory).history(number);
    if (json) return console.log(JSON.stringify(whole));
    console.log(`${whole.written}, ${whole.locality}: ${whole.state}\n`);
    printTable(
      ['at', 'what', 'state', 'by', 'contract', 'reason'],
      whole.history.map((row) => [row.at, row.cause, row.state, row.actor, row.contractId ?? '', row.reason ?? '']),
    );
  });
}

async function takeBack(number: string, { reason, json }: { reason: string; json?: boolean }): Promise<void> {
  await withConsole('numbers-cli', async ({ ask }) => {
    const done = await ask(numbersLifecycleRpc.takeBack, { number, reason });
    console.log(json ? JSON.stringify(done) : `${number} is ours again and rests.`);
  });
}

/** `districts`, `search`, `history`, `take-back`: the inventory. */
export function addStockCommands(program: Command): void {
  program
    .command('districts')
    .description('districts that have numbers, and their use, counted now')
    .option('--json', 'as JSON')
    .action(districtsInUse);
  program
    .command('search')
    .description('numbers of the inventory')
    .option('--district <prefix>', 'of one district')
    .option('--state <state>', `one of: ${NUMBER_STATES.join(', ')}`)
    .option('--contract <id>', 'of one contract')
    .option('--contains <digits>', 'with these digits')
    .option('--limit <n>', 'how many at most', Number, 50)
    .option('--cursor <cursor>', 'read on')
    .option('--json', 'as JSON')
    .action(search);
  program
    .command('take-back')
    .description('a number of ours that had left is ours again; the service must be running')
    .argument('<number>', 'E.164')
    .requiredOption('--reason <text>', 'how it is known')
    .option('--json', 'as JSON')
    .action(takeBack);
  program
    .command('history')
    .description('everything that ever happened to a number')
    .argument('<number>', 'E.164')
    .option('--json', 'as JSON')
    .action(history);
}
