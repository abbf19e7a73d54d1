import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { GatewayUnderTest } from './support/gateway.js';

const SCRIPT = 'export const answer = 42;';

describe('the panel, served by the gateway', () => {
  const folder = mkdtempSync(join(tmpdir(), 'panel-'));
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>panel</title>');
    writeFileSync(join(folder, 'pages.json'), JSON.stringify(['/', '/credit']));
    writeFileSync(join(folder, 'assets/main-abc123.js'), SCRIPT);
    writeFileSync(join(folder, 'assets/main-abc123.js.gz'), gzipSync(SCRIPT));
    gateway = await GatewayUnderTest.start({}, undefined, folder);
  });
  afterAll(async () => {
    await gateway.stop();
    rmSync(folder, { recursive: true });
  });

  it.each(['/', '/credit', '/credit?payment=pay_1'])('shows its page at %s, asked for each time', async (path) => {
    const { status, text, headers } = await gateway.http.get(path);
    expect([status, text, headers['cache-control']]).toEqual([200, '<!doctype html><title>panel</title>', 'no-cache']);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('lets the page run no script but its own, load nothing from elsewhere and be framed by nobody', async () => {
    const { headers } = await gateway.http.get('/');
    const policy = headers['content-security-policy'];
    for (const part of ["default-src 'none'", "script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe-eval|https?:|script-src[^;]*unsafe-inline/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  it('gives its files for good, compressed', async () => {
    const { status, headers, text } = await gateway.http.get('/assets/main-abc123.js').set('accept-encoding', 'gzip');
    expect([status, headers['cache-control'], headers['content-encoding'], text]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      'gzip',
      SCRIPT,
    ]);
  });

  it.each(['/nothing', '/assets/nothing.js', '/pages.json', '/v1/nothing', '/credit/x'])(
    'knows nothing at %s, and says so as the API does',
    async (path) => {
      const { status, headers } = await gateway.http.get(path);
      expect([path, status, headers['content-type']]).toEqual([
        path,
        404,
        expect.stringMatching(/^application\/problem\+json/),
      ]);
    },
  );

  it.each(['/assets/../index.html', '/assets/%2e%2e/index.html', '/assets/..%2fpages.json'])(
    'gives nothing from outside of its files at %s',
    async (path) => {
      const { status, text } = await gateway.http.get(path);
      expect([400, 403, 404]).toContain(status);
      expect(text).not.toContain('doctype');
    },
  );

  it('takes nothing but questions', async () => {
    expect((await gateway.http.post('/credit')).status).toBe(404);
  });
});
