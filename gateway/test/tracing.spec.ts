import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accountsRpc } from '#libs/api/accounts/accounts.js';
import { startTracing, stopTracing } from '#libs/platform/tracing.js';
import { GatewayUnderTest } from './support/gateway.js';

describe('traces', () => {
  let collector: Server;
  let gateway: GatewayUnderTest;
  const received: string[] = [];

  beforeAll(async () => {
    collector = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          received.push(Buffer.concat(chunks).toString());
          response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
        });
    });
    await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
    await startTracing('gateway', `http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
    gateway = await GatewayUnderTest.start();
  });
  afterAll(async () => {
    await gateway.stop();
    collector.close();
  });

  it('continue the trace of the client through HTTP and broker, to the collector', async () => {
    await gateway.answer(accountsRpc.refresh, () => ({
      accessToken: 'a',
      refreshToken: 'r',
      expiresIn: 600,
      tokenType: 'Bearer',
    }));
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const { status, headers } = await gateway.http
      .post('/v1/auth/refresh')
      .set('traceparent', `00-${trace}-b7ad6b7169203331-01`)
      .send({ refreshToken: 'r' });
    expect([status, headers.traceparent]).toEqual([200, expect.stringContaining(trace)]);
    expect(gateway.lastCall(accountsRpc.refresh).headers.traceparent).toContain(trace);
    await stopTracing();
    const sent = received.join('');
    expect(sent).toContain(trace);
    expect(sent).toContain('POST /v1/auth/refresh');
    expect(sent).toContain('accounts.refresh call');
  });
});
