import 'reflect-metadata';
import { setTimeout } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { systemActor } from '#libs/contracts/actor.js';
import type { RpcDefinition } from '#libs/contracts/definition.js';
import { Broker } from '#libs/messaging/broker.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { PlatformModule } from '#libs/platform/platform.module.js';

const DEADLINE_MS = 30_000;
const CONNECT_MS = 10_000;
const POLL_MS = 20;

/** Asks a service. */
export type Ask = <Request, Reply>(definition: RpcDefinition<Request, Reply>, request: Request) => Promise<Reply>;

/** Runs an operator's command against the running service: ports move by its clock and its rules. */
export async function withRunningNumbers(work: (ask: Ask) => Promise<void>): Promise<void> {
  const config = readConfig(PlatformConfig, { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL === 'debug' ? 'debug' : 'error' });
  class Client {}
  const app = await NestFactory.createApplicationContext({ module: Client, imports: [PlatformModule.forProcess('numbers-cli', config), MessagingModule.forClient()] }, { logger: false });
  try {
    const broker = app.get(Broker);
    await app.get(RpcClient).start();
    await broker.start();
    for (let waited = 0; !broker.isConnected && waited < CONNECT_MS; waited += POLL_MS) await setTimeout(POLL_MS);
    if (!broker.isConnected) throw new Error('the broker is not reachable');
    const context = { ...backgroundContext('console'), actor: systemActor(`console:${process.env.USER ?? 'operator'}`), locale: 'en' as const };
    await withContext(context, () => work((definition, request) => app.get(RpcClient).call(definition, request, { deadlineMs: DEADLINE_MS })));
  } finally {
    await app.close();
  }
}
