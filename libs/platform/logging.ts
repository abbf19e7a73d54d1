import type { LoggerService } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { pino, type DestinationStream, type Logger } from 'pino';
import { currentContext } from './context.js';

const within = (names: readonly string[]): string[] => names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
/** Never written. */
const SECRETS = [
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'secret',
  'signature',
  'migrationCode',
];
/** Written masked: who people are, where they live, how to reach and pay them, and what they wrote. */
const PERSONAL = `
  name givenName familyName companyName holderName accountHolder debtorName beneficiary payer
  codiceFiscale partitaIva taxCode holderTaxCode otherTaxCode
  address street city cap ip
  email newHolderEmail pec phone
  number numbers addedNumbers giveUp givenUp givenBack from to written contains
  iban debtorIban
  text subject quoted query question description note
  blockReason dismissal refusal decision content xml payload
`
  .trim()
  .split(/\s+/);
/** Sentences of programs and of staff, written without the people in them. */
const SENTENCES = ['reason', 'failure', 'problem', 'detail', 'rejectionReason', 'suggestion'];

/** Fields that are never written as they are. A test holds them against every field of the API. */
export const GUARDED: ReadonlySet<string> = new Set([...SECRETS, ...PERSONAL, ...SENTENCES]);

/** Keeps enough of a personal datum to recognise it in a log, and no more. */
const masked = (value: unknown): string =>
  typeof value === 'string' && value.length > 4 ? `${value.slice(0, 2)}…${value.slice(-1)}` : '…';

const CREDENTIALS = /(?<=:\/\/)[^\s/@]+(?=@)/g;
const EMAIL_IBAN_OR_CODICE_FISCALE =
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b|\b[A-Z]{6}[\dL-V]{2}[A-EHLMPR-T][\dL-V]{2}[A-Z][\dL-V]{3}[A-Z]\b/g;

/** Other programs' sentences name people too: a mail server the recipient that it refuses, a database the value that a unique index has. */
const scrubbed = (text: string): string =>
  text.replace(CREDENTIALS, '[secret]').replace(EMAIL_IBAN_OR_CODICE_FISCALE, masked);

const scrubbedSentence = (said: unknown): unknown => (typeof said === 'string' ? scrubbed(said) : said);
const serializers = {
  err: ({ type, message, stack, code }: ReturnType<typeof pino.stdSerializers.err>): object => ({
    type,
    message: scrubbed(message),
    stack: scrubbed(stack),
    code: code as unknown,
  }),
};

/** The process's structured logger: JSON lines with service, correlation and trace ids, on standard output at once unless told otherwise. */
export function createLogger(
  service: string,
  level: string,
  destination: DestinationStream = pino.destination(1),
): Logger {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: within([...SECRETS, ...PERSONAL]),
        censor: (value, path) => (SECRETS.includes(path.at(-1)!) ? '[secret]' : masked(value)),
      },
      serializers: {
        ...Object.fromEntries(SENTENCES.map((name) => [name, scrubbedSentence])),
        err: pino.stdSerializers.wrapErrorSerializer(serializers.err),
      },
      mixin: () => {
        const traceId = trace.getActiveSpan()?.spanContext().traceId;
        return { correlationId: currentContext().correlationId, ...(traceId ? { traceId } : {}) };
      },
    },
    destination,
  );
}

/** Nest's own messages, into the same log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}
  log(message: unknown, ...context: unknown[]): void {
    this.logger.debug({ context: context.at(-1) }, String(message));
  }
  error(message: unknown, ...context: unknown[]): void {
    this.logger.error(
      { context: context.at(-1), detail: context.length > 1 ? context[0] : undefined },
      String(message),
    );
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
