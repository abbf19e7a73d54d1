import { generateKeyPairSync } from 'node:crypto';
import { accountsRpc } from '#libs/api/accounts/accounts.js';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { DomainError, InvalidInput } from '#libs/api/kernel/domain-error.js';
import { newId } from '#libs/platform/ids.js';
import { GatewayUnderTest, tokenFor } from './support/gateway.js';

const PROBLEM = /^application\/problem\+json/;
const address = { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' };
const registration = {
  email: 'mario@example.it',
  password: 'una-password-lunga',
  holder: { kind: 'private', givenName: 'Mario', familyName: 'Rossi', codiceFiscale: 'RSSMRA80A01F205X', address },
  district: '02',
  services: [],
  termsAccepted: true,
};
const contractOf = (id: string, customerId: string) => ({
  id,
  contractNumber: 'C00000001',
  customerId,
  state: 'active',
  holder: registration.holder,
  createdAt: '2026-11-01T00:00:00Z',
});

describe('the HTTP edge', () => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    gateway = await GatewayUnderTest.start();
    await gateway.serveAll();
    await gateway.answer(accountsRpc.register, (request) => ({
      contract: { ...contractOf(newId('con'), newId('cus')), state: 'awaiting_credit', holder: request.holder },
      amountDueCents: 610,
      amountDueOn: '2026-11-25',
    }));
    await gateway.answer(accountsRpc.signIn, () => ({
      accessToken: 'a',
      refreshToken: 'r',
      expiresIn: 600,
      tokenType: 'Bearer',
    }));
  });
  afterAll(() => gateway.stop());

  const register = (body: unknown) => gateway.http.post('/v1/registrations').send(body as object);

  describe('bad input is named, never a 500', () => {
    it('answers a good registration with 201 and passes only what was sent, and where it comes from', async () => {
      const { status, body } = await register(registration);
      expect([status, body.amountDueCents]).toEqual([201, 610]);
      expect(gateway.lastCall(accountsRpc.register).request).toEqual({ ...registration, ip: '127.0.0.1' });
    });

    it('names every wrong field, also nested and in lists, in Italian by default', async () => {
      const bad = {
        ...registration,
        email: 'mario',
        password: 'corta',
        holder: { ...registration.holder, codiceFiscale: 'RSSMRA80A01F205A', address: { ...address, cap: '201' } },
        services: [{ product: 'extension', quantity: 0 }],
      };
      const { status, body, headers } = await register(bad);
      expect(status).toBe(422);
      expect(headers['content-type']).toMatch(PROBLEM);
      expect(headers['content-language']).toBe('it');
      expect(body).toMatchObject({
        type: '/problems/invalid_input',
        code: 'invalid_input',
        status: 422,
        title: 'Dati non validi',
        instance: '/v1/registrations',
      });
      expect(
        Object.fromEntries(body.errors.map((each: { field: string; message: string }) => [each.field, each.message])),
      ).toEqual({
        email: 'deve essere un indirizzo email',
        password: 'deve avere almeno 12 caratteri',
        'holder.codiceFiscale': expect.stringContaining('non è un codice fiscale valido'),
        'holder.address.cap': 'deve avere cinque cifre',
        'services.0.quantity': 'deve essere almeno 1',
      });
    });

    it('speaks English when it is preferred', async () => {
      const { body } = await register({ ...registration, email: 'mario' }).set('Accept-Language', 'it;q=0.5, en-GB');
      expect([body.title, body.errors]).toEqual([
        'Invalid data',
        [{ field: 'email', message: 'must be an email address' }],
      ]);
    });

    it('refuses unknown fields, missing fields and wrong types, with one sentence each', async () => {
      const { body } = await register({
        ...registration,
        email: undefined,
        password: 12,
        discount: 100,
        holder: 'Mario',
        services: 'none',
      }).set('Accept-Language', 'en');
      expect(
        Object.fromEntries(body.errors.map((each: { field: string; message: string }) => [each.field, each.message])),
      ).toEqual({
        email: 'is required',
        password: 'must be text',
        discount: 'is not an expected field',
        holder: 'must be an object',
        services: 'must be a list',
      });
    });

    it.each([
      ['broken JSON', '{"email":', 'application/json', 400],
      ['an empty body', '', 'application/json', 400],
      ['a prototype in disguise', '{"__proto__":{"roles":["admin"]}}', 'application/json', 400],
      ['a list instead of an object', '[1]', 'application/json', 422],
      ['null', 'null', 'application/json', 422],
      ['a number', '7', 'application/json', 422],
      ['deep nesting', `{"holder":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 'application/json', 422],
      ['deep nesting of objects', `{"holder":${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}}`, 'application/json', 422],
      [
        'a constructor in disguise',
        '{"email":{"constructor":1},"holder":{"constructor":{"name":1}},"services":[{"constructor":1}],"constructor":7}',
        'application/json',
        422,
      ],
      ['a form', 'email=mario', 'application/x-www-form-urlencoded', 415],
      ['plain text', 'hello', 'text/plain', 415],
      ['an upload where none is taken', '--x--', 'multipart/form-data; boundary=x', 415],
      ['XML', '<a/>', 'application/xml', 415],
      ['too much', JSON.stringify({ email: 'x'.repeat(70_000) }), 'application/json', 413],
    ])('refuses %s', async (_, body, type, status) => {
      const response = await gateway.http.post('/v1/registrations').set('Content-Type', type).send(body);
      expect(response.status).toBe(status);
      expect(response.headers['content-type']).toMatch(PROBLEM);
      expect(JSON.stringify(response.body)).not.toMatch(/node_modules|at .*\.ts/);
      expect(response.body.detail).toEqual(expect.any(String));
    });

    it('refuses an unknown route with 404 and a known one with another method with 405', async () => {
      const unknown = await gateway.http.get('/v1/nothing-here');
      expect([unknown.status, unknown.body.code]).toEqual([404, 'not_found']);
      const wrong = await gateway.http.delete('/v1/registrations');
      expect([wrong.status, wrong.body.code, wrong.headers.allow]).toEqual([405, 'method_not_allowed', 'POST']);
    });

    it('refuses a path parameter that is no id, and survives a broken escape', async () => {
      const { authorization } = await gateway.customer();
      const wrong = await gateway.http.get('/v1/contracts/42').set('Authorization', authorization);
      expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'contractId']);
      const broken = await gateway.http.get('/v1/contracts/%E0%A4%A').set('Authorization', authorization);
      expect([broken.status, broken.headers['content-type']]).toEqual([400, expect.stringMatching(PROBLEM)]);
    });
  });

  describe('input from path, query and body together', () => {
    it('reaches the service as one request, numbers as numbers', async () => {
      const { authorization } = await gateway.customer();
      const contractId = newId('con');
      await gateway.http
        .get(`/v1/contracts/${contractId}/movements?limit=20&cursor=abc`)
        .set('Authorization', authorization);
      expect(gateway.lastCall(billingCreditRpc.statement).request).toEqual({ contractId, limit: 20, cursor: 'abc' });
    });

    it.each([
      ['limit=many', 'limit'],
      ['limit=0', 'limit'],
      ['limit=1e2', 'limit'],
      ['cursor=a&cursor=b', 'cursor'],
      ['page=2', 'page'],
      ['contractId=con_00000000000000000000000000', 'contractId'],
      ['__proto__=a&__proto__=b', '__proto__'],
      ['constructor=1', 'constructor'],
    ])('refuses ?%s', async (query, field) => {
      const { authorization } = await gateway.customer();
      const { status, body } = await gateway.http
        .get(`/v1/contracts/${newId('con')}/movements?${query}`)
        .set('Authorization', authorization);
      expect([status, body.errors[0].field]).toEqual([422, field]);
    });

    it('refuses a body that says again what the path says', async () => {
      const { authorization } = await gateway.customer();
      const { status, body } = await gateway.http
        .post(`/v1/contracts/${newId('con')}/card-top-ups`)
        .set('Authorization', authorization)
        .send({ contractId: newId('con'), amountCents: 1000 });
      expect([status, body.errors[0].field]).toEqual([422, 'contractId']);
    });
  });

  describe('who asks', () => {
    const ask = (authorization?: string) => {
      const request = gateway.http.get(`/v1/contracts/${newId('con')}`).set('Accept-Language', 'en');
      return authorization === undefined ? request : request.set('Authorization', authorization);
    };

    it('refuses no token, a broken one, an expired one and one that another key signed, with 401', async () => {
      const { privateKey } = generateKeyPairSync('ed25519');
      const who = { roles: ['customer'] as const, customerId: newId('cus') };
      const tokens = [
        undefined,
        'Basic abc',
        'Bearer a.b.c',
        `Bearer ${await tokenFor(who, Math.floor(Date.now() / 1000) - 1)}`,
        `Bearer ${await tokenFor(who, '5m', privateKey)}`,
      ];
      const answers = await Promise.all(tokens.map(ask));
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
        [401, 'token_missing'],
        [401, 'token_invalid'],
        [401, 'token_invalid'],
        [401, 'token_expired'],
        [401, 'token_invalid'],
      ]);
      expect(answers[0]!.headers['www-authenticate']).toContain('Bearer');
    });

    it('does not read the body of a caller that it refuses', async () => {
      const { status } = await gateway.http.post('/v1/registrations/nowhere').send('{broken');
      expect(status).toBe(404);
    });

    it('refuses the wrong role with 403 and a customer token without its customer with 401', async () => {
      const staff = await ask(`Bearer ${await tokenFor({ kind: 'staff', roles: ['agent'] })}`);
      expect([staff.status, staff.body.code]).toEqual([403, 'forbidden']);
      const nobody = await ask(`Bearer ${await tokenFor({ roles: ['customer'] })}`);
      expect(nobody.status).toBe(401);
    });

    it('stops honouring a remembered token when it expires', async () => {
      const token = `Bearer ${await tokenFor({ roles: ['customer'], customerId: newId('cus') }, Math.floor(Date.now() / 1000) + 2)}`;
      await gateway.answer(accountsRpc.getContract, ({ contractId }, { actor }) =>
        contractOf(contractId, actor.customerId!),
      );
      expect((await ask(token)).status).not.toBe(401);
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      expect((await ask(token)).body.code).toBe('token_expired');
    });
  });

  describe('what travels with a request', () => {
    it('carries the caller, language, correlation and idempotency key to the service, and returns the request id', async () => {
      const { headers } = await register(registration)
        .set('X-Request-Id', 'web-42')
        .set('Idempotency-Key', 'key-1')
        .set('Accept-Language', 'en');
      expect(headers['x-request-id']).toBe('web-42');
      const { context } = gateway.lastCall(accountsRpc.register);
      expect(context).toMatchObject({
        correlationId: 'web-42',
        idempotencyKey: 'key-1',
        locale: 'en',
        actor: { kind: 'anonymous' },
      });
      expect(context.deadline! - Date.now()).toBeLessThan(9_001);
    });

    it('makes a request id when none or a strange one comes, and takes the trace id of a traceparent', async () => {
      const made = await register(registration).set('X-Request-Id', 'a b"c');
      expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      const traced = await register(registration).set(
        'traceparent',
        '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      );
      expect(traced.headers['x-request-id']).toBe('0af7651916cd43dd8448eb211c80319c');
    });

    it.each([
      ['spaces', 'a b'],
      ['too long', 'x'.repeat(101)],
    ])('refuses an idempotency key with %s', async (_, key) => {
      const { status, body } = await register(registration).set('Idempotency-Key', key);
      expect([status, body.code]).toEqual([400, 'idempotency_key_invalid']);
    });

    it('tells accounts where a sign-in comes from, and believes no header about it', async () => {
      const forged = await gateway.http
        .post('/v1/auth/sign-in')
        .set('X-Forwarded-For', '6.6.6.6')
        .send({ email: 'mario@example.it', password: 'x' });
      expect(forged.status).toBe(200);
      expect(gateway.lastCall(accountsRpc.signIn).request.ip).toMatch(/127\.0\.0\.1$/);
      const claimed = await gateway.http
        .post('/v1/auth/sign-in')
        .send({ email: 'mario@example.it', password: 'x', ip: '6.6.6.6' });
      expect(claimed.status).toBe(422);
    });
  });

  describe('what a service refuses', () => {
    it('leaves as a problem with its code, status, details and sentence', async () => {
      await gateway.answer(accountsRpc.refresh, () => {
        throw new DomainError({
          code: 'credit_short',
          status: 402,
          text: { it: 'Mancano 5 euro.', en: '5 euro are missing.' },
          details: { missingCents: 500 },
        });
      });
      const { status, body } = await gateway.http.post('/v1/auth/refresh').send({ refreshToken: 'r' });
      expect(status).toBe(402);
      expect(body).toMatchObject({
        type: '/problems/credit_short',
        title: 'Credito insufficiente',
        detail: 'Mancano 5 euro.',
        details: { missingCents: 500 },
      });
    });
  });

  it('names the fields that a service refused as it names its own', async () => {
    await gateway.answer(accountsRpc.refresh, () => {
      throw new InvalidInput([{ field: 'refreshToken', text: { it: 'è già stato usato', en: 'was used before' } }]);
    });
    const { status, body } = await gateway.http.post('/v1/auth/refresh').send({ refreshToken: 'r' });
    expect([status, body.errors, body.details]).toEqual([
      422,
      [{ field: 'refreshToken', message: 'è già stato usato' }],
      undefined,
    ]);
  });

  it('hides what broke inside behind a 500 without details', async () => {
    await gateway.answer(accountsRpc.refresh, () => ({ nonsense: true }));
    const { status, body } = await gateway.http.post('/v1/auth/refresh').send({ refreshToken: 'r' });
    expect([status, body.code, body.details]).toEqual([500, 'internal_error', undefined]);
    expect(JSON.stringify(body)).not.toContain('contract');
  });

  it('sets the security headers, allows browsers from elsewhere and serves the page without foreign assets', async () => {
    const page = await gateway.http.get('/v1/docs');
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.text).not.toMatch(/https?:\/\//);
    const script = await gateway.http.get('/v1/docs/assets/swagger-ui-bundle.js');
    expect([script.status, script.text.length > 100_000]).toEqual([200, true]);
    const preflight = await gateway.http
      .options('/v1/registrations')
      .set('Origin', 'https://panel.example')
      .set('Access-Control-Request-Method', 'POST');
    expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([204, '*']);
  });
});
