import { endSentencesOnce } from '#libs/italy/formats.js';
import { list, text, type Details, type Told } from './details.js';

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
  readonly details?: Readonly<Record<string, any>>;
}

/**
 * The one error type of the platform: a rule that said no, with a stable code and a sentence that a customer can act on.
 * It crosses the broker whole, comes out of it as its own class, and leaves the gateway as RFC 9457. Its kinds are
 * declared with `domainError`; it holds nothing but what travels.
 */
export class DomainError extends Error {
  readonly code: string;
  readonly status: number;
  readonly text: Text;
  readonly details?: Readonly<Record<string, any>>;

  constructor(body: DomainErrorBody) {
    const said = { it: endSentencesOnce(body.text.it), en: endSentencesOnce(body.text.en) };
    super(said.en);
    this.name = new.target.name;
    this.code = body.code;
    this.status = body.status;
    this.text = said;
    this.details = body.details;
  }

  toBody(): DomainErrorBody {
    return { code: this.code, status: this.status, text: this.text, details: this.details };
  }
}

/** What is said once of a domain error: docs/errors.md, `GET /problems/:code` and the API document are made of it. */
export interface ErrorEntry<D extends Details = Details> {
  readonly code: string;
  readonly status: number;
  /** What the customer is told; where it depends on the details, an example of it is documented. */
  readonly text: Text | ((details: Told<D>) => Text);
  /** What who meets it can do. */
  readonly todo: Text;
  readonly details?: D;
}
/** A declared kind of domain error. */
export interface ErrorClass {
  readonly entry: ErrorEntry<any>;
  readonly name: string;
  readonly prototype: DomainError;
}

/**
 * Declares a domain error: `class QuoteExpired extends domainError({ code, status, text, todo }) {}`. Its constructor takes
 * the declared details, or nothing; a class may have a handier one. A code is declared once: `knownErrors` refuses another.
 */
export function domainError(entry: Omit<ErrorEntry<never>, 'text' | 'details'> & { text: Text }): {
  readonly entry: ErrorEntry<never>;
  new (): DomainError;
};
export function domainError<const D extends Details>(
  entry: ErrorEntry<D> & { details: D },
): { readonly entry: ErrorEntry<D>; new (details: Told<D>): DomainError & { readonly details: Told<D> } };
export function domainError(entry: ErrorEntry<any>): unknown {
  return class extends DomainError {
    static readonly entry = entry;
    constructor(details?: Record<string, unknown>) {
      const { code, status, text: said } = entry;
      super({ code, status, text: typeof said === 'function' ? said(details as never) : said, details });
    }
  };
}

const known = new Map<string, ErrorClass>();

/**
 * Makes errors come back from other processes as their own class; the definition of each RPC does so for its own.
 * @throws Error when another class has the code
 */
export function knownErrors(...classes: readonly ErrorClass[]): void {
  for (const declared of classes) {
    const { code } = declared.entry;
    if ((known.get(code) ?? declared) !== declared) throw new Error(`${code} is declared twice`);
    known.set(code, declared);
  }
}

/**
 * A domain error that arrived from another process or was kept, as its own class, with the words and details that it came
 * with. A code that is not known here, of a newer version, is a plain `DomainError`.
 */
export function domainErrorFrom(body: DomainErrorBody): DomainError {
  const error = new DomainError(body);
  const declared = known.get(body.code);
  if (!declared) return error;
  Object.setPrototypeOf(error, declared.prototype);
  error.name = declared.name;
  return error;
}

/** What was asked for does not exist, or is not the caller's: the two look the same (nasty case 13). */
export class NotFound extends domainError({
  code: 'not_found',
  status: 404,
  text: { it: 'La risorsa richiesta non esiste.', en: 'What you asked for does not exist.' },
  todo: {
    it: 'Controlla l’indirizzo e l’identificativo: la risorsa non esiste o non è tua.',
    en: 'Check the address and the id: it does not exist, or is not yours.',
  },
  details: { what: text('For logs alone: it never leaves the gateway', 'contract') },
}) {
  constructor(what: string) {
    super({ what });
  }
}

/** The caller is known but its roles do not allow this. */
export class Forbidden extends domainError({
  code: 'forbidden',
  status: 403,
  text: { it: 'Non hai i permessi per questa operazione.', en: 'You are not allowed to do this.' },
  todo: {
    it: 'Accedi con un utente che abbia uno dei ruoli indicati nel documento delle API.',
    en: 'Sign in as a user that has one of the roles named in the API document.',
  },
}) {}

/** A dependency did not answer in time; nothing is known to have changed and the request may be repeated with the same key. */
export class ServiceUnavailable extends domainError({
  code: 'service_unavailable',
  status: 503,
  text: ({ service }) =>
    service === 'gateway'
      ? {
          it: 'Il servizio si sta riavviando. Riprova tra qualche secondo.',
          en: 'The service is restarting. Try again in a few seconds.',
        }
      : {
          it: 'Il servizio non risponde in questo momento. Riprova tra qualche secondo con la stessa chiave di idempotenza.',
          en: 'The service is not answering right now. Try again in a few seconds with the same idempotency key.',
        },
  todo: {
    it: 'Attendi i secondi di Retry-After e ripeti la richiesta con la stessa Idempotency-Key.',
    en: 'Wait for the seconds of Retry-After and repeat the request with the same Idempotency-Key.',
  },
  details: { service: text('Who does not answer', 'billing') },
}) {
  constructor(service: string) {
    super({ service });
  }
}

/** One field that is wrong and why, in both languages. */
export interface FieldError {
  readonly field: string;
  readonly text: Text;
}

/** The input is malformed: every wrong field is named, also in `message`, for consoles and dead letters. */
export class InvalidInput extends domainError({
  code: 'invalid_input',
  status: 422,
  text: { it: 'Alcuni dati non sono validi.', en: 'Some of the data is not valid.' },
  todo: {
    it: 'Correggi i campi elencati in errors e ripeti la richiesta.',
    en: 'Put right the fields that are listed in errors, and repeat the request.',
  },
  details: {
    fields: list<FieldError>('Every wrong field; told as `errors` of the problem', [
      { field: 'email', text: { it: 'deve essere un indirizzo email', en: 'must be an email address' } },
    ]),
  },
}) {
  constructor(fields: readonly FieldError[]) {
    super({ fields });
    this.message += ` ${JSON.stringify(fields.map(({ field, text: why }) => `${field}: ${why.en}`))}`;
  }

  get fields(): readonly FieldError[] {
    return this.details.fields;
  }
}

/** The same idempotency key came with another request. */
export class IdempotencyKeyReused extends domainError({
  code: 'idempotency_key_reused',
  status: 422,
  text: {
    it: 'Questa Idempotency-Key è già stata usata per una richiesta diversa.',
    en: 'This Idempotency-Key was already used for a different request.',
  },
  todo: {
    it: 'Usa una chiave nuova per ogni richiesta diversa, la stessa solo per ripeterla identica.',
    en: 'Use a new key for each different request, the same one only to repeat it as it was.',
  },
}) {}

/** Something is broken on our side; what, is in the logs. */
export class InternalError extends domainError({
  code: 'internal_error',
  status: 500,
  text: { it: 'Si è verificato un errore. Riprova più tardi.', en: 'Something went wrong. Please try again later.' },
  todo: {
    it: 'Riprova più tardi; se continua, scrivi all’assistenza indicando il correlationId.',
    en: 'Try again later; if it goes on, write to support and quote the correlationId.',
  },
}) {}

knownErrors(NotFound, Forbidden, ServiceUnavailable, InvalidInput, IdempotencyKeyReused, InternalError);
