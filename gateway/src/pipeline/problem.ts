import { Catch, HttpException, Inject, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Locale } from '#libs/api/kernel/actor.js';
import { DomainError, type DomainErrorBody, type FieldError } from '#libs/api/kernel/domain-error.js';
import { Count, FreeObject, Many, Text } from '#libs/api/kernel/fields.js';
import { MethodNotAllowed } from '#libs/api/kernel/http.errors.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { allowedMethods } from './routes.js';
import { httpError } from './http-errors.js';
import { localeOf } from './language.js';

const RETRY_AFTER_SECONDS = 2;

const TITLES: Record<number, { it: string; en: string }> = {
  400: { it: 'Richiesta non leggibile', en: 'Bad request' },
  401: { it: 'Accesso richiesto', en: 'Sign-in required' },
  402: { it: 'Credito insufficiente', en: 'Payment required' },
  403: { it: 'Operazione non consentita', en: 'Not allowed' },
  404: { it: 'Non trovato', en: 'Not found' },
  405: { it: 'Metodo non previsto', en: 'Method not allowed' },
  409: { it: 'In conflitto con lo stato attuale', en: 'Conflict with the current state' },
  413: { it: 'Richiesta troppo grande', en: 'Too large' },
  414: { it: 'Indirizzo troppo lungo', en: 'Address too long' },
  415: { it: 'Tipo di contenuto non previsto', en: 'Unsupported media type' },
  417: { it: 'Attesa non soddisfatta', en: 'Expectation failed' },
  422: { it: 'Dati non validi', en: 'Invalid data' },
  408: { it: 'Tempo scaduto', en: 'Request timeout' },
  429: { it: 'Troppe richieste', en: 'Too many requests' },
  431: { it: 'Header troppo grandi', en: 'Headers too large' },
  500: { it: 'Errore interno', en: 'Internal error' },
  503: { it: 'Servizio non disponibile', en: 'Service unavailable' },
};

/** What clients sent, and services say, is cut to these. */
const MOST = { field: 500, message: 1_000, detail: 1_000, instance: 2_000 } as const;

export class FieldProblem {
  @Text({
    min: 0,
    max: MOST.field,
    description: 'Path of the field, e.g. holder.address.cap; empty when it is the whole',
  })
  field!: string;
  @Text({ max: MOST.message, description: 'What is wrong, in the language of the request' }) message!: string;
}

/** RFC 9457 problem details. */
export class Problem {
  @Text({ description: 'Names the kind of problem, e.g. /problems/credit_short' }) type!: string;
  @Text() title!: string;
  @Count({ description: 'The HTTP status' }) status!: number;
  @Text({ max: MOST.detail, description: 'A sentence for the user, Italian or English by Accept-Language' })
  detail!: string;
  @Text({ description: 'Stable code to branch on' }) code!: string;
  @Text({ max: MOST.instance, description: 'The path that was asked' }) instance!: string;
  @Text({ description: 'Quote it to support; also in X-Request-Id' }) correlationId!: string;
  @FreeObject({ optional: true, description: 'Data of this kind of problem, e.g. missingCents' }) details?: Record<
    string,
    unknown
  >;
  @Many(() => FieldProblem, { optional: true, description: 'Every wrong field, of invalid_input' })
  errors?: FieldProblem[];
}

/** The problem document of an error. */
export function problemOf(error: DomainErrorBody, locale: Locale, url: string, correlationId: string): Problem {
  // What is missing is not told: one's own thing that is gone and another's that is there look the same (nasty case 13).
  const { fields, ...details } = (error.code === 'not_found' ? {} : (error.details ?? {})) as { fields?: FieldError[] };
  return {
    type: `/problems/${error.code}`,
    title: (TITLES[error.status] ?? TITLES[error.status >= 500 ? 500 : 400]!)[locale],
    status: error.status,
    detail: error.text[locale].slice(0, MOST.detail),
    code: error.code,
    instance: url.split('?')[0]!.slice(0, MOST.instance) || '/',
    correlationId,
    ...(Object.keys(details).length > 0 ? { details } : {}),
    ...(fields
      ? {
          errors: fields.map(({ field, text }) => ({
            field: field.slice(0, MOST.field),
            message: text[locale].slice(0, MOST.message),
          })),
        }
      : {}),
  };
}

/** Sends an error as problem+json, in the caller's language. */
export function sendProblem(
  body: DomainErrorBody,
  request: FastifyRequest,
  reply: FastifyReply,
  correlationId = request.caller.correlationId,
): void {
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  const locale = request.caller?.locale ?? localeOf(request.headers['accept-language']);
  const problem = problemOf(body, locale, request.url, correlationId);
  if (body.status === 503 || body.status === 429)
    void reply.header('retry-after', Number(body.details?.retryAfter ?? RETRY_AFTER_SECONDS));
  if (body.status === 401) void reply.header('www-authenticate', 'Bearer realm="openvoip"');
  if (body.status === 405) void reply.header('allow', ((body.details?.allowed ?? []) as string[]).join(', '));
  void reply
    .code(body.status)
    .header('content-language', locale)
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** Turns every error into problem+json: never a stack, never a 500 for what the client did wrong. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    sendProblem(this.bodyOf(error, request), request, http.getResponse<FastifyReply>());
  }

  private bodyOf(error: unknown, request: FastifyRequest): DomainErrorBody {
    if (error instanceof DomainError) return this.reported(error.toBody(), error, request);
    const status =
      error instanceof HttpException
        ? error.getStatus()
        : ((error as { statusCode?: number } | null)?.statusCode ?? 500);
    if (status === 404) {
      const allowed = allowedMethods(request.url.split('?')[0]!);
      if (allowed.length > 0 && !allowed.includes(request.method)) return new MethodNotAllowed(allowed).toBody();
    }
    return this.reported(httpError(status), error, request);
  }

  private reported(body: DomainErrorBody, error: unknown, request: FastifyRequest): DomainErrorBody {
    if (body.status >= 500 && body.status !== 503)
      this.logger.error(
        { err: error, correlationId: request.caller?.correlationId, route: request.routeOptions.url },
        'request failed',
      );
    // A status that is no error would tell the client that all went well.
    return body.status >= 400 && body.status < 600 ? body : { ...body, status: 500 };
  }
}
