import { InternalError, NotFound, ServiceUnavailable, type DomainError } from '#libs/api/kernel/domain-error.js';
import {
  BodyTooLarge,
  ExpectationFailed,
  HeadersTooLarge,
  MalformedRequest,
  RequestTimeout,
  UnsupportedMediaType,
  UriTooLong,
} from '#libs/api/kernel/http.errors.js';

const BY_STATUS: Readonly<Record<number, new () => DomainError>> = {
  400: MalformedRequest,
  408: RequestTimeout,
  413: BodyTooLarge,
  414: UriTooLong,
  415: UnsupportedMediaType,
  417: ExpectationFailed,
  431: HeadersTooLarge,
};

/** What the HTTP layer refused, by status; other client errors count as a malformed request. */
export function httpError(status: number): DomainError {
  if (status === 404) return new NotFound('route');
  if (status === 503) return new ServiceUnavailable('gateway');
  const declared = BY_STATUS[status] ?? (status >= 400 && status < 500 ? MalformedRequest : InternalError);
  return new declared();
}
