import type { Command } from 'commander';
import { printTable } from '#libs/platform/table.js';
import { withBilling } from '../process/billing.process.js';
import { ProvisioningModule } from './provisioning.module.js';
import { ProvisioningService } from './provisioning.service.js';

async function reconcile({ json }: { json?: boolean }): Promise<void> {
  await withBilling(ProvisioningModule, async (app) => {
    const contracts = await app.get(ProvisioningService).reconcile();
    console.log(json ? JSON.stringify({ contracts }) : `${contracts} contracts told again`);
  });
}

async function status({ json }: { json?: boolean }): Promise<void> {
  await withBilling(ProvisioningModule, async (app) => {
    const found = await app.get(ProvisioningService).status();
    if (json) return console.log(JSON.stringify(found));
    console.log(`${found.acknowledged} acknowledged, ${found.pending} waiting`);
    if (found.pending > 0)
      printTable(
        ['contract', 'reason', 'attempts', 'next attempt', 'last error'],
        found.waiting.map((row) => [
          row._id,
          row.wanted.reason,
          row.attempts,
          row.nextAttemptAt.toISOString(),
          row.lastError ?? '',
        ]),
      );
  });
}

/** `provisioning …` */
export function addProvisioningCommands(program: Command): void {
  const provisioning = program.command('provisioning').description('what the softswitch was told');
  provisioning
    .command('reconcile')
    .description('tell the present services of every contract again, of those that have ended too')
    .option('--json', 'as JSON')
    .action(reconcile);
  provisioning
    .command('status')
    .description('how much is acknowledged, and what is not')
    .option('--json', 'as JSON')
    .action(status);
}
