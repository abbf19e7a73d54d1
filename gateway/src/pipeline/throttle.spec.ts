import type { GatewayConfig } from '../config/gateway.config.js';
import { Throttle } from './throttle.js';

const throttle = (): Throttle =>
  new Throttle({ ATTEMPTS_PER_MINUTE: 2, CARRIER_REQUESTS_PER_MINUTE: 2 } as GatewayConfig);

describe('what may come in a minute', () => {
  it('is counted for an IPv6 network, not for each of its addresses: who has one has them all', async () => {
    const one = throttle();
    await one.attempt('2001:db8:1:2::1', '/v1/auth/sign-in');
    await one.attempt('2001:db8:1:2::2', '/v1/auth/sign-in');
    await expect(one.attempt('2001:db8:1:2:ffff::3', '/v1/auth/sign-in')).rejects.toMatchObject({ status: 429 });
    await one.attempt('2001:db8:1:3::1', '/v1/auth/sign-in');
    await one.machine('2001:db8:1:2::1');
    await one.machine('2001:db8:1:2::2');
    await expect(one.machine('2001:db8:1:2::3')).rejects.toMatchObject({ status: 429 });
  });

  it('is counted for each IPv4 address and each route', async () => {
    const one = throttle();
    for (const ip of ['192.0.2.1', '192.0.2.1', '192.0.2.2']) await one.attempt(ip, '/v1/auth/sign-in');
    await expect(one.attempt('192.0.2.1', '/v1/auth/sign-in')).rejects.toMatchObject({ status: 429 });
    await one.attempt('192.0.2.1', '/v1/registrations');
  });

  it('is counted for the sign-in of a machine', async () => {
    const one = throttle();
    await one.machine('usr_1');
    await one.machine('usr_1');
    await expect(one.machine('usr_1')).rejects.toMatchObject({ status: 429 });
    await one.machine('usr_2');
  });
});
