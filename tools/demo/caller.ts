import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 180_000;
const PAUSE_MS = 250;

/** An answer of the API that is not what was hoped for. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string | undefined;

  constructor(what: string, status: number, body: { code?: string; detail?: string } | undefined) {
    super(`${what} answered ${status}: ${body?.detail ?? body?.code ?? ''}`);
    this.status = status;
    this.code = body?.code;
  }
}

/** Someone who talks to the public API as anybody could: signs in anew when its token is over, and comes back when it is told to. */
export class Caller {
  readonly email: string;
  readonly #url: string;
  readonly #password: string;
  #token: string | undefined;

  constructor(url: string, email: string, password: string) {
    this.#url = url;
    this.email = email;
    this.#password = password;
  }

  get(path: string): Promise<any> {
    return this.#signedIn('GET', path);
  }

  put(path: string, body: object): Promise<any> {
    return this.#signedIn('PUT', path, body);
  }

  /** `step` makes the idempotency key: the same step of the same caller is done once. */
  post(path: string, step: string, body: object | FormData = {}): Promise<any> {
    return this.#signedIn('POST', path, body, step);
  }

  /** A POST of somebody who is not known yet. */
  postUnknown(path: string, step: string, body: object): Promise<any> {
    return this.#ask('POST', path, body, step);
  }

  async #signedIn(method: string, path: string, body?: object, step?: string): Promise<any> {
    if (!this.#token) await this.#signIn();
    try {
      return await this.#ask(method, path, body, step);
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 401) throw error;
      await this.#signIn();
      return this.#ask(method, path, body, step);
    }
  }

  async #signIn(): Promise<void> {
    this.#token = undefined;
    const credentials = { email: this.email, password: this.#password };
    this.#token = (await this.#ask('POST', '/v1/auth/sign-in', credentials)).accessToken;
  }

  async #ask(method: string, path: string, body?: object, step?: string): Promise<any> {
    const isForm = body instanceof FormData;
    const headers: Record<string, string> = {
      'accept-language': 'en',
      ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
      ...(step ? { 'idempotency-key': `demo-${this.email}-${step}` } : {}),
      ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
    };
    for (const began = Date.now(); ; ) {
      const sent = body && (isForm ? body : JSON.stringify(body));
      const answer = await fetch(`${this.#url}${path}`, { method, headers, ...(sent ? { body: sent } : {}) });
      const answered = (await answer.json().catch(() => undefined)) as any;
      if (answer.ok) return answered;
      const isLater = answer.status === 429 || answer.status === 503;
      if (!isLater || Date.now() - began > PATIENCE_MS) throw new Refused(`${method} ${path}`, answer.status, answered);
      await sleep(1_000 * Math.min(Number(answer.headers.get('retry-after') ?? 1), 60));
    }
  }
}

/** Waits until a look finds something, and gives that back. Fails with `what` when it takes too long. */
export async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(PAUSE_MS)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`waited too long for ${what}`);
}
