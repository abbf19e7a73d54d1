import type { Schemas } from '../../client/client.ts';
import { language } from '../language.ts';

type Tokens = Schemas['BrowserSession'];
/** `unknown`: not asked yet · `out`: nobody · `in` · `expired`: it was somebody, whose page is still open. */
export type SessionState = 'unknown' | 'out' | 'in' | 'expired';
interface Claims {
  readonly sub: string;
  readonly sid: string;
}

const PATH = '/v1/auth/browser';
const MARK = 'openvoip.signed-in';
/** A token that has not this long to go is renewed before it is used. */
const EARLY_MS = 20_000;

let state: SessionState = 'unknown';
let token: { text: string; expiresAt: number; claims: Claims } | undefined;
const listeners = new Set<() => void>();
const tabs = new BroadcastChannel('openvoip.session');

export const sessionState = (): SessionState => state;
export const currentSession = (): Claims | undefined => token?.claims;
export const onSession = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

function become(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

function keep({ accessToken, expiresIn }: Tokens): void {
  const claims = JSON.parse(atob(accessToken.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/'))) as Claims;
  // Another tab has signed somebody else in: what this page shows is not hers.
  if (token && token.claims.sub !== claims.sub) location.assign('/');
  token = { text: accessToken, expiresAt: Date.now() + expiresIn * 1000, claims };
  localStorage.setItem(MARK, 'yes');
  become('in');
}

function forget(next: 'out' | 'expired'): void {
  if (next === 'out') token = undefined;
  else if (token) token = { ...token, expiresAt: 0 };
  localStorage.removeItem(MARK);
  become(next);
}

const post = (path: string, body?: object): Promise<Response> =>
  fetch(`${PATH}/${path}`, {
    method: 'POST',
    headers: {
      'x-requested-with': 'panel',
      'accept-language': language(),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

/** One tab after the other: the next finds the cookie that the one before was given. */
const oneTabAtATime = <T>(work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? (navigator.locks.request('openvoip.refresh', work) as Promise<T>) : work();

async function refresh(): Promise<void> {
  const response = await post('refresh');
  if (response.ok) return keep((await response.json()) as Tokens);
  if (response.status === 401) forget(token ? 'expired' : 'out');
}

let refreshing: Promise<void> | undefined;
const refreshOnce = (): Promise<void> =>
  (refreshing ??= oneTabAtATime(refresh).finally(() => {
    refreshing = undefined;
  }));

/** Finds out whether somebody is signed in here; where nobody was, without asking. */
export async function resume(): Promise<void> {
  if (localStorage.getItem(MARK)) await refreshOnce().catch(() => undefined);
  if (state === 'unknown') become('out');
}

/** The problem of the API where it refuses. */
export async function signIn(email: string, password: string): Promise<Schemas['Problem'] | undefined> {
  const response = await post('sign-in', { email, password });
  if (!response.ok) return (await response.json()) as Schemas['Problem'];
  keep((await response.json()) as Tokens);
  tabs.postMessage('in');
  return undefined;
}

/** Here and in every tab. */
export async function signOut(): Promise<void> {
  await post('sign-out').catch(() => undefined);
  forget('out');
  tabs.postMessage('out');
}

tabs.addEventListener('message', ({ data }: MessageEvent<'in' | 'out'>) => {
  if (data === 'out' && state !== 'out') forget('out');
  if (data === 'in' && state !== 'in') void refreshOnce();
});

/** Sends a request in the name of who is signed in, with a token that is renewed where its time is over. */
export async function signedFetch(request: Request): Promise<Response> {
  if (token && state !== 'out' && token.expiresAt - Date.now() < EARLY_MS && state !== 'expired') await refreshOnce();
  const send = (): Promise<Response> => {
    const attempt = request.clone();
    attempt.headers.set('accept-language', language());
    if (token && state === 'in') attempt.headers.set('authorization', `Bearer ${token.text}`);
    return fetch(attempt);
  };
  const response = await send();
  if (response.status !== 401 || !token || state !== 'in') return response;
  await refreshOnce();
  return sessionState() === 'in' ? send() : response;
}
