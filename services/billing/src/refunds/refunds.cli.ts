import { writeFileSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import { getModelToken } from '@nestjs/mongoose';
import { Option, type Command } from 'commander';
import type { Model } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import { cents, formatCents } from '#libs/money/money.js';
import { backgroundContext, currentContext, withContext } from '#libs/platform/context.js';
import { printTable } from '#libs/platform/table.js';
import { readBankFile } from '../bank-files/bank-file.format.js';
import { withBilling } from '../process/billing.process.js';
import { Progress } from '#libs/platform/progress.js';
import { BankStatusImport } from './bank-status.service.js';
import { RefundBatches } from './refund-batches.service.js';
import type { Refund } from './refund.schema.js';
import { refundView } from './refund.view.js';
import { RefundsModule } from './refunds.module.js';
import { REFUND_STATES, type RefundState } from './refund-life.rules.js';

const LISTED = 200;
const euro = (amount: number): string => formatCents(cents(amount), 'en');
/** Who works at the terminal. Nothing is approved there: that takes people who have signed in, and can be told apart. */
const operator = (name: string): Actor => ({ kind: 'staff', id: `cli:${name}`, roles: ['billing_operator'] });
const as = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  withContext({ ...backgroundContext('cli'), actor: operator(name) }, work);

async function list({ state, json }: { state?: RefundState; json?: boolean }): Promise<void> {
  await withBilling(RefundsModule, async (app) => {
    const model = app.get<Model<Refund>>(getModelToken('Refund'));
    const rows = (
      await model
        .find(state ? { state } : {})
        .sort({ _id: -1 })
        .limit(LISTED)
        .lean<Refund[]>()
    ).map((refund) => refundView(refund, operator('list')));
    if (json) console.log(JSON.stringify(rows));
    else
      printTable(
        ['refund', 'contract', 'holder', 'amount', 'state', 'issue', 'approvals', 'bank', 'reason'],
        rows.map((row) => [
          row.id,
          row.contractNumber,
          row.holderName,
          euro(row.amountCents),
          row.state,
          row.issue,
          row.approvals.length,
          row.question ?? row.bankStatus ?? '',
          row.rejectionReason ?? '',
        ]),
      );
  });
}

async function exportFile({
  out,
  batch: batchId,
  operator: name,
  json,
}: {
  out?: string;
  batch?: string;
  operator: string;
  json?: boolean;
}): Promise<void> {
  await withBilling(RefundsModule, async (app: INestApplicationContext) => {
    const batches = app.get(RefundBatches);
    const batch = await as(name, () => (batchId ? batches.get(batchId) : batches.export(currentContext())));
    const file = out ?? `refunds-${batch.messageId}.xml`;
    writeFileSync(file, batch.xml, { mode: 0o600 });
    const { _id, messageId, transfers, totalCents } = batch;
    console.log(
      json
        ? JSON.stringify({ batchId: _id, messageId, transfers, totalCents, file })
        : `${transfers} transfers, ${euro(totalCents)}, batch ${_id}, written to ${file}`,
    );
  });
}

async function importStatus(file: string, { json }: { json?: boolean }): Promise<void> {
  await withBilling(RefundsModule, async (app) => {
    const progress = new Progress('reports', !json);
    const rows = await app.get(BankStatusImport).load(readBankFile(file), (done, of) => progress.at(done, of));
    progress.stop();
    if (json) console.log(JSON.stringify(rows));
    else
      printTable(
        ['end-to-end id', 'refund', 'outcome', 'code', 'reason', 'problem'],
        rows.map((row) => [
          row.endToEndId ?? row.messageId ?? '',
          row.refundId ?? '',
          row.outcome,
          row.code ?? '',
          row.reason ?? '',
          row.problem ?? '',
        ]),
      );
    if (rows.some(({ outcome }) => outcome === 'conflict' || outcome === 'unknown')) process.exitCode = 1;
  });
}

/** `refunds …` */
export function addRefundsCommands(program: Command): void {
  const refunds = program.command('refunds').description('refunds and their bank files');
  refunds
    .command('list')
    .description('refunds, newest first')
    .addOption(new Option('--state <state>').choices([...REFUND_STATES]))
    .option('--json', 'as JSON')
    .action(list);
  refunds
    .command('export')
    .description('write every approved refund into one file for the bank')
    .requiredOption('--operator <name>', 'who exports')
    .option('--out <file>', 'where to write it')
    .option('--batch <id>', 'write a file that was made before, again')
    .option('--json', 'as JSON')
    .action(exportFile);
  refunds
    .command('import-status')
    .argument('<file>', 'pain.002 XML, or CSV with end_to_end_id, status, reason')
    .description('take what the bank did; exit code 1 when something needs a look')
    .option('--json', 'as JSON')
    .action(importStatus);
}
