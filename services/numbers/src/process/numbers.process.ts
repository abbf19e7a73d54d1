import 'reflect-metadata';
import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { systemActor } from '#libs/api/kernel/actor.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { prepareDatabase } from '#libs/messaging/run-service.js';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { MongoModule } from '#libs/platform/mongo.js';
import { PlatformModule } from '#libs/platform/platform.module.js';

/**
 * Runs an operator's command with a capability's module on the service's own database: large loads and proofs need no running service. What it
 * emits waits in the outbox for the service to send.
 */
export async function withNumbers(module: Type, work: (app: INestApplicationContext) => Promise<void>): Promise<void> {
  const config = readConfig(PlatformConfig, {
    ...process.env,
    LOG_LEVEL: process.env.LOG_LEVEL === 'debug' ? 'debug' : 'error',
  });
  @Module({
    imports: [
      PlatformModule.forProcess('numbers', config),
      MongoModule.forService('numbers', config),
      MessagingModule.forService('numbers'),
      module,
    ],
  })
  class ConsoleModule {}
  const app = await NestFactory.createApplicationContext(ConsoleModule, { logger: false, abortOnError: false });
  try {
    await prepareDatabase(app);
    await withContext(
      { ...backgroundContext('console'), actor: systemActor(`console:${process.env.USER ?? 'operator'}`) },
      () => work(app),
    );
  } finally {
    await app.close();
  }
}
