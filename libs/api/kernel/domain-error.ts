import { endSentencesOnce } from '#libs/italy/formats.js';

/** A sentence for people, in both languages that the platform speaks. */
export interface Text {
  readonly it: string;
  readonly en: string;
}

/** How a domain error travels over the broker and out of the gateway. */
export interface DomainErrorBody {
  /** Stable, snake_case; clients branch on it. */
  readonly code: string;
  /** The HTTP status the gateway answers with. */
  readonly status: number;
  readonly text: Text;
  readonly details?: Record<string, unknown>;
}

/**
 * The one error type of the platform: a rule that said no. Each rule has its own subclass beside it, with a stable
 * code and a sentence that a customer can act on. It crosses the broker whole and leaves the gateway as RFC 9457.
 */
export class DomainError extends Error {
  readonly code: string;
  readonly status: number;
  readonly text: Text;
  readonly details?: Record<string, unknown>;

  constructor(body: DomainErrorBody) {
    const text = { it: endSentencesOnce(body.text.it), en: endSentencesOnce(body.text.en) };
    super(text.en);
    this.name = new.target.name;
    this.code = body.code;
    this.status = body.status;
    this.text = text;
    this.details = body.details;
  }

  toBody(): DomainErrorBody {
    return { code: this.code, status: this.status, text: this.text, details: this.details };
  }
}

/** What was asked for does not exist, or is not the caller's: the two look the same (nasty case 13). */
export class NotFound extends DomainError {
  constructor(what: string) {
    super({
      code: 'not_found',
      status: 404,
      text: { it: 'La risorsa richiesta non esiste.', en: 'What you asked for does not exist.' },
      details: { what },
    });
  }
}

/** The caller is known but its roles do not allow this. */
export class Forbidden extends DomainError {
  constructor() {
    super({
      code: 'forbidden',
      status: 403,
      text: { it: 'Non hai i permessi per questa operazione.', en: 'You are not allowed to do this.' },
    });
  }
}

/** A dependency did not answer in time; nothing is known to have changed and the request may be repeated with the same key. */
export class ServiceUnavailable extends DomainError {
  constructor(service: string) {
    super({
      code: 'service_unavailable',
      status: 503,
      text: {
        it: 'Il servizio non risponde in questo momento. Riprova tra qualche secondo con la stessa chiave di idempotenza.',
        en: 'The service is not answering right now. Try again in a few seconds with the same idempotency key.',
      },
      details: { service },
    });
  }
}

/** One field that is wrong and why, in both languages. */
export interface FieldError {
  readonly field: string;
  readonly text: Text;
}

/** The input is malformed: every wrong field is named, also in `message`, for consoles and dead letters. */
export class InvalidInput extends DomainError {
  constructor(readonly fields: readonly FieldError[]) {
    super({
      code: 'invalid_input',
      status: 422,
      text: { it: 'Alcuni dati non sono validi.', en: 'Some of the data is not valid.' },
      details: { fields },
    });
    this.message += ` ${JSON.stringify(fields.map(({ field, text }) => `${field}: ${text.en}`))}`;
  }
}

/** The same idempotency key came with another request. */
export class IdempotencyKeyReused extends DomainError {
  constructor() {
    super({
      code: 'idempotency_key_reused',
      status: 422,
      text: {
        it: 'Questa Idempotency-Key è già stata usata per una richiesta diversa.',
        en: 'This Idempotency-Key was already used for a different request.',
      },
    });
  }
}

/** Rebuilds a domain error that arrived from another process. */
export const domainErrorFrom = (body: DomainErrorBody): DomainError => new DomainError(body);
