import { accountsRpc } from '#libs/api/accounts/accounts.js';
import { numbersPortOutRpc } from '#libs/api/numbers/port-out.js';
import { Broker } from '#libs/messaging/broker.js';
import { newId } from '#libs/platform/ids.js';
import { NetworkProxy } from '#libs/testing/network-proxy.js';
import { eventually } from '#libs/testing/wait.js';
import { GatewayUnderTest, tokenFor } from './support/gateway.js';

describe('a service that is down', () => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => (gateway = await GatewayUnderTest.start({ GATEWAY_DEADLINE_MS: '500' })));
  afterAll(() => gateway.stop());

  it('is answered with 503 and Retry-After at the deadline, never a hang', async () => {
    const { authorization } = await gateway.customer();
    const started = Date.now();
    const { status, headers, body } = await gateway.http
      .get(`/v1/contracts/${newId('con')}`)
      .set('Authorization', authorization);
    expect([status, headers['retry-after'], body.code]).toEqual([503, '2', 'service_unavailable']);
    expect(Date.now() - started).toBeLessThan(2_000);
  });
});

describe('a gateway that stops', () => {
  it('finishes what it has begun', async () => {
    const gateway = await GatewayUnderTest.start();
    await gateway.app.listen(0, '127.0.0.1');
    await gateway.answer(accountsRpc.refresh, async () => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return { accessToken: 'a', refreshToken: 'r', expiresIn: 600, tokenType: 'Bearer' };
    });
    const asked = gateway.http
      .post('/v1/auth/refresh')
      .send({ refreshToken: 'r' })
      .then(({ status }) => status);
    await eventually('the call to be under way', () => gateway.calls.length === 1);
    await gateway.stop();
    expect(await asked).toBe(200);
  });
});

describe('a broker that goes away', () => {
  it('is answered with 503 at once, and served again when it is back', async () => {
    const proxy = await NetworkProxy.to(process.env.RABBITMQ_URL!);
    const gateway = await GatewayUnderTest.start({}, proxy.url);
    await gateway.answer(accountsRpc.refresh, () => ({
      accessToken: 'a',
      refreshToken: 'r',
      expiresIn: 600,
      tokenType: 'Bearer',
    }));
    const ask = () => gateway.http.post('/v1/auth/refresh').send({ refreshToken: 'r' });
    expect((await ask()).status).toBe(200);
    proxy.cut();
    await eventually('the loss to be noticed', () => !gateway.app.get(Broker).isConnected);
    const started = Date.now();
    expect((await ask()).status).toBe(503);
    expect(Date.now() - started).toBeLessThan(1_000);
    expect((await gateway.http.get('/v1/health')).body.status).toBe('degraded');
    proxy.heal();
    await eventually('service again', async () => (await ask()).status === 200);
    await gateway.stop();
    await proxy.close();
  });
});

describe('guessing from one address', () => {
  let gateway: GatewayUnderTest;
  beforeAll(
    async () =>
      (gateway = await GatewayUnderTest.start({
        ATTEMPTS_PER_MINUTE: '3',
        CARRIER_REQUESTS_PER_MINUTE: '4',
        TRUST_PROXY: '127.0.0.1,::1',
      })),
  );
  afterAll(() => gateway.stop());

  it('is slowed down with 429 and Retry-After, without slowing other addresses', async () => {
    await gateway.answer(accountsRpc.signIn, () => ({
      accessToken: 'a',
      refreshToken: 'r',
      expiresIn: 600,
      tokenType: 'Bearer',
    }));
    const from = (ip: string) =>
      gateway.http
        .post('/v1/auth/sign-in')
        .set('X-Forwarded-For', ip)
        .send({ email: 'mario@example.it', password: 'x' });
    const statuses = [];
    for (let attempt = 0; attempt < 4; attempt++) statuses.push((await from('198.51.100.1')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await from('198.51.100.1');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await from('198.51.100.2')).status).toBe(200);
  });

  it('another operator’s machine is slowed down by its sign-in, wherever it asks from, and by its address, whoever it says it is', async () => {
    await gateway.answer(numbersPortOutRpc.list, () => ({ items: [] }));
    const carrier = (id: string) => tokenFor({ kind: 'carrier', roles: ['carrier'], id });
    const ask = async (ip: string, token: string): Promise<number> =>
      (
        await gateway.http
          .get('/v1/carrier/port-outs')
          .set('X-Forwarded-For', ip)
          .set('Authorization', `Bearer ${token}`)
      ).status;
    const [one, other] = await Promise.all([carrier(newId('usr')), carrier(newId('usr'))]);
    const fromEverywhere = [];
    for (let attempt = 0; attempt < 5; attempt++) fromEverywhere.push(await ask(`203.0.113.${attempt}`, one));
    expect(fromEverywhere).toEqual([200, 200, 200, 200, 429]);
    const guessed = [];
    for (let attempt = 0; attempt < 5; attempt++) guessed.push(await ask('203.0.113.100', 'no.real.token'));
    expect(guessed).toEqual([401, 401, 401, 401, 429]);
    expect(await ask('203.0.113.101', other)).toBe(200);
  });
});
