import 'reflect-metadata';
import { setTimeout } from 'node:timers/promises';
import { type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { fieldsOf } from '#libs/contracts/fields.js';
import { DeskReportRow, deskReportsRpc } from '#libs/contracts/tickets-reports.js';
import { deskRpc } from '#libs/contracts/tickets-desk.js';
import { TICKET_STATES, type TicketState } from '#libs/contracts/tickets.js';
import { Broker } from '#libs/messaging/broker.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { PlatformModule } from '#libs/platform/platform.module.js';
import { printTable } from '#libs/platform/table.js';

const DEADLINE_MS = 30_000;
const CONNECT_MS = 10_000;
const POLL_MS = 20;
const REPORT_COLUMNS = fieldsOf(DeskReportRow).map((field) => field.name as keyof DeskReportRow);

function clientModule(config: PlatformConfig): DynamicModule {
  class Root {}
  return { module: Root, imports: [PlatformModule.forProcess('tickets-cli', config), MessagingModule.forClient()] };
}

async function connected(broker: Broker): Promise<void> {
  await broker.start();
  for (let waited = 0; !broker.isConnected && waited < CONNECT_MS; waited += POLL_MS) await setTimeout(POLL_MS);
  if (!broker.isConnected) program.error('the broker is not reachable');
}

/** Asks the running service, as the process itself. */
async function withService(work: (rpc: RpcClient) => Promise<void>): Promise<void> {
  const app: INestApplicationContext = await NestFactory.createApplicationContext(clientModule(readConfig(PlatformConfig)), { logger: false });
  try {
    await app.get(RpcClient).start();
    await connected(app.get(Broker));
    await work(app.get(RpcClient));
  } finally {
    await app.close();
  }
}

const program = new Command('tickets').description('The ticket queue and the desk\'s reports');
program.command('list').description('the queue, what breaks its promise first in front').option('--state <state...>', `one or more of: ${TICKET_STATES.join(', ')}`).option('--text <words>', 'words of subject, messages, customer or number')
  .option('--limit <n>', 'how many at most', Number, 50).option('--json', 'as JSON')
  .action(({ state, text, limit, json }: { state?: TicketState[]; text?: string; limit: number; json?: boolean }) => withService(async (rpc) => {
    const { items } = await rpc.call(deskRpc.queue, { states: state, text, limit }, { deadlineMs: DEADLINE_MS });
    if (json) console.log(JSON.stringify(items));
    else printTable(['number', 'state', 'category', 'priority', 'agent', 'subject'], items.map((row) => [row.number, row.state, row.category, row.priority, row.assigneeId ?? '', row.subject.slice(0, 60)]));
  }));
program.command('report').description('backlog, first answers, resolutions and broken promises of a period, by category')
  .requiredOption('--from <day>', 'first day, YYYY-MM-DD').requiredOption('--to <day>', 'last day, YYYY-MM-DD').option('--json', 'as JSON').option('--csv', 'as CSV')
  .action(({ from, to, json, csv }: { from: string; to: string; json?: boolean; csv?: boolean }) => withService(async (rpc) => {
    const report = await rpc.call(deskReportsRpc.report, { from, to }, { deadlineMs: DEADLINE_MS });
    if (json) console.log(JSON.stringify(report));
    else if (csv) process.stdout.write(stringify(report.rows, { header: true, columns: REPORT_COLUMNS }));
    else printTable(REPORT_COLUMNS, report.rows.map((row) => REPORT_COLUMNS.map((column) => row[column] ?? '')));
  }));
await program.parseAsync(process.argv[2] === 'tickets' ? process.argv.toSpliced(2, 1) : process.argv);
