import type { Command } from 'commander';
import { BlockOverlap } from '#libs/api/errors/numbers/inventory.errors.js';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { Progress } from '#libs/platform/progress.js';
import { printTable } from '#libs/platform/table.js';
import { BlockFiller } from './block-filler.service.js';
import { Blocks } from './blocks.service.js';
import { InventoryModule } from './inventory.module.js';
import { withNumbers } from '../process/numbers.process.js';

/** Numbers of the demo go on with 555 after the prefix. */
const DEMO: readonly [district: string, count: number][] = [
  ['02', 2_000],
  ['06', 2_000],
  ...[
    '011',
    '081',
    '051',
    '055',
    '010',
    '041',
    '045',
    '049',
    '040',
    '030',
    '035',
    '050',
    '070',
    '075',
    '080',
    '085',
    '091',
    '095',
  ].map((district): [string, number] => [district, 1_000]),
];
const LENGTH = 10;
const firstOf = (district: string): string => `${district}555`.padEnd(LENGTH, '0');

async function load({ json }: { json?: boolean }): Promise<void> {
  if (readConfig(PlatformConfig).OPENVOIP_MODE === 'production') throw new Error('there is no demo in production');
  await withNumbers(InventoryModule, async (app) => {
    const added: [string, number][] = [];
    const ids: string[] = [];
    for (const [district, count] of DEMO) {
      const began = await app
        .get(Blocks)
        .begin({ district, from: firstOf(district), count })
        .catch(absentIfThere);
      if (!began) continue;
      ids.push(...began);
      added.push([district, count]);
    }
    const progress = new Progress(
      'numbers',
      !json,
      added.reduce((sum, [, count]) => sum + count, 0),
    );
    await app
      .get(BlockFiller)
      .fill(ids, (loaded) => progress.at(loaded))
      .finally(() => progress.stop());
    if (json) console.log(JSON.stringify(added.map(([district, count]) => ({ district, count }))));
    else if (added.length === 0) console.log('The demo numbers are there already.');
    else printTable(['district', 'numbers'], added);
  });
}

function absentIfThere(error: unknown): undefined {
  if (error instanceof BlockOverlap) return undefined;
  throw error;
}

/** `demo load`: numbers of twenty districts, once. */
export function addDemoCommands(program: Command): void {
  program
    .command('demo')
    .description('the demonstration')
    .command('load')
    .description('put numbers of twenty districts into the inventory; those that are there stay as they are')
    .option('--json', 'as JSON')
    .action(load);
}
