import type { Command } from 'commander';
import { withBilling } from '../billing-process.js';
import { Progress } from '#libs/platform/progress.js';
import { CallFiles } from './call-file.service.js';
import { TrafficModule } from './traffic.module.js';
import { TrafficPosting } from './traffic-posting.service.js';

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

/** `cdr load|post` */
export function addCdrCommands(program: Command): void {
  const cdr = program.command('cdr').description('load and rate call records');
  cdr.command('load').argument('<file>', 'CSV: call_id, contract_id, from, to, started_at, seconds').description('rate the calls of a file; interrupted, it goes on where it stopped; exit code 1 when rows were rejected')
    .option('--rejects <file>', 'where rejected rows go, with their reason').option('--json', 'as JSON').action(load);
  cdr.command('post').description('post the metered cost of the days that are over (the jobs do it by themselves)').option('--json', 'as JSON').action(post);
}
