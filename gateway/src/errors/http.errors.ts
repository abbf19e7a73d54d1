import { DomainError, type DomainErrorBody, type Text } from '#libs/api/kernel/domain-error.js';

const SIGN_IN: Record<'token_missing' | 'token_invalid' | 'token_expired' | 'data_erased', Text> = {
  token_missing: { it: 'Accedi per continuare.', en: 'Sign in to go on.' },
  token_invalid: {
    it: 'Il token di accesso non è valido. Accedi di nuovo.',
    en: 'The access token is not valid. Sign in again.',
  },
  token_expired: {
    it: 'La sessione è scaduta. Rinnovala o accedi di nuovo.',
    en: 'The session has expired. Refresh it or sign in again.',
  },
  data_erased: {
    it: 'I dati di questo cliente sono stati cancellati: non si può più accedere.',
    en: 'The data of this customer was erased: it cannot sign in any more.',
  },
};

/** Nobody we know is asking. */
export class Unauthenticated extends DomainError {
  constructor(code: keyof typeof SIGN_IN) {
    super({ code, status: 401, text: SIGN_IN[code] });
  }
}

/** Too many attempts from one address. */
export class TooManyRequests extends DomainError {
  constructor(retryAfterSeconds: number) {
    super({
      code: 'too_many_requests',
      status: 429,
      text: {
        it: `Troppi tentativi. Riprova tra ${retryAfterSeconds} secondi.`,
        en: `Too many attempts. Try again in ${retryAfterSeconds} seconds.`,
      },
      details: { retryAfter: retryAfterSeconds },
    });
  }
}

/** The path exists, with other methods. */
export class MethodNotAllowed extends DomainError {
  constructor(readonly allowed: readonly string[]) {
    super({
      code: 'method_not_allowed',
      status: 405,
      text: {
        it: `Metodo non previsto; sono ammessi: ${allowed.join(', ')}.`,
        en: `This method is not available; allowed: ${allowed.join(', ')}.`,
      },
      details: { allowed },
    });
  }
}

export class BadIdempotencyKey extends DomainError {
  constructor() {
    super({
      code: 'idempotency_key_invalid',
      status: 400,
      text: {
        it: 'Idempotency-Key deve avere da 1 a 100 caratteri stampabili, senza spazi.',
        en: 'Idempotency-Key must have 1 to 100 printable characters, without spaces.',
      },
    });
  }
}

const BY_STATUS: Record<number, { code: string; text: Text }> = {
  400: {
    code: 'malformed_request',
    text: {
      it: 'La richiesta non è leggibile: controlla il JSON e gli header.',
      en: 'The request cannot be read: check its JSON and headers.',
    },
  },
  404: {
    code: 'not_found',
    text: { it: 'La risorsa richiesta non esiste.', en: 'What you asked for does not exist.' },
  },
  408: {
    code: 'request_timeout',
    text: { it: 'La richiesta non è arrivata per intero in tempo.', en: 'The request did not arrive whole in time.' },
  },
  413: {
    code: 'body_too_large',
    text: { it: 'Il corpo della richiesta è troppo grande.', en: 'The request body is too large.' },
  },
  414: { code: 'uri_too_long', text: { it: "L'indirizzo è troppo lungo.", en: 'The address is too long.' } },
  415: {
    code: 'unsupported_media_type',
    text: {
      it: 'Il tipo di contenuto non è previsto: usa application/json.',
      en: 'The content type is not supported: use application/json.',
    },
  },
  417: {
    code: 'expectation_failed',
    text: {
      it: "L'header Expect chiede qualcosa che non è previsto.",
      en: 'The Expect header asks for something that is not available.',
    },
  },
  431: {
    code: 'headers_too_large',
    text: { it: 'Gli header della richiesta sono troppo grandi.', en: 'The request headers are too large.' },
  },
  503: {
    code: 'service_unavailable',
    text: {
      it: 'Il servizio si sta riavviando. Riprova tra qualche secondo.',
      en: 'The service is restarting. Try again in a few seconds.',
    },
  },
};
const BROKEN = {
  code: 'internal_error',
  text: { it: 'Si è verificato un errore. Riprova più tardi.', en: 'Something went wrong. Please try again later.' },
};

/** What the HTTP layer refused, by status; other client errors count as a malformed request. */
export function httpError(status: number): DomainErrorBody {
  if (BY_STATUS[status]) return { status, ...BY_STATUS[status] };
  return status >= 400 && status < 500 ? { status, ...BY_STATUS[400]! } : { status: 500, ...BROKEN };
}
