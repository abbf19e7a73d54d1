import { STATUS_CODES, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config/gateway.config.js';
import { httpError } from './http-errors.js';
import { localeOf } from './language.js';
import { problemOf, sendProblem } from './problem.js';
import { correlationOf } from './request-hooks.js';

/** What a page of another origin may read of an answer beside its body. */
export const EXPOSED_HEADERS = ['x-request-id', 'traceparent', 'retry-after', 'location', 'content-disposition'];

/** Of the HTTP server: not the whole request came in time, or its first lines are too long. */
const BY_CODE: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/**
 * Answers to what never reaches a route, a hook or Nest: problems like all others, with a correlation id, and readable by
 * pages of the origins that are allowed.
 */
export class OutsideRoutes {
  constructor(
    private readonly headers: Readonly<Record<string, string>>,
    private readonly config: GatewayConfig,
  ) {}

  /** An address that cannot be decoded, or a part of it that is too long. */
  ofAddress = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const correlationId = correlationOf(request);
    void reply.headers(this.headersFor(correlationId, request.headers.origin));
    sendProblem(httpError(error.statusCode ?? 400), request, reply, correlationId);
  };

  /** A connection that brought no request: nothing is known of who asks, nor of the path. */
  ofConnection = (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const status = BY_CODE[error.code ?? ''] ?? 400;
    const { headers, body } = this.closing(status, '/', {});
    const lines = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '',
      body,
    ];
    socket.end(lines.join('\r\n'), () => socket.destroy());
  };

  /** An expectation that nobody meets (RFC 9110, 10.1.1). */
  ofExpectation = (request: IncomingMessage, response: ServerResponse): void => {
    const { headers, body } = this.closing(417, request.url ?? '/', request.headers);
    response.writeHead(417, headers).end(body);
  };

  /** A problem after which the connection closes. */
  private closing(
    status: number,
    url: string,
    asked: IncomingHttpHeaders,
  ): { headers: Record<string, string>; body: string } {
    const correlationId = correlationOf({ headers: asked });
    const locale = localeOf(asked['accept-language']);
    const body = JSON.stringify(problemOf(httpError(status), locale, url, correlationId));
    const of = {
      'content-type': 'application/problem+json',
      'content-language': locale,
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    };
    return { headers: { ...this.headersFor(correlationId, asked.origin), ...of }, body };
  }

  private headersFor(correlationId: string, origin?: string): Record<string, string> {
    const { CORS_ORIGINS } = this.config;
    const allowed = CORS_ORIGINS.includes('*') ? '*' : origin && CORS_ORIGINS.includes(origin) ? origin : undefined;
    return {
      ...this.headers,
      'x-request-id': correlationId,
      ...(allowed
        ? { 'access-control-allow-origin': allowed, 'access-control-expose-headers': EXPOSED_HEADERS.join(', ') }
        : {}),
      ...(allowed === '*' ? {} : { vary: 'Origin' }),
    };
  }
}
