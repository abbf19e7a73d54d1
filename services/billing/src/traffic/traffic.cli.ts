import type { Command } from 'commander';
import { withBilling } from '../billing-process.js';
import { Progress } from '#libs/platform/progress.js';
import { printTable } from '#libs/platform/table.js';
import { CallFiles } from './call-file.service.js';
import { CallRejects } from './call-rejects.service.js';
import { TrafficModule } from './traffic.module.js';
import { TrafficPosting } from './traffic-posting.service.js';

const LISTED = 200;

async function load(file: string, { rejects, json }: { rejects?: string; json?: boolean }): Promise<void> {
  await withBilling(TrafficModule, async (app) => {
    const rejectsFile = rejects ?? `${file}.rejects.csv`;
    const progress = new Progress('bytes', !json);
    const { rated, repeated, rejected, rowsDone } = await app.get(CallFiles).load(file, rejectsFile, (done, of) => progress.at(done, of));
    progress.stop();
    console.log(json ? JSON.stringify({ rows: rowsDone, rated, repeated, rejected, rejects: rejectsFile }) : `${rowsDone} rows: ${rated} rated, ${repeated} known already, ${rejected} rejected${rejected > 0 ? `, see ${rejectsFile}` : ''}`);
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
    const rows = (await rejects.list(LISTED)).map(({ record, reason, at }) => ({ ...record, reason, at: at.toISOString() }));
    if (json) return console.log(JSON.stringify({ total, rejects: rows }));
    printTable(['call', 'contract', 'to', 'started', 'seconds', 'reason', 'refused'], rows.map((row) => [row.callId, row.contractId, row.to, row.startedAt, row.seconds, row.reason, row.at]));
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
    console.log(json ? JSON.stringify(retried) : `${retried.rated} rated, ${retried.known} known already, ${retried.rejected} rejected again${retried.rejected > 0 ? ', see cdr rejects' : ''}`);
    if (retried.rejected > 0) process.exitCode = 1;
  });
}

/** `cdr load|post|rejects|retry-rejects` */
export function addCdrCommands(program: Command): void {
  const cdr = program.command('cdr').description('load and rate call records');
  cdr.command('load').argument('<file>', 'CSV: call_id, contract_id, from, to, started_at, seconds').description('rate the calls of a file; interrupted, it goes on where it stopped; exit code 1 when rows were rejected')
    .option('--rejects <file>', 'where rejected rows go, with their reason').option('--json', 'as JSON').action(load);
  cdr.command('rejects').description('records that came by message and could not be taken, with the reason').option('--json', 'as JSON').action(listRejects);
  cdr.command('retry-rejects').description('take them in again, once what was wrong is put right; exit code 1 when some are rejected again').option('--json', 'as JSON').action(retryRejects);
  cdr.command('post').description('post the metered cost of the days that are over (the jobs do it by themselves)').option('--json', 'as JSON').action(post);
}
