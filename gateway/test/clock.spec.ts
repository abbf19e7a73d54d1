import supertest from 'supertest';
import { readConfig } from '#libs/platform/config.js';
import { testConfig } from '#libs/testing/environment.js';
import { eventually } from '#libs/testing/wait.js';
import { buildGateway } from '../src/gateway.process.js';
import { GatewayConfig } from '../src/config/gateway.config.js';
import { GatewayUnderTest, publicKeyOneLine, tokenFor } from './support/gateway.js';

const TO = '2099-01-01T00:00:00Z';
const bearer = async (role: 'admin' | 'supervisor'): Promise<string> =>
  `Bearer ${await tokenFor({ kind: 'staff', roles: [role] })}`;

describe('the clock', () => {
  it('is moved by administrators in the demo and in tests, for every process', async () => {
    const gateway = await GatewayUnderTest.start();
    const move = async (role: 'admin' | 'supervisor') =>
      gateway.http
        .put('/v1/staff/clock')
        .set('Authorization', await bearer(role))
        .send({ to: TO });
    try {
      expect((await move('supervisor')).status).toBe(403);
      const moved = await move('admin');
      expect([moved.status, moved.body]).toEqual([200, { time: TO, movable: true }]);
      await eventually('the new time', async () => {
        const { body } = await gateway.http.get('/v1/staff/clock').set('Authorization', await bearer('supervisor'));
        return (
          body.movable && Date.parse(body.time) - Date.parse(TO) >= 0 && Date.parse(body.time) - Date.parse(TO) < 60_000
        );
      });
    } finally {
      await gateway.stop();
    }
  });

  it('does not go back, nor to a day that no calendar has', async () => {
    const gateway = await GatewayUnderTest.start();
    const move = async (to: string) =>
      gateway.http
        .put('/v1/staff/clock')
        .set('Authorization', await bearer('admin'))
        .set('Accept-Language', 'en')
        .send({ to });
    try {
      for (const to of ['2026-11-01T00:00:00Z', '2099-02-30T00:00:00Z']) {
        const { status, body } = await move(to);
        expect([status, body.errors?.[0]?.field]).toEqual([422, 'to']);
      }
    } finally {
      await gateway.stop();
    }
  });

  it('cannot be moved in production', async () => {
    const app = await buildGateway({
      platform: { ...testConfig(), OPENVOIP_MODE: 'production' },
      gateway: readConfig(GatewayConfig, { JWT_PUBLIC_KEY: publicKeyOneLine }),
    });
    try {
      const http = supertest(app.getHttpServer());
      const refused = await http
        .put('/v1/staff/clock')
        .set('Authorization', await bearer('admin'))
        .send({ to: TO });
      expect([refused.status, refused.body.code]).toEqual([409, 'clock_fixed']);
      const { body } = await http.get('/v1/staff/clock').set('Authorization', await bearer('admin'));
      expect(body.movable).toBe(false);
      expect(Math.abs(Date.parse(body.time) - Date.now())).toBeLessThan(10_000);
    } finally {
      await app.close();
    }
  });
});
