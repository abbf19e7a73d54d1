import { randomBytes } from 'node:crypto';
import type { Test } from 'supertest';
import type { Person } from '#libs/testing/people.js';
import { PERMISSIONS } from '../../gateway/src/auth/permissions.js';

/** What is not sent twice here, and why. */
export const EXEMPT: Record<string, string> = {
  'POST /v1/auth/sign-in': 'begins a session each time: tokens are kept nowhere, to be told again',
  'POST /v1/auth/refresh':
    'the same key is told the same refresh token, beside an access token signed anew: sessions.spec',
  'POST /v1/auth/browser/sign-in': 'as POST /v1/auth/sign-in',
  'POST /v1/auth/browser/refresh': 'its token is its key, whatever key is sent: browser-sessions.spec',
  'POST /v1/staff/invoices/:invoiceId/resend': 'needs a rejection by SdI: sent twice in invoices.spec',
  'POST /v1/webhooks/stripe': 'the provider sends no key of ours: a payment counts once by its own id, stripe.spec',
};

/** A body, or what makes a request that has none. */
type Sent = Record<string, unknown> | (() => Test);

export const POSTS = Object.keys(PERMISSIONS).filter((route) => route.startsWith('POST '));
const routeOf = (path: string): string =>
  POSTS.find((route) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`).test(`POST ${path}`))!;

/** Sends POSTs twice, and keeps in `walked` which of the permission table were sent so. */
export function repeating() {
  const walked = new Set<string>();

  /**
   * Sends a POST twice with one key and asserts that the second is answered as the first was; `other` is a body for which the
   * key is refused. @returns the answer.
   */
  async function repeat<T = any>(person: Person, path: string, body: Sent = {}, other?: Sent): Promise<T> {
    const key = randomBytes(12).toString('hex');
    const send = (sent: Sent): Test =>
      (typeof sent === 'function' ? sent() : person.request('post', path, sent)).set('idempotency-key', key);
    const first = await send(body);
    if (first.status >= 300) throw new Error(`${path} answered ${first.status}: ${JSON.stringify(first.body)}`);
    const second = await send(body);
    expect([path, second.status, second.body]).toEqual([path, first.status, first.body]);
    if (other) {
      const refused = await send(other);
      expect([path, refused.status, refused.body.code]).toEqual([path, 422, 'idempotency_key_reused']);
    }
    walked.add(routeOf(path));
    return first.body as T;
  }

  return { repeat, walked };
}
