import { whole, words } from './details.js';
import { domainError, knownErrors } from './domain-error.js';

/** What the gateway refuses before any service is asked. */

const SIGN_IN_AGAIN = {
  it: 'Rinnova la sessione con POST /v1/auth/refresh, oppure accedi con POST /v1/auth/sign-in.',
  en: 'Refresh the session with POST /v1/auth/refresh, or sign in with POST /v1/auth/sign-in.',
};
/** Nobody is asking. */
export class TokenMissing extends domainError({
  code: 'token_missing',
  status: 401,
  text: { it: 'Accedi per continuare.', en: 'Sign in to go on.' },
  todo: {
    it: 'Accedi con POST /v1/auth/sign-in e invia il token come Authorization: Bearer.',
    en: 'Sign in with POST /v1/auth/sign-in and send the token as Authorization: Bearer.',
  },
}) {}

/** It is none of ours. */
export class TokenInvalid extends domainError({
  code: 'token_invalid',
  status: 401,
  text: {
    it: 'Il token di accesso non è valido. Accedi di nuovo.',
    en: 'The access token is not valid. Sign in again.',
  },
  todo: SIGN_IN_AGAIN,
}) {}

export class TokenExpired extends domainError({
  code: 'token_expired',
  status: 401,
  text: {
    it: 'La sessione è scaduta. Rinnovala o accedi di nuovo.',
    en: 'The session has expired. Refresh it or sign in again.',
  },
  todo: SIGN_IN_AGAIN,
}) {}

/** The token is one of ours, of a customer whose data was erased since (R29). */
export class DataErased extends domainError({
  code: 'data_erased',
  status: 401,
  text: {
    it: 'I dati di questo cliente sono stati cancellati: non si può più accedere.',
    en: 'The data of this customer was erased: it cannot sign in any more.',
  },
  todo: { it: 'Registrati di nuovo.', en: 'Register anew.' },
}) {}

/** A page that is not ours would use a browser's session. */
export class CrossSiteRequest extends domainError({
  code: 'cross_site_request',
  status: 403,
  text: {
    it: 'La richiesta non viene dalla nostra pagina: ricarica la pagina e riprova.',
    en: 'The request does not come from our own page: reload the page and try again.',
  },
  todo: {
    it: 'Dalla nostra pagina invia X-Requested-With; da altri client usa POST /v1/auth/sign-in.',
    en: 'From our own page send X-Requested-With; from other clients use POST /v1/auth/sign-in.',
  },
}) {}

/** Too many attempts from one address. */
export class TooManyRequests extends domainError({
  code: 'too_many_requests',
  status: 429,
  text: ({ retryAfter }) => ({
    it: `Troppi tentativi. Riprova tra ${retryAfter} secondi.`,
    en: `Too many attempts. Try again in ${retryAfter} seconds.`,
  }),
  todo: { it: 'Attendi i secondi di Retry-After.', en: 'Wait for the seconds of Retry-After.' },
  details: { retryAfter: whole('Seconds to wait', 60) },
}) {
  constructor(retryAfter: number) {
    super({ retryAfter });
  }
}

/** The path exists, with other methods. */
export class MethodNotAllowed extends domainError({
  code: 'method_not_allowed',
  status: 405,
  text: ({ allowed }) => ({
    it: `Metodo non previsto; sono ammessi: ${allowed.join(', ')}.`,
    en: `This method is not available; allowed: ${allowed.join(', ')}.`,
  }),
  todo: { it: 'Usa uno dei metodi dell’header Allow.', en: 'Use one of the methods of the Allow header.' },
  details: { allowed: words('The methods that the path has', ['GET', 'POST']) },
}) {
  constructor(allowed: readonly string[]) {
    super({ allowed });
  }
}

export class BadIdempotencyKey extends domainError({
  code: 'idempotency_key_invalid',
  status: 400,
  text: {
    it: 'Idempotency-Key deve avere da 1 a 100 caratteri stampabili, senza spazi.',
    en: 'Idempotency-Key must have 1 to 100 printable characters, without spaces.',
  },
  todo: { it: 'Usa per esempio un UUID.', en: 'Use a UUID, for instance.' },
}) {}

export class MalformedRequest extends domainError({
  code: 'malformed_request',
  status: 400,
  text: {
    it: 'La richiesta non è leggibile: controlla il JSON e gli header.',
    en: 'The request cannot be read: check its JSON and headers.',
  },
  todo: { it: 'Invia JSON valido, codificato in UTF-8.', en: 'Send valid JSON, encoded as UTF-8.' },
}) {}

export class RequestTimeout extends domainError({
  code: 'request_timeout',
  status: 408,
  text: { it: 'La richiesta non è arrivata per intero in tempo.', en: 'The request did not arrive whole in time.' },
  todo: { it: 'Inviala di nuovo.', en: 'Send it again.' },
}) {}

export class BodyTooLarge extends domainError({
  code: 'body_too_large',
  status: 413,
  text: { it: 'Il corpo della richiesta è troppo grande.', en: 'The request body is too large.' },
  todo: { it: 'Dividi i dati, o usa file più piccoli.', en: 'Split the data, or use smaller files.' },
}) {}

export class UriTooLong extends domainError({
  code: 'uri_too_long',
  status: 414,
  text: { it: "L'indirizzo è troppo lungo.", en: 'The address is too long.' },
  todo: { it: 'Accorcia i parametri.', en: 'Shorten the parameters.' },
}) {}

export class UnsupportedMediaType extends domainError({
  code: 'unsupported_media_type',
  status: 415,
  text: {
    it: 'Il tipo di contenuto non è previsto: usa application/json.',
    en: 'The content type is not supported: use application/json.',
  },
  todo: {
    it: 'Usa application/json, o multipart/form-data dove si inviano file.',
    en: 'Use application/json, or multipart/form-data where files are sent.',
  },
}) {}

export class ExpectationFailed extends domainError({
  code: 'expectation_failed',
  status: 417,
  text: {
    it: "L'header Expect chiede qualcosa che non è previsto.",
    en: 'The Expect header asks for something that is not available.',
  },
  todo: { it: 'Togli l’header Expect.', en: 'Leave the Expect header out.' },
}) {}

export class HeadersTooLarge extends domainError({
  code: 'headers_too_large',
  status: 431,
  text: {
    it: 'Gli header della richiesta sono troppo grandi.',
    en: 'The request headers are too large.',
  },
  todo: { it: 'Togli gli header che non servono.', en: 'Leave out headers that are not needed.' },
}) {}

knownErrors(
  TokenMissing,
  TokenInvalid,
  TokenExpired,
  DataErased,
  CrossSiteRequest,
  TooManyRequests,
  MethodNotAllowed,
  BadIdempotencyKey,
  MalformedRequest,
  RequestTimeout,
  BodyTooLarge,
  UriTooLong,
  UnsupportedMediaType,
  ExpectationFailed,
  HeadersTooLarge,
);
