import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { systemActor } from '#libs/contracts/actor.js';
import { Broker } from '#libs/messaging/broker.js';
import { ClockSync } from '#libs/messaging/clock-sync.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { PlatformModule } from '#libs/platform/platform.module.js';
import type { Console } from './cli/console.js';
import { demoCommand } from './cli/demo.js';
import { sagasCommand } from './cli/sagas.js';

const CONNECT_MS = 10_000;

/** Runs a command connected to the broker, as the operator at this console. */
async function connected(work: (console: Console) => Promise<void>): Promise<void> {
  const config = { ...readConfig(PlatformConfig), LOG_LEVEL: process.env.LOG_LEVEL === 'debug' ? 'debug' : 'error' };
  @Module({ imports: [PlatformModule.forProcess('accounts-cli', config), MessagingModule.forClient()] })
  class ConsoleModule {}
  const app = await NestFactory.createApplicationContext(ConsoleModule, { logger: false });
  try {
    await app.get(RpcClient).start();
    await app.get(Broker).start();
    await brokerOf(app.get(Broker));
    const context = { ...backgroundContext('console'), actor: systemActor(`console:${process.env.USER ?? 'operator'}`) };
    await withContext(context, () => work({ rpc: app.get(RpcClient), clock: app.get(ClockSync), config }));
  } finally {
    await app.close();
  }
}

async function brokerOf(broker: Broker): Promise<void> {
  const end = Date.now() + CONNECT_MS;
  while (!broker.isConnected) {
    if (Date.now() > end) throw new Error('the broker is not reachable');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const program = new Command('accounts').description("Accounts' operator commands").addCommand(sagasCommand(connected)).addCommand(demoCommand(connected));
await program.parseAsync().catch((error: Error) => {
  console.error(`accounts: ${error.message}`);
  process.exitCode = 1;
});
