import { getModelToken } from '@nestjs/mongoose';
import type { Command } from 'commander';
import type { Model } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import { cents, formatCents, toDecimal } from '#libs/money/money.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { printTable } from '#libs/platform/table.js';
import { readBankFile } from '../../bank-files/bank-file.format.js';
import { withBilling } from '../../process/billing.process.js';
import { Progress } from '#libs/platform/progress.js';
import { unmatchedThatAre, type Unmatched } from './transfer.schema.js';
import { TransfersModule } from './transfers.module.js';
import { Transfers } from './transfers.service.js';
import { UnmatchedTransfers } from './unmatched.service.js';

const LISTED = 200;
const euro = (amount: number): string => formatCents(cents(amount), 'en');

async function load(file: string, { json }: { json?: boolean }): Promise<void> {
  await withBilling(TransfersModule, async (app) => {
    const progress = new Progress('transfers', !json);
    const { transfers, others } = await app
      .get(Transfers)
      .load(readBankFile(file), (done, of) => progress.at(done, of));
    progress.stop();
    if (json) return console.log(JSON.stringify({ transfers, others }));
    printTable(
      ['bank reference', 'amount', 'outcome', 'reason', 'contract or refund'],
      transfers.map((row) => [
        row.bankReference,
        euro(row.amountCents),
        row.outcome,
        row.reason ?? '',
        row.contractId ?? row.refundId ?? '',
      ]),
    );
    console.log(
      `\n${transfers.length} transfers came in, ${transfers.filter(({ outcome }) => outcome === 'unmatched').length} unmatched; ${others} other entries`,
    );
  });
}

async function unmatched({
  assigned,
  dismissed,
  json,
}: {
  assigned?: boolean;
  dismissed?: boolean;
  json?: boolean;
}): Promise<void> {
  await withBilling(TransfersModule, async (app) => {
    const model = app.get<Model<Unmatched>>(getModelToken('UnmatchedTransfer'));
    const rows = await model
      .find(unmatchedThatAre({ assigned, dismissed }))
      .sort({ _id: -1 })
      .limit(LISTED)
      .lean<Unmatched[]>();
    if (json) return console.log(JSON.stringify(rows));
    const written = ({ amountCents, currency = 'EUR' }: Unmatched): string =>
      currency === 'EUR' ? euro(amountCents) : `${toDecimal(cents(amountCents))} ${currency}`;
    printTable(
      ['transfer', 'booked on', 'amount', 'reason', 'from', 'text'],
      rows.map((row) => [
        row._id,
        row.bookedOn,
        written(row),
        row.reason ?? 'no_contract',
        row.debtorName ?? '',
        (row.dismissal ?? row.text).slice(0, 60),
      ]),
    );
  });
}

async function assign(transferId: string, contractId: string): Promise<void> {
  await withBilling(TransfersModule, async (app) => {
    const { amountCents } = await app.get(UnmatchedTransfers).assign(transferId, contractId);
    console.log(`${euro(amountCents)} credited to ${contractId}`);
  });
}

async function dismiss(transferId: string, { operator, reason }: { operator: string; reason: string }): Promise<void> {
  await withBilling(TransfersModule, async (app) => {
    const actor: Actor = { kind: 'staff', id: `cli:${operator}`, roles: ['billing_operator'] };
    const { dismissal } = await withContext({ ...backgroundContext('cli'), actor }, () =>
      app.get(UnmatchedTransfers).dismiss(transferId, reason),
    );
    console.log(`${transferId} dismissed: ${dismissal}`);
  });
}

/** `statements import|unmatched|assign|dismiss` */
export function addStatementsCommands(program: Command): void {
  const statements = program.command('statements').description('bank statements');
  statements
    .command('import')
    .argument('<file>', 'CAMT XML: statement, report or notification')
    .description('credit what came in, once however often it is told; take back refunds that came back')
    .option('--json', 'as JSON')
    .action(load);
  statements
    .command('unmatched')
    .description('lines that wait for staff, with their reason')
    .option('--assigned', 'those already assigned')
    .option('--dismissed', 'those that were dismissed')
    .option('--json', 'as JSON')
    .action(unmatched);
  statements
    .command('assign')
    .argument('<transfer>')
    .argument('<contract>')
    .description('credit an unmatched transfer to a contract')
    .action(assign);
  statements
    .command('dismiss')
    .argument('<transfer>')
    .requiredOption('--operator <name>', 'who says so')
    .requiredOption('--reason <text>', 'why it is no money of a contract')
    .description('take an unmatched line off the list')
    .action(dismiss);
}
