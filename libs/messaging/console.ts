import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { systemActor } from '#libs/api/kernel/actor.js';
import type { RpcDefinition } from '#libs/api/kernel/definition.js';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { PlatformModule } from '#libs/platform/platform.module.js';
import { Broker } from './broker.js';
import { ClockSync } from './clock-sync.js';
import { MessagingModule } from './messaging.module.js';
import { RpcClient } from './rpc-client.js';

const DEADLINE_MS = 30_000;
const CONNECT_MS = 10_000;

/** What an operator's command works with while services run. */
export interface Console {
  /** Asks a service, which has 30 seconds to answer. */
  readonly ask: <Request, Reply>(definition: RpcDefinition<Request, Reply>, request: Request) => Promise<Reply>;
  readonly clock: ClockSync;
  readonly config: PlatformConfig;
}

/** Connected to the broker for the time of `work`, as the operator at this console. @throws Error without a broker. */
export async function withConsole(name: string, work: (console: Console) => Promise<void>): Promise<void> {
  const config = readConfig(PlatformConfig, {
    ...process.env,
    LOG_LEVEL: process.env.LOG_LEVEL === 'debug' ? 'debug' : 'error',
  });
  class Client {}
  const app = await NestFactory.createApplicationContext(
    { module: Client, imports: [PlatformModule.forProcess(name, config), MessagingModule.forClient()] },
    { logger: false },
  );
  try {
    const rpc = app.get(RpcClient);
    await app.get(ClockSync).start();
    await rpc.start();
    await app.get(Broker).start();
    if (!(await app.get(Broker).connected(CONNECT_MS))) throw new Error('the broker is not reachable');
    const context = {
      ...backgroundContext('console'),
      actor: systemActor(`console:${process.env.USER ?? 'operator'}`),
      locale: 'en' as const,
    };
    await withContext(context, () =>
      work({
        ask: (definition, request) => rpc.call(definition, request, { deadlineMs: DEADLINE_MS }),
        clock: app.get(ClockSync),
        config,
      }),
    );
  } finally {
    await app.close();
  }
}
