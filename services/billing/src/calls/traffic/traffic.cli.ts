import type { Command } from 'commander';
import { withBilling } from '../../process/billing.process.js';
import { Progress } from '#libs/platform/progress.js';
import { printTable } from '#libs/platform/table.js';
import { DecideCallReject } from '#libs/api/billing/call-rejects.js';
import { assertBody } from '#libs/api/kernel/schema.js';
import { currentContext } from '#libs/platform/context.js';
import { CallCorrections } from './call-corrections.service.js';
import { CallFiles } from './call-file.service.js';
import { CallRejects } from './call-rejects.service.js';
import { TrafficModule } from './traffic.module.js';
import { TrafficPosting } from './traffic-posting.service.js';

const LISTED = 200;

async function load(file: string, { rejects, json }: { rejects?: string; json?: boolean }): Promise<void> {
  await withBilling(TrafficModule, async (app) => {
    const rejectsFile = rejects ?? `${file}.rejects.csv`;
    const progress = new Progress('bytes', !json);
    const { rated, repeated, rejected, rowsDone } = await app
      .get(CallFiles)
      .load(file, rejectsFile, (done, of) => progress.at(done, of));
    progress.stop();
    console.log(
      json
        ? JSON.stringify({ rows: rowsDone, rated, repeated, rejected, rejects: rejectsFile })
        : `${rowsDone} rows: ${rated} rated, ${repeated} known already, ${rejected} rejected${rejected > 0 ? `, see ${rejectsFile}` : ''}`,
    );
    if (rejected > 0) process.exitCode = 1;
  });
}

async function post({ json }: { json?: boolean }): Promise<void> {
  await withBilling(TrafficModule, async (app) => {
    const days = await app.get(TrafficPosting).postDaysBefore();
    console.log(json ? JSON.stringify({ days }) : `${days} contract-days posted`);
  });
}

async function listRejects({ json }: { json?: boolean }): Promise<void> {
  await withBilling(TrafficModule, async (app) => {
    const rejects = app.get(CallRejects);
    const total = await rejects.count();
    const rows = await app.get(CallCorrections).viewsOf(await rejects.list(LISTED));
    if (json) return console.log(JSON.stringify({ total, rejects: rows }));
    printTable(
      ['reject', 'call', 'contract', 'to', 'started', 'seconds', 'reason', 'refused'],
      rows.map((row) => [row.id, row.callId, row.contractId, row.to, row.startedAt, row.seconds, row.reason, row.at]),
    );
    if (total > rows.length) console.log(`the first ${rows.length} of ${total}`);
  });
}

async function retryRejects({ json }: { json?: boolean }): Promise<void> {
  await withBilling(TrafficModule, async (app) => {
    const rejects = app.get(CallRejects);
    const total = await rejects.count();
    const progress = new Progress('records', !json);
    const retried = await rejects.retry((done) => progress.at(done, total));
    progress.stop();
    console.log(
      json
        ? JSON.stringify(retried)
        : `${retried.rated} rated, ${retried.known} known already, ${retried.rejected} rejected again${retried.rejected > 0 ? ', see cdr rejects' : ''}`,
    );
    if (retried.rejected > 0) process.exitCode = 1;
  });
}

async function decide(
  how: 'accept' | 'dismiss',
  rejectId: string,
  { reason, json }: { reason: string; json?: boolean },
): Promise<void> {
  const request = { rejectId, reason };
  assertBody(DecideCallReject, request);
  await withBilling(TrafficModule, async (app) => {
    const { record, decision } = await app.get(CallCorrections)[how](request, currentContext());
    console.log(
      json ? JSON.stringify({ rejectId, callId: record.callId, decision }) : `call ${record.callId}: ${decision}`,
    );
  });
}

/** `cdr load|post|rejects|retry-rejects|accept|dismiss` */
export function addCdrCommands(program: Command): Command {
  const cdr = program.command('cdr').description('load and rate call records');
  cdr
    .command('load')
    .argument('<file>', 'CSV: call_id, contract_id, from, to, started_at, seconds')
    .description(
      'rate the calls of a file; interrupted, it goes on where it stopped; exit code 1 when rows were rejected',
    )
    .option('--rejects <file>', 'where rejected rows go, with their reason')
    .option('--json', 'as JSON')
    .action(load);
  cdr
    .command('rejects')
    .description(
      'records that could not be taken and wait, with the reason: those that came by message, and those of a call that was taken from another record',
    )
    .option('--json', 'as JSON')
    .action(listRejects);
  cdr
    .command('retry-rejects')
    .description('take them in again, once what was wrong is put right; exit code 1 when some are rejected again')
    .option('--json', 'as JSON')
    .action(retryRejects);
  for (const [how, what] of [
    [
      'accept',
      'take a reject in, in the place of the record that its call was charged by; what was charged is corrected in the ledger',
    ],
    ['dismiss', 'leave a reject out for good'],
  ] as const) {
    cdr
      .command(how)
      .argument('<reject>', 'its id, see cdr rejects')
      .description(what)
      .requiredOption('--reason <text>', 'why; it is kept')
      .option('--json', 'as JSON')
      .action((rejectId: string, options: { reason: string; json?: boolean }) => decide(how, rejectId, options));
  }
  cdr
    .command('post')
    .description('post the metered cost of the days that are over (the jobs do it by themselves)')
    .option('--json', 'as JSON')
    .action(post);
  return cdr;
}
