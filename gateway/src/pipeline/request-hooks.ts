import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { pino, type Logger } from 'pino';
import { ANONYMOUS, type RequestContext } from '#libs/api/kernel/actor.js';
import { Forbidden } from '#libs/api/kernel/domain-error.js';
import { BadIdempotencyKey, TokenInvalid, TokenMissing } from '#libs/api/kernel/http.errors.js';
import { PlatformConfig } from '#libs/platform/config.js';
import { withContext } from '#libs/platform/context.js';
import { httpDuration } from '#libs/platform/metrics.js';
import { createLogger } from '#libs/platform/logging.js';
import { inSpan, isTracing, traceHeaders } from '#libs/platform/tracing.js';
import { AccessTokens, type Session } from '../auth/access-tokens.js';
import { BrowserCookie } from '../auth/browser-sessions.js';
import { ErasedCustomers } from '../auth/erased-customers.js';
import { permissionOf, type Permission } from '../auth/permissions.js';
import { GatewayConfig } from '../config/gateway.config.js';
import { httpError } from './http-errors.js';
import { localeOf } from './language.js';
import { Throttle } from './throttle.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** From the permission table; a route without one is refused. */
    permission?: Permission;
  }
  interface FastifyRequest {
    /** What travels with every call that the request makes. */
    caller: RequestContext;
    /** Epoch milliseconds when the access token expires; absent for an anonymous caller. */
    sessionEndsAt?: number;
    startedAt: number;
    /** Ends the request's trace span. */
    ended?: () => void;
  }
}

const LOG_BLOCK_BYTES = 4096;
const REQUEST_ID = /^[\w.:-]{1,100}$/;
const TRACE_PARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,100}$/;
const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** The caller's own id of the request where it has a sound one, else that of its trace, else a new one. */
export function correlationOf(request: { readonly headers: IncomingHttpHeaders }): string {
  const given = request.headers['x-request-id'];
  if (typeof given === 'string' && REQUEST_ID.test(given)) return given;
  const trace = TRACE_PARENT.exec(String(request.headers.traceparent ?? ''));
  return trace?.[1] ?? randomUUID();
}

/**
 * What happens to every request before its handler and after its answer. These are Fastify hooks, not Nest guards and
 * interceptors: a refused caller's body is not even read, and the hot path pays no execution context for them.
 */
@Injectable()
export class RequestHooks {
  /**
   * Request lines are many and hold no personal data: they are written in blocks, at most a second late, and nothing is
   * looked for in them.
   */
  private readonly log: Logger;
  private headers: Record<string, string> = {};

  constructor(
    @Inject(AccessTokens) private readonly tokens: AccessTokens,
    @Inject(BrowserCookie) private readonly cookie: BrowserCookie,
    @Inject(ErasedCustomers) private readonly erased: ErasedCustomers,
    @Inject(Throttle) private readonly throttle: Throttle,
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    @Inject(PlatformConfig) { LOG_LEVEL }: PlatformConfig,
  ) {
    this.log = createLogger(
      'gateway',
      LOG_LEVEL,
      pino.destination({ sync: false, minLength: LOG_BLOCK_BYTES, periodicFlush: 1_000 }),
    ).child({}, { redact: [] });
  }

  /** What every request gets, refused or not; `headers` go with every answer. Must run before routes are registered. */
  receiveAll(fastify: FastifyInstance, headers: Record<string, string>): void {
    this.headers = headers;
    fastify.decorateRequest('caller', null as unknown as RequestContext);
    fastify.decorateRequest('startedAt', 0);
    fastify.addHook('onRoute', (route) => {
      const permission = [route.method]
        .flat()
        .map((method) => permissionOf(method, route.url))
        .find(Boolean);
      route.config = { ...route.config, permission };
      const bytes = permission?.uploadBytes ?? permission?.bodyBytes;
      if (bytes !== undefined) route.bodyLimit = bytes;
    });
    fastify.addHook('onRequest', (request, reply, done) => this.receive(request, reply, done));
    fastify.addHook('onResponse', (request, reply, done) => this.answered(request, reply, done));
  }

  /** Who may go on to a handler, and in which context. Must run before routes are registered, after all that refusals need. */
  admitSome(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, _, done) => this.check(request, done));
    fastify.addHook('preHandler', (request, reply, done) => this.enter(request, reply, done));
  }

  private receive(request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
    const permission = request.routeOptions.config?.permission;
    request.startedAt = performance.now();
    const correlationId = correlationOf(request);
    request.caller = {
      correlationId,
      actor: ANONYMOUS,
      locale: localeOf(request.headers['accept-language']),
      deadline: Date.now() + (permission?.deadlineMs ?? this.config.GATEWAY_DEADLINE_MS),
    };
    void reply.headers(this.headers).header('x-request-id', correlationId);
    done();
  }

  private check(request: FastifyRequest, done: HookHandlerDoneFunction): void {
    const permission = request.routeOptions.config?.permission;
    if (request.is404 || request.method === 'OPTIONS') return done();
    try {
      if (!request.headers.host && request.raw.httpVersion === '1.1') throw httpError(400);
      if (!permission) throw new Forbidden();
      this.checkHeaders(request, permission);
      this.admit(request, permission, done);
    } catch (error) {
      done(error as Error);
    }
  }

  private checkHeaders(request: FastifyRequest, permission: Permission): void {
    if (permission.ownPage) this.cookie.assertOwnPage(request.headers);
    const key = request.headers['idempotency-key'];
    if (key !== undefined && request.method === 'POST') {
      if (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key)) throw new BadIdempotencyKey();
      request.caller = { ...request.caller, idempotencyKey: key };
    }
    const isUpload = /^multipart\//i.test(request.headers['content-type'] ?? '');
    // Neither an upload where none is taken, nor a JSON of an upload's size.
    if (isUpload !== (permission.uploadBytes !== undefined)) throw httpError(415);
  }

  private admit(request: FastifyRequest, permission: Permission, done: HookHandlerDoneFunction): void {
    const counted = permission.throttled
      ? this.throttle.attempt(request.ip, request.routeOptions.url!)
      : permission.forMachines
        ? this.throttle.machine(request.ip)
        : undefined;
    if (!counted) return this.identify(request, permission, done);
    counted.then(() => this.identify(request, permission, done)).catch(done);
  }

  private identify(request: FastifyRequest, permission: Permission, done: HookHandlerDoneFunction): void {
    if (permission.roles === 'public') return done();
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw request.headers.authorization ? new TokenInvalid() : new TokenMissing();
    const known = this.tokens.known(token);
    if (known) return this.authorise(request, permission, known, done);
    this.tokens
      .verify(token)
      .then((session) => this.authorise(request, permission, session, done))
      .catch(done);
  }

  private authorise(
    request: FastifyRequest,
    permission: Permission,
    { actor, expiresAt }: Session,
    done: HookHandlerDoneFunction,
  ): void {
    const { roles, forMachines } = permission;
    if (!actor.roles.some((role) => (roles as readonly string[]).includes(role))) throw new Forbidden();
    this.erased.assertNotErased(actor, request.method, permission);
    request.caller = { ...request.caller, actor };
    request.sessionEndsAt = expiresAt;
    if (!forMachines) return done();
    this.throttle.machine(actor.id).then(() => done(), done);
  }

  /** The handler and all it awaits run in the caller's context; the body has been read, so the context is not lost. */
  private enter(request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
    if (!isTracing()) return withContext(request.caller, done);
    void inSpan(
      `${request.method} ${request.routeOptions.url ?? 'unknown'}`,
      'server',
      request.headers,
      () =>
        new Promise<void>((resolve) => {
          request.ended = resolve;
          const { traceparent } = traceHeaders();
          if (traceparent) void reply.header('traceparent', traceparent);
          withContext(request.caller, done);
        }),
    );
  }

  private answered(request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
    const elapsedMs = performance.now() - request.startedAt;
    const route = request.routeOptions.url ?? 'unknown';
    const { method } = request;
    const status = reply.statusCode;
    httpDuration.observe({ method, route, status }, elapsedMs / 1000);
    request.ended?.();
    const { correlationId, actor } = request.caller;
    this.log.info(
      { correlationId, method, route, status, ms: Math.round(elapsedMs * 10) / 10, actor: actor.id },
      'request',
    );
    done();
  }
}
