import 'reflect-metadata';
import { type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { systemActor } from '#libs/api/kernel/actor.js';
import { Broker } from '#libs/messaging/broker.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { ClockSync } from '#libs/messaging/clock-sync.js';
import { outboxModel } from '#libs/messaging/outbox.js';
import { OutboxRelay } from '#libs/messaging/relay.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { prepareDatabase } from '#libs/messaging/run-service.js';
import { Clock, MovableClock } from '#libs/platform/clock.js';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { NestLogger, createLogger } from '#libs/platform/logging.js';
import { MongoModule } from '#libs/platform/mongo.js';
import { PlatformModule } from '#libs/platform/platform.module.js';

const CLOCK_WAIT_MS = 5_000;
const SEND_MS = 5_000;

export interface BillingProcessOptions {
  readonly module: Type;
  readonly config?: PlatformConfig;
  readonly clock?: Clock;
}

/**
 * Billing's modules without its RPCs and messages: what the jobs and the command line run in. It needs the database,
 * and the broker only to send what was committed (R20). Sending
 * is begun by whoever starts it.
 */
export async function startBillingProcess({
  module,
  config = readConfig(PlatformConfig),
  clock,
}: BillingProcessOptions): Promise<INestApplicationContext> {
  class Root {}
  const root: DynamicModule = {
    module: Root,
    imports: [
      PlatformModule.forProcess('billing', config, clock),
      MongoModule.forService('billing', config),
      MessagingModule.forService('billing'),
      module,
    ],
  };
  const app = await NestFactory.createApplicationContext(root, {
    logger: new NestLogger(createLogger('billing', config.LOG_LEVEL)),
    abortOnError: false,
  });
  await prepareDatabase(app);
  await connectBroker(app);
  return app;
}

/** What runs in the background, but the relay, which competes with heavy work for the database. */
async function connectBroker(app: INestApplicationContext): Promise<void> {
  await app.get(ClockSync).start();
  await app.get(RpcClient).start();
  await app.get(Broker).start();
}

/** Sends what was committed, for some seconds; what is left then, the running service sends. */
async function sendCommitted(app: INestApplicationContext): Promise<void> {
  app.get(OutboxRelay).start();
  const outbox = outboxModel(app.get<Connection>(getConnectionToken()));
  const until = Date.now() + SEND_MS;
  while (app.get(Broker).isConnected && Date.now() < until && (await outbox.exists({})))
    await new Promise((resolve) => setTimeout(resolve, 50));
}

/** The demo's moved clock is right only once the broker has told it; without a broker the wait ends. */
async function clockIsRight(app: INestApplicationContext): Promise<void> {
  if (app.get(Clock) instanceof MovableClock) await app.get(Broker).connected(CLOCK_WAIT_MS);
}

/** Runs one operator's command in a billing process, as `cli`, and ends the process afterwards. */
export async function withBilling(module: Type, work: (app: INestApplicationContext) => Promise<void>): Promise<void> {
  // Standard output is the command's own: logs would break what machines read from it.
  const config = readConfig(PlatformConfig, {
    ...process.env,
    LOG_LEVEL: process.env.LOG_LEVEL === 'debug' ? 'debug' : 'fatal',
  });
  const app = await startBillingProcess({ module, config });
  await clockIsRight(app);
  try {
    await withContext({ ...backgroundContext('cli'), actor: systemActor('cli') }, () => work(app));
    await sendCommitted(app);
  } finally {
    await app.close();
  }
}
