import type { LoggerService } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { pino, type DestinationStream, type Logger } from 'pino';
import { currentContext } from './context.js';

/** Never written: secrets whole, personal data masked. */
const SECRET_PATHS = ['password', 'token', 'accessToken', 'refreshToken', 'authorization', '*.password', '*.token', '*.accessToken', '*.refreshToken', '*.authorization'];
const PERSONAL_PATHS = ['email', 'codiceFiscale', 'iban', 'name', 'address', '*.email', '*.codiceFiscale', '*.iban', '*.name', '*.address'];

/** Keeps enough of a personal datum to recognise it in a log, and no more. */
export const masked = (value: unknown): string => (typeof value === 'string' && value.length > 4 ? `${value.slice(0, 2)}…${value.slice(-1)}` : '…');

/** The process's structured logger: JSON lines with service, correlation and trace ids, on standard output at once unless told otherwise. */
export function createLogger(service: string, level: string, destination: DestinationStream = pino.destination(1)): Logger {
  return pino({
    level,
    base: { service, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: [...SECRET_PATHS, ...PERSONAL_PATHS], censor: (value, path) => (SECRET_PATHS.some((secret) => path.at(-1) === secret) ? '[secret]' : masked(value)) },
    mixin: () => {
      const traceId = trace.getActiveSpan()?.spanContext().traceId;
      return { correlationId: currentContext().correlationId, ...(traceId ? { traceId } : {}) };
    },
  }, destination);
}

/** Nest's own messages, into the same log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}
  log(message: unknown, ...context: unknown[]): void {
    this.logger.debug({ context: context.at(-1) }, String(message));
  }
  error(message: unknown, ...context: unknown[]): void {
    this.logger.error({ context: context.at(-1), detail: context.length > 1 ? context[0] : undefined }, String(message));
  }
  warn(message: unknown, ...context: unknown[]): void {
    this.logger.warn({ context: context.at(-1) }, String(message));
  }
  debug(message: unknown, ...context: unknown[]): void {
    this.logger.debug({ context: context.at(-1) }, String(message));
  }
  verbose(message: unknown, ...context: unknown[]): void {
    this.logger.trace({ context: context.at(-1) }, String(message));
  }
}
