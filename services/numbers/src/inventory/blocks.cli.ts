import type { Command } from 'commander';
import type { BlockView } from '#libs/api/numbers/inventory.js';
import { Progress } from '#libs/platform/progress.js';
import { printTable } from '#libs/platform/table.js';
import { BlockFiller } from './block-filler.service.js';
import { Blocks } from './blocks.service.js';
import { InventoryModule } from './inventory.module.js';
import { withNumbers } from '../process/numbers.process.js';

interface LoadOptions {
  readonly district: string;
  readonly from: string;
  readonly count: number;
  readonly json?: boolean;
}

async function load({ district, from, count, json }: LoadOptions): Promise<void> {
  await withNumbers(InventoryModule, async (app) => {
    const began = performance.now();
    const ids = await app.get(Blocks).begin({ district, from, count });
    const progress = new Progress('numbers', !json, count);
    await app
      .get(BlockFiller)
      .fill(ids, (loaded) => progress.at(loaded))
      .finally(() => progress.stop());
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    if (json) console.log(JSON.stringify({ district, from, count, blocks: ids.length, seconds }));
    else
      console.log(
        `${count} numbers of district ${district} from ${from} are in the inventory: ${ids.length} blocks, ${seconds} s`,
      );
  });
}

async function list({ district, json }: { district?: string; json?: boolean }): Promise<void> {
  await withNumbers(InventoryModule, async (app) => {
    const all: BlockView[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await app.get(Blocks).list({ district, cursor, limit: 200 });
      all.push(...page.items);
      cursor = page.nextCursor;
    }
    if (json) console.log(JSON.stringify(all));
    else
      printTable(
        ['block', 'district', 'from', 'to', 'size', 'state', 'loaded'],
        all.map((block) => [block.id, block.district, block.from, block.to, block.size, block.state, block.loaded]),
      );
  });
}

/** `blocks load|list`: the numbers that the regulator gave us. */
export function addBlocksCommands(program: Command): void {
  const blocks = program.command('blocks').description('blocks of numbers');
  blocks
    .command('load')
    .description('put numbers into the inventory; killed midway, the same command goes on where it stopped')
    .requiredOption('--district <prefix>', 'e.g. 02')
    .requiredOption('--from <number>', 'the first, as dialled within Italy, e.g. 0255500000')
    .requiredOption('--count <n>', 'how many, a multiple of 100', Number)
    .option('--json', 'as JSON')
    .action(load);
  blocks
    .command('list')
    .description('every block and how far it is loaded')
    .option('--district <prefix>', 'of one district')
    .option('--json', 'as JSON')
    .action(list);
}
