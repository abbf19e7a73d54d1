import { accountsRpc } from '#libs/api/accounts/accounts.js';
import { accountsSessionsRpc } from '#libs/api/accounts/sessions.js';
import { newId } from '#libs/platform/ids.js';
import { BrowserCookie } from '../src/auth/browser-sessions.js';
import { GatewayUnderTest } from './support/gateway.js';

const SIGN_IN = '/v1/auth/browser/sign-in';
const REFRESH = '/v1/auth/browser/refresh';
const SIGN_OUT = '/v1/auth/browser/sign-out';
const CREDENTIALS = { email: 'mario@example.it', password: 'x' };
const pair = (refreshToken: string) => ({ accessToken: 'a.b.c', refreshToken, expiresIn: 600, tokenType: 'Bearer' });

describe('the session of a browser', () => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    gateway = await GatewayUnderTest.start();
    await gateway.answer(accountsRpc.signIn, () => pair('ses.1.mac'));
    await gateway.answer(accountsRpc.refresh, () => pair('ses.2.mac'));
    await gateway.answer(accountsRpc.signOut, () => ({ done: 'signed_out' }));
  });
  afterAll(() => gateway.stop());

  const post = (path: string, headers: Record<string, string> = {}) =>
    gateway.http.post(path).set({ 'x-requested-with': 'panel', ...headers });

  it('keeps the refresh token in a cookie that no script reads and no other site sends, and out of the answer', async () => {
    const { status, body, headers } = await post(SIGN_IN).send(CREDENTIALS);
    expect([status, body]).toEqual([200, { accessToken: 'a.b.c', expiresIn: 600, tokenType: 'Bearer' }]);
    expect(headers['set-cookie']).toEqual([
      'openvoip_refresh=ses.1.mac; Path=/v1/auth/browser; HttpOnly; SameSite=Strict',
    ]);
  });

  it.each([
    ['https://panel.example', true],
    ['http://panel.example', true],
    ['http://127.0.0.1:8080', false],
    ['http://localhost:8080', false],
    ['http://[::1]:8080', false],
    ['http://127.0.0.1.example', true],
    ['https://localhost', true],
  ])('at %s is Secure: %s', (publicUrl, secure) => {
    expect(new BrowserCookie(publicUrl).holding('t').includes('Secure')).toBe(secure);
  });

  it.each([
    ['without the header that a form cannot send', { 'x-requested-with': '' }],
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour of the site', { 'sec-fetch-site': 'same-site' }],
    ['typed into the address bar', { 'sec-fetch-site': 'none' }],
    ['from another origin, of a browser that says no more', { origin: 'https://evil.example' }],
    ['from a page without an origin', { origin: 'null' }],
  ])('is not for a request %s (CSRF)', async (_, headers) => {
    for (const path of [SIGN_IN, REFRESH, SIGN_OUT]) {
      gateway.calls.length = 0;
      const request = post(path, { cookie: 'openvoip_refresh=ses.1.mac', ...headers });
      if ('x-requested-with' in headers) void request.unset('x-requested-with');
      const { status, body } = await request.send(path === SIGN_IN ? CREDENTIALS : undefined);
      expect([path, status, body.code, gateway.calls.length]).toEqual([path, 403, 'cross_site_request', 0]);
    }
  });

  it('is for our own page, by what the browser says of it, or by its address', async () => {
    const own: Record<string, string>[] = [
      { 'sec-fetch-site': 'same-origin' },
      { origin: 'http://127.0.0.1:8080' },
      { origin: 'https://panel.example', host: 'panel.example' },
    ];
    for (const headers of own) expect((await post(SIGN_IN, headers).send(CREDENTIALS)).status).toBe(200);
  });

  it('gives the header that it asks for to no page of another origin', async () => {
    const { headers } = await gateway.http
      .options(REFRESH)
      .set({ origin: 'https://evil.example', 'access-control-request-method': 'POST' });
    expect(headers['access-control-allow-headers']).not.toMatch(/x-requested-with/i);
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('is refreshed under one key by all tabs that have one cookie, whatever key they send', async () => {
    const keys = [];
    for (const cookie of [
      'openvoip_refresh=ses.1.mac',
      'a=b; openvoip_refresh=ses.1.mac',
      'openvoip_refresh=ses.2.mac',
    ]) {
      const { headers, body } = await post(REFRESH, { cookie, 'idempotency-key': newId('key') });
      expect([headers['set-cookie']?.[0], body.refreshToken]).toEqual([
        expect.stringMatching(/^openvoip_refresh=ses\.2\.mac; .*HttpOnly/),
        undefined,
      ]);
      keys.push(gateway.lastCall(accountsRpc.refresh).context.idempotencyKey);
    }
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('without its cookie is nobody', async () => {
    expect((await post(REFRESH)).body).toMatchObject({ status: 401, code: 'token_missing' });
  });

  it('ends with the cookie, and once more does no harm', async () => {
    const { headers } = await post(SIGN_OUT, { cookie: 'openvoip_refresh=ses.1.mac' });
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(/^openvoip_refresh=; Max-Age=0; Path=\/v1\/auth\/browser;/),
    ]);
    expect(gateway.lastCall(accountsRpc.signOut).request).toEqual({ refreshToken: 'ses.1.mac' });
    expect((await post(SIGN_OUT)).status).toBe(200);
  });

  it('says to accounts what device it is on, in letters that do no harm', async () => {
    for (const path of [SIGN_IN, '/v1/auth/sign-in']) {
      await post(path, { 'user-agent': `Firefox/130 ${'x'.repeat(300)}` }).send(CREDENTIALS);
      expect(gateway.lastCall(accountsRpc.signIn).request.device).toMatch(/^Firefox\/130 x{188}$/);
    }
    expect((await post(SIGN_IN).send({ ...CREDENTIALS, device: 'mine' })).status).toBe(422);
  });

  it('is listed and ended by whose it is', async () => {
    const { authorization } = await gateway.customer();
    const sessionId = newId('ses');
    await gateway.answer(accountsSessionsRpc.list, () => ({ items: [] }));
    await gateway.answer(accountsSessionsRpc.end, () => ({ done: 'session_ended' }));
    await gateway.answer(accountsSessionsRpc.endAll, () => ({ done: 'all_sessions_ended' }));
    const ask = (method: 'get' | 'delete', path: string) => gateway.http[method](path).set({ authorization });
    expect((await ask('get', '/v1/sessions')).body).toEqual({ items: [] });
    expect((await ask('delete', `/v1/sessions/${sessionId}`)).body).toEqual({ done: 'session_ended' });
    expect(gateway.lastCall(accountsSessionsRpc.end).request).toEqual({ sessionId });
    expect((await ask('delete', '/v1/sessions')).body).toEqual({ done: 'all_sessions_ended' });
  });
});
