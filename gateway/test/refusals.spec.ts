import { connect, type AddressInfo } from 'node:net';
import { assertBody } from '#libs/api/kernel/schema.js';
import { newId } from '#libs/platform/ids.js';
import { Problem } from '../src/pipeline/problem.js';
import { GatewayUnderTest, tokenFor } from './support/gateway.js';

const PANEL = 'https://panel.example';
const CROWD = 3;

/** An answer as it comes off the wire. */
interface RawAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

function read(text: string): RawAnswer {
  const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/s);
  const [first = '', ...lines] = head.split('\r\n');
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(
      lines.map((line) => [line.split(':')[0]!.toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    ),
    body: body ? JSON.parse(body) : undefined,
  };
}

describe('every refusal', () => {
  let gateway: GatewayUnderTest;
  let port: number;
  beforeAll(async () => {
    gateway = await GatewayUnderTest.start({
      CORS_ORIGINS: `https://other.example,${PANEL}`,
      ATTEMPTS_PER_MINUTE: String(CROWD),
      TRUST_PROXY: '127.0.0.1,::1',
    });
    await gateway.serveAll();
    await gateway.app.listen(0, '127.0.0.1');
    port = (gateway.app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(() => gateway.stop());

  /** Sends bytes as they are, and reads what comes until the connection ends. */
  const raw = (request: string): Promise<RawAnswer> =>
    new Promise((done, fail) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(request));
      let text = '';
      socket
        .setEncoding('utf8')
        .on('data', (chunk) => (text += String(chunk)))
        .on('end', () => done(read(text)))
        .on('error', (error) => (text ? done(read(text)) : fail(error)));
    });

  function expectProblem(
    { status, headers, body }: { status: number; headers: Record<string, string>; body: unknown },
    wanted: number,
  ): void {
    expect([status, (body as Problem).status, headers['content-type']]).toEqual([
      wanted,
      wanted,
      expect.stringMatching(/^application\/problem\+json/),
    ]);
    expect(() => assertBody(Problem, body)).not.toThrow();
    expect((body as Problem).correlationId).toMatch(/^[\w.:-]{1,100}$/);
    expect(headers['x-request-id']).toBe((body as Problem).correlationId);
    expect(headers['x-content-type-options']).toBe('nosniff');
  }

  const ask = (method: 'get' | 'post' | 'delete', path: string) =>
    gateway.http[method](path).set('Origin', PANEL).set('X-Forwarded-For', '198.51.100.9');
  const asked = {
    400: () => ask('post', '/v1/quotes').set('Content-Type', 'application/json').send('{'),
    'a broken escape': () => ask('get', '/v1/contracts/%E0%A4%A'),
    401: () => ask('get', '/v1/contracts'),
    403: async () =>
      ask('get', '/v1/contracts').set('Authorization', `Bearer ${await tokenFor({ kind: 'staff', roles: ['agent'] })}`),
    404: () => ask('get', '/v1/nothing-here'),
    'a path of what is not there': async () =>
      ask('get', `/v1/contracts/${newId('con')}`).set('Authorization', (await gateway.customer()).authorization),
    405: () => ask('delete', '/v1/quotes'),
    413: () => ask('post', '/v1/quotes').send({ services: ['x'.repeat(70_000)] }),
    414: () => ask('get', `/v1/contracts/${'x'.repeat(300)}`),
    415: () => ask('post', '/v1/quotes').set('Content-Type', 'text/csv').send('a'),
    'an upload where none is taken': () => ask('post', '/v1/quotes').attach('file', Buffer.from('a'), 'a.txt'),
    422: () => ask('post', '/v1/quotes').send({ services: 1, [`\ud800${'x'.repeat(5_000)}`]: 1 }),
  };

  it.each(Object.entries(asked))('is a problem that a page of another origin can read: %s', async (name, request) => {
    const { status, headers, body } = await request();
    const named: Record<string, number> = {
      'a broken escape': 400,
      'a path of what is not there': 404,
      'an upload where none is taken': 415,
    };
    expectProblem({ status, headers, body }, named[name] ?? Number(name));
    expect([headers['access-control-allow-origin'], headers['access-control-expose-headers']]).toEqual([
      PANEL,
      expect.stringContaining('x-request-id'),
    ]);
    expect(headers.vary).toContain('Origin');
  });

  it('is so when there were too many attempts', async () => {
    const guess = () =>
      gateway.http
        .post('/v1/auth/sign-in')
        .set('Origin', PANEL)
        .set('X-Forwarded-For', '198.51.100.1')
        .send({ email: 'a@b.it', password: 'x' });
    for (let attempt = 0; attempt < CROWD; attempt++) await guess();
    const { status, headers, body } = await guess();
    expectProblem({ status, headers, body }, 429);
    expect([headers['access-control-allow-origin'], headers['access-control-expose-headers']]).toEqual([
      PANEL,
      expect.stringContaining('retry-after'),
    ]);
  });

  it('is read by no page of an origin that is not allowed', async () => {
    for (const path of ['/v1/contracts', '/v1/contracts/%E0%A4%A', '/v1/catalogue']) {
      const { headers } = await gateway.http.get(path).set('Origin', 'https://evil.example');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it.each([
    ['that is no HTTP', 'hello\r\n\r\n', 400],
    ['without a host', 'GET /v1/catalogue HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['with headers that never end', `GET /v1/catalogue HTTP/1.1\r\nHost: a\r\nX-A: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['with an address that never ends', `GET /v1/catalogue?${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431],
    ['with an expectation', 'GET /v1/catalogue HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nConnection: close\r\n\r\n', 417],
    [
      'with a body of no length',
      'POST /v1/quotes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: many\r\n\r\n{}',
      400,
    ],
    ['with a method that nobody knows', 'BREW /v1/quotes HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    [
      'with odd bytes in a header',
      'GET /v1/contracts HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \u00e0\u00e0.\u00e0.\u00e0\r\nAccept-Language: \u00e0;q=x\r\nX-Request-Id: \u00e0\r\nConnection: close\r\n\r\n',
      401,
    ],
  ])('is a problem of its schema also to a request %s', async (_, request, status) => {
    expectProblem(await raw(request), status);
  });

  it('is so when the request does not arrive whole in time', async () => {
    const server = gateway.app.getHttpServer();
    // Node looks at its clock every half minute: it is told that the time is over.
    server.once('connection', (socket) =>
      setImmediate(() =>
        server.emit('clientError', Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket),
      ),
    );
    expectProblem(await raw('GET /v1/catalogue HTTP/1.1\r\n'), 408);
  });

  it('has a type that can be read, in both languages', async () => {
    const { body } = await gateway.http.get('/v1/auth/me');
    const read = (language: string) => gateway.http.get((body as Problem).type).set('Accept-Language', language);
    expect((await read('en')).body).toMatchObject({ code: 'token_missing', status: 401, detail: 'Sign in to go on.' });
    expect((await read('it')).body).toMatchObject({ detail: 'Accedi per continuare.' });
    expect((await gateway.http.get('/problems/credit_short')).body).toMatchObject({
      details: { properties: { missingCents: { type: 'integer', example: 340 } } },
    });
    expect((await gateway.http.get('/problems/of_nobody')).status).toBe(404);
  });
});
