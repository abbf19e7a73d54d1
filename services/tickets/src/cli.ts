import 'reflect-metadata';
import { setTimeout } from 'node:timers/promises';
import { type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
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
    const { items } = await rpc.call(deskRpc.queue, { filter: { states: state, text }, limit }, { deadlineMs: DEADLINE_MS });
    if (json) console.log(JSON.stringify(items));
    else printTable(['number', 'state', 'category', 'priority', 'agent', 'subject'], items.map((row) => [row.number, row.state, row.category, row.priority, row.assigneeId ?? '', row.subject.slice(0, 60)]));
  }));
await program.parseAsync(process.argv[2] === 'tickets' ? process.argv.toSpliced(2, 1) : process.argv);
