import 'reflect-metadata';
import { type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { systemActor } from '#libs/contracts/actor.js';
import { Broker } from '#libs/messaging/broker.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { prepareDatabase, startBackground } from '#libs/messaging/run-service.js';
import { Clock, MovableClock } from '#libs/platform/clock.js';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { NestLogger, createLogger } from '#libs/platform/logging.js';
import { MongoModule } from '#libs/platform/mongo.js';
import { PlatformModule } from '#libs/platform/platform.module.js';

const CLOCK_WAIT_MS = 5_000;

export interface BillingProcessOptions {
  readonly module: Type;
  readonly config?: PlatformConfig;
  readonly clock?: Clock;
}

/**
 * Billing's modules without its RPCs and messages: what the jobs and the command line run in. It needs the database,
 * and the broker only to send what was committed (R20).
 */
export async function startBillingProcess({ module, config = readConfig(PlatformConfig), clock }: BillingProcessOptions): Promise<INestApplicationContext> {
  class Root {}
  const root: DynamicModule = { module: Root, imports: [PlatformModule.forProcess('billing', config, clock), MongoModule.forService('billing', config), MessagingModule.forService('billing'), module] };
  const app = await NestFactory.createApplicationContext(root, { logger: new NestLogger(createLogger('billing', config.LOG_LEVEL)), abortOnError: false });
  await prepareDatabase(app);
  await startBackground(app);
  return app;
}

/** The demo's moved clock is right only once the broker has told it; without a broker the wait ends. */
async function clockIsRight(app: INestApplicationContext): Promise<void> {
  const until = Date.now() + CLOCK_WAIT_MS;
  while (app.get(Clock) instanceof MovableClock && !app.get(Broker).isConnected && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Runs one operator's command in a billing process, as `cli`, and ends the process afterwards. */
export async function withBilling(module: Type, work: (app: INestApplicationContext) => Promise<void>): Promise<void> {
  // Standard output is the command's own: logs would break what machines read from it.
  const config = readConfig(PlatformConfig, { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL === 'debug' ? 'debug' : 'fatal' });
  const app = await startBillingProcess({ module, config });
  await clockIsRight(app);
  try {
    await withContext({ ...backgroundContext('cli'), actor: systemActor('cli') }, () => work(app));
  } finally {
    await app.close();
  }
}
