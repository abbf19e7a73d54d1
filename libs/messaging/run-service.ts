import 'reflect-metadata';
import type { DynamicModule, INestApplicationContext, INestMicroservice, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestMicroservice } from '@nestjs/microservices';
import { getConnectionToken } from '@nestjs/mongoose';
import mongoose, { type Connection } from 'mongoose';
import type { ServiceName } from '#libs/api/kernel/definition.js';
import type { Clock } from '#libs/platform/clock.js';
import { assertComplete, PlatformConfig, readConfig } from '#libs/platform/config.js';
import { HealthServer } from '#libs/platform/health.js';
import { NestLogger, createLogger } from '#libs/platform/logging.js';
import { MongoModule } from '#libs/platform/mongo.js';
import { PlatformModule } from '#libs/platform/platform.module.js';
import { startTracing, stopTracing } from '#libs/platform/tracing.js';
import { AmqpServer, PassThroughFilter } from './amqp-server.js';
import { Broker } from './broker.js';
import { ClockSync } from './clock-sync.js';
import { MessagingModule } from './messaging.module.js';
import { OutboxRelay } from './relay.js';
import { RpcClient } from './rpc-client.js';
import { SagaRunner } from './saga-runner.js';

export interface ServiceOptions {
  readonly service: ServiceName;
  readonly module: Type;
  readonly config?: PlatformConfig;
  readonly clock?: Clock;
}

/** Wraps a service's module with the platform it runs on. */
function rootModule({ service, module, config, clock }: ServiceOptions & { config: PlatformConfig }): DynamicModule {
  class Root {}
  return {
    module: Root,
    imports: [
      PlatformModule.forProcess(service, config, clock),
      MongoModule.forService(service, config),
      MessagingModule.forService(service),
      module,
    ],
  };
}

/** Makes sure that every collection and unique index exists before the first write: the rules rely on them. */
export async function prepareDatabase(app: INestApplicationContext): Promise<Connection> {
  const connection = app.get<Connection>(getConnectionToken());
  for (const model of Object.values(connection.models)) await model.init();
  return connection;
}

async function serveHealth(
  app: INestApplicationContext,
  connection: Connection,
  config: PlatformConfig,
): Promise<void> {
  const health = app.get(HealthServer);
  health.require('broker', () => app.get(Broker).isConnected);
  health.require(
    'database',
    async () =>
      connection.readyState === mongoose.ConnectionStates.connected && Boolean(await connection.db?.admin().ping()),
  );
  if (config.HEALTH_PORT !== undefined) await health.listen(config.HEALTH_PORT, config.HOST);
}

/** Runs a service: its RPCs, messages, outbox, sagas and health. Stops in order on SIGTERM and SIGINT. */
export async function runService(options: ServiceOptions): Promise<INestMicroservice> {
  const config = options.config ?? readConfig(PlatformConfig);
  const { service } = options;
  assertComplete(service, config, process.env);
  await startTracing(service, config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const logger = createLogger(service, config.LOG_LEVEL);
  const strategy = new AmqpServer(service, logger);
  const app = await NestFactory.createMicroservice(rootModule({ ...options, config }), {
    strategy,
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  strategy.attach(app.get(Broker));
  app.useGlobalFilters(new PassThroughFilter());
  const connection = await prepareDatabase(app);
  // `init` runs the modules' hooks; without this, registering the handlers would run them again.
  (app as NestMicroservice).setIsInitHookCalled(true);
  await app.init();
  await app.get(ClockSync).start();
  await app.get(RpcClient).start();
  await app.listen();
  app.get(OutboxRelay).start();
  app.get(SagaRunner).start();
  await serveHealth(app, connection, config);
  stopOnSignal(app);
  logger.info('service started');
  return app;
}

/** Closes the application, once, when the process is asked to stop: it counts as not ready for `drainMs` before. */
export function stopOnSignal(app: INestApplicationContext, drainMs = 0): void {
  const stop = async (): Promise<void> => {
    app.get(HealthServer).drain();
    await new Promise((resolve) => setTimeout(resolve, drainMs));
    await app.close();
    await app.get(HealthServer).close();
    await stopTracing();
    process.exit(0);
  };
  if (process.env.JEST_WORKER_ID !== undefined) return;
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}
