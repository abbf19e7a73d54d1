import type { Command } from 'commander';
import { Progress } from '#libs/platform/progress.js';
import { printTable } from '#libs/platform/table.js';
import { withBilling } from '../../process/billing.process.js';
import { TrafficRetentionModule } from './traffic-retention.module.js';
import { TrafficRetention } from './traffic-retention.service.js';

async function expire({ json }: { json?: boolean }): Promise<void> {
  await withBilling(TrafficRetentionModule, async (app) => {
    const progress = new Progress('rows', !json);
    const {
      _id: keptSince,
      months,
      startedAt,
      finishedAt,
      parts,
    } = await app.get(TrafficRetention).expire((removed) => progress.at(removed));
    progress.stop();
    if (json) return console.log(JSON.stringify({ keptSince, months, startedAt, finishedAt, parts }));
    console.log(`kept since ${keptSince}, ${months} months`);
    printTable(
      ['data', 'before', 'removed', 'after', 'oldest left', 'digest of what was removed'],
      Object.entries(parts).map(([name, { before, removed, after, oldestLeft, digest }]) => [
        name,
        before,
        removed,
        after ?? '',
        oldestLeft ?? '',
        digest,
      ]),
    );
  });
}

/** `cdr expire` */
export function addRetentionCommand(cdr: Command): void {
  cdr
    .command('expire')
    .description('remove traffic data past its time and report it (the jobs do it by themselves); safe to repeat')
    .option('--json', 'as JSON')
    .action(expire);
}
