import { readFileSync } from 'node:fs';
import { getModelToken } from '@nestjs/mongoose';
import type { Command } from 'commander';
import type { Model } from 'mongoose';
import { cents, formatCents } from '#libs/money/money.js';
import { printTable } from '#libs/platform/table.js';
import { withBilling } from '../billing-process.js';
import { Progress } from '#libs/platform/progress.js';
import type { Unmatched } from './transfer.schema.js';
import { TransfersModule } from './transfers.module.js';
import { Transfers } from './transfers.service.js';

const LISTED = 200;
const euro = (amount: number): string => formatCents(cents(amount), 'en');

async function load(file: string, { json }: { json?: boolean }): Promise<void> {
  await withBilling(TransfersModule, async (app) => {
    const progress = new Progress('transfers', !json);
    const { transfers, others } = await app.get(Transfers).load(readFileSync(file, 'utf8'), (done, of) => progress.at(done, of));
    progress.stop();
    if (json) return console.log(JSON.stringify({ transfers, others }));
    printTable(['bank reference', 'amount', 'outcome', 'contract'], transfers.map((row) => [row.bankReference, euro(row.amountCents), row.outcome, row.contractId ?? '']));
    console.log(`\n${transfers.length} transfers came in, ${transfers.filter(({ outcome }) => outcome === 'unmatched').length} unmatched; ${others} other entries`);
  });
}

async function unmatched({ json }: { json?: boolean }): Promise<void> {
  await withBilling(TransfersModule, async (app) => {
    const model = app.get<Model<Unmatched>>(getModelToken('UnmatchedTransfer'));
    const rows = await model.find({ contractId: { $exists: false } }).sort({ _id: -1 }).limit(LISTED).lean<Unmatched[]>();
    if (json) console.log(JSON.stringify(rows));
    else printTable(['transfer', 'booked on', 'amount', 'from', 'text'], rows.map((row) => [row._id, row.bookedOn, euro(row.amountCents), row.debtorName ?? '', row.text.slice(0, 60)]));
  });
}

async function assign(transferId: string, contractId: string): Promise<void> {
  await withBilling(TransfersModule, async (app) => {
    const { amountCents } = await app.get(Transfers).assign(transferId, contractId);
    console.log(`${euro(amountCents)} credited to ${contractId}`);
  });
}

/** `statements import|unmatched|assign` */
export function addStatementsCommands(program: Command): void {
  const statements = program.command('statements').description('bank statements');
  statements.command('import').argument('<file>', 'CAMT.053 XML').description('credit what came in, once however often the file is loaded').option('--json', 'as JSON').action(load);
  statements.command('unmatched').description('transfers that name no contract').option('--json', 'as JSON').action(unmatched);
  statements.command('assign').argument('<transfer>').argument('<contract>').description('credit an unmatched transfer to a contract').action(assign);
}
