import 'reflect-metadata';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import cors, { type FastifyCorsOptions } from '@fastify/cors';
import multipart from '@fastify/multipart';
import staticFiles from '@fastify/static';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Broker } from '#libs/messaging/broker.js';
import { ClockSync } from '#libs/messaging/clock-sync.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import type { Clock } from '#libs/platform/clock.js';
import type { PlatformConfig } from '#libs/platform/config.js';
import { HealthServer } from '#libs/platform/health.js';
import { createLogger, NestLogger } from '#libs/platform/logging.js';
import { PlatformModule } from '#libs/platform/platform.module.js';
import { FILE_BYTES } from './auth/permissions.js';
import type { GatewayConfig } from './config/gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { EXPOSED_HEADERS, OutsideRoutes } from './pipeline/outside-routes.js';
import { PANEL_FOLDER, servePanel } from './pipeline/panel.js';
import { ProblemFilter } from './pipeline/problem.js';
import { RequestHooks } from './pipeline/request-hooks.js';
import { securityHeaders } from './pipeline/security-headers.js';

const JSON_BODY_BYTES = 64 * 1024;
const WHOLE_REQUEST_MS = 30_000;
const MAX_UPLOADED_FILES = 10;

export interface GatewayOptions {
  readonly platform: PlatformConfig;
  readonly gateway: GatewayConfig;
  readonly clock?: Clock;
  /** Where the built panel is, if not where the build puts it. */
  readonly panelFolder?: string;
}

function rootModule({ platform, gateway, clock }: GatewayOptions): DynamicModule {
  class Root {}
  return {
    module: Root,
    imports: [
      PlatformModule.forProcess('gateway', platform, clock),
      MessagingModule.forClient(),
      GatewayModule.with(gateway),
    ],
  };
}

function adapterFor({ TRUST_PROXY }: GatewayConfig, outside: OutsideRoutes): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: JSON_BODY_BYTES,
    requestTimeout: WHOLE_REQUEST_MS,
    forceCloseConnections: 'idle',
    // What comes on an open connection while it closes is still answered, and told that the connection ends.
    return503OnClosing: false,
    trustProxy: TRUST_PROXY.length > 0 ? TRUST_PROXY : false,
    exposeHeadRoutes: false,
    multipart: false,
    frameworkErrors: outside.ofAddress,
    clientErrorHandler: outside.ofConnection,
    // The hooks refuse a request without one, by a problem.
    http: { requireHostHeader: false },
    routerOptions: { maxParamLength: 200 },
  });
}

function corsOptions({ CORS_ORIGINS }: GatewayConfig): FastifyCorsOptions {
  return {
    origin: CORS_ORIGINS.includes('*') ? '*' : CORS_ORIGINS,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'accept-language',
      'x-request-id',
      'traceparent',
      'last-event-id',
    ],
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: 600,
    strictPreflight: false,
  };
}

async function registerPlugins(app: NestFastifyApplication): Promise<void> {
  await app.register(multipart, {
    limits: { fileSize: FILE_BYTES, files: MAX_UPLOADED_FILES, fields: 50, fieldSize: JSON_BODY_BYTES },
  });
  const swagger = createRequire(import.meta.url).resolve('swagger-ui-dist/package.json');
  await app.register(staticFiles, {
    root: dirname(swagger),
    prefix: '/v1/docs/assets/',
    decorateReply: false,
    index: false,
    maxAge: '1d',
  });
}

/**
 * Builds the HTTP application without connecting it to the broker. `onRoute` hears of every route it has, which the test
 * of the API document compares with.
 */
export async function buildGateway(
  options: GatewayOptions,
  onRoute?: (method: string, path: string) => void,
): Promise<NestFastifyApplication> {
  const logger = createLogger('gateway', options.platform.LOG_LEVEL);
  const headers = await securityHeaders();
  const outside = new OutsideRoutes(headers, options.gateway);
  const app = await NestFactory.create<NestFastifyApplication>(
    rootModule(options),
    adapterFor(options.gateway, outside),
    { logger: new NestLogger(logger), abortOnError: false, rawBody: true, bodyParser: false },
  );
  const fastify = app.getHttpAdapter().getInstance();
  if (onRoute)
    fastify.addHook('onRoute', (route) => [route.method].flat().forEach((method) => onRoute(method, route.url)));
  const hooks = app.get(RequestHooks);
  hooks.receiveAll(fastify, headers);
  // Before anything can be refused: a page of another origin reads a refusal only with these headers.
  await app.register(cors, corsOptions(options.gateway));
  hooks.admitSome(fastify);
  fastify.removeContentTypeParser('text/plain');
  app.useBodyParser('application/json');
  app.useGlobalFilters(app.get(ProblemFilter));
  await registerPlugins(app);
  servePanel(fastify, options.panelFolder ?? PANEL_FOLDER);
  await app.init();
  await fastify.ready();
  fastify.server.on('checkExpectation', outside.ofExpectation);
  return app;
}

/** The gateway, connecting to the broker and ready to answer, but not yet listening. */
export async function createGateway(options: GatewayOptions): Promise<NestFastifyApplication> {
  const app = await buildGateway(options);
  await app.get(ClockSync).start();
  await app.get(RpcClient).start();
  await app.get(Broker).start();
  app.get(HealthServer).require('broker', () => app.get(Broker).isConnected);
  return app;
}
