import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import cliProgress from 'cli-progress';
import { systemActor } from '#libs/contracts/actor.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { prepareDatabase } from '#libs/messaging/run-service.js';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { MongoModule } from '#libs/platform/mongo.js';
import { PlatformModule } from '#libs/platform/platform.module.js';
import { RegisterModule } from '../register/register.module.js';

/**
 * Runs an operator's command on the service's own database: large loads and proofs need no running service. What it
 * emits waits in the outbox for the service to send.
 */
export async function withNumbers(work: (app: INestApplicationContext) => Promise<void>): Promise<void> {
  const config = readConfig(PlatformConfig, { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL === 'debug' ? 'debug' : 'error' });
  @Module({ imports: [PlatformModule.forProcess('numbers', config), MongoModule.forService('numbers', config), MessagingModule.forService('numbers'), RegisterModule] })
  class ConsoleModule {}
  const app = await NestFactory.createApplicationContext(ConsoleModule, { logger: false, abortOnError: false });
  try {
    await prepareDatabase(app);
    await withContext({ ...backgroundContext('console'), actor: systemActor(`console:${process.env.USER ?? 'operator'}`) }, () => work(app));
  } finally {
    await app.close();
  }
}

/** A bar on standard error for a person at a terminal; nothing for a machine. */
export class Progress {
  private readonly bar?: cliProgress.SingleBar;

  constructor(what: string, total: number, wanted: boolean) {
    if (!wanted || !process.stderr.isTTY) return;
    this.bar = new cliProgress.SingleBar({ format: `{bar} {percentage}% {value}/{total} ${what}, {eta_formatted} left`, stream: process.stderr, hideCursor: true, etaBuffer: 50 }, cliProgress.Presets.shades_classic);
    this.bar.start(total, 0);
  }

  at(done: number, of?: number): void {
    if (of !== undefined) this.bar?.setTotal(Math.max(of, done));
    this.bar?.update(done);
  }

  stop(): void {
    this.bar?.stop();
  }
}
