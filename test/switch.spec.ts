import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { admin, customer, machine, Person } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { STAFF, System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';
import { ProvisioningPort } from '../simulators/softswitch/provisioning-port.js';
import { SoftswitchSimulator } from '../simulators/softswitch/softswitch-simulator.js';

const SWITCH = { email: 'switch@openvoip.example', password: randomBytes(16).toString('hex') };
const SECRET = randomBytes(16).toString('hex');

describe('a softswitch on the provisioning port and the API', () => {
  let system: System;
  let port: ProvisioningPort;
  let softswitch: SoftswitchSimulator;

  beforeAll(async () => {
    // The system must know the port before it starts; the simulator must know the system's address.
    port = new ProvisioningPort((state) => softswitch.provide(state), SECRET);
    const listening = await port.listen(0);
    system = await System.start({
      env: {
        PROVISIONING_URL: `http://127.0.0.1:${listening}`,
        PROVISIONING_SECRET: SECRET,
        SWITCH_EMAIL: SWITCH.email,
        SWITCH_PASSWORD: SWITCH.password,
        LOG_LEVEL: 'trace',
      },
    });
    softswitch = new SoftswitchSimulator({ apiUrl: system.url, ...SWITCH }, () => 0.5);
    await stock(system, '02', 100);
  });
  afterAll(async () => {
    await system.stop();
    await port.close();
  });

  /** The names of the secrets that a text holds. */
  const secretsIn = (text: string, more: Record<string, string>): string[] => {
    const passwordOf = (url: string): string => new URL(system.env(url)).password;
    const all = {
      ...more,
      staff: STAFF.password,
      switch: SWITCH.password,
      provisioning: SECRET,
      broker: passwordOf('RABBITMQ_URL'),
      database: passwordOf('MONGODB_URI'),
      key: system.env('SECRET_KEY'),
      signing: system.env('JWT_PRIVATE_KEY'),
    };
    return Object.entries(all)
      .filter(([, secret]) => secret !== '' && text.includes(secret))
      .map(([name]) => name);
  };

  it('learns of a contract when it becomes active, asks before it lets a call start, and what it records the customer sees', async () => {
    const ada = await customer(system).active({ district: '02', creditCents: 1_000 });
    await eventually('the softswitch to know the contract', () =>
      softswitch.provided.some(({ contractId }) => contractId === ada.contractId),
    );
    const talked: number[] = [];
    expect(await softswitch.call(async (seconds) => void talked.push(seconds))).toBe('talked');
    const { items } = await ada.get(`/v1/contracts/${ada.contractId}/calls`);
    expect(items).toMatchObject([{ seconds: talked[0], state: 'rated', to: '+390112345***' }]);
    const status = async () =>
      JSON.parse(await system.cli('billing', 'provisioning', 'status', '--json')) as {
        acknowledged: number;
        pending: number;
      };
    expect(await status()).toMatchObject({ acknowledged: 1, pending: 0 });
    expect(JSON.parse(await system.cli('billing', 'provisioning', 'reconcile', '--json'))).toEqual({ contracts: 1 });
    await eventually('all to be acknowledged again', async () => {
      const { acknowledged, pending } = await status();
      return acknowledged === 1 && pending === 0;
    });
  });

  it('has nothing but its own routes', async () => {
    const machine = await new Person(system, SWITCH.email, SWITCH.password).signIn();
    for (const path of ['/v1/contracts', '/v1/staff/customers', '/v1/staff/debts'])
      expect((await machine.request('get', path)).status).toBe(403);
    const staff = await admin(system);
    expect(
      (
        await staff.request('post', '/v1/switch/authorisations', {
          callId: 'a',
          contractId: 'con_00000000000000000000000000',
          to: '112',
        })
      ).status,
    ).toBe(403);
    const made = (user: object) =>
      staff.request('post', '/v1/staff/users', { email: 'both@openvoip.example', name: 'Both', ...user });
    expect((await made({ roles: ['switch', 'admin'] })).status).toBe(422);
    expect((await made({ roles: ['agent'], password: 'chosen for somebody else' })).body.errors).toMatchObject([
      { field: 'password' },
    ]);
    expect(
      await machine.post('/v1/switch/authorisations', {
        callId: 'a',
        contractId: 'con_00000000000000000000000000',
        to: '112',
      }),
    ).toMatchObject({ allowed: true });
    const national = await machine.request('post', '/v1/switch/authorisations', {
      callId: 'b',
      contractId: 'con_00000000000000000000000000',
      to: '3351234567',
    });
    expect([national.status, national.body.errors]).toMatchObject([422, [{ field: 'to' }]]);
  });

  it('R27: calls to premium numbers are refused until the customer opens them, within a cap, and says why; what they cost is public', async () => {
    const leo = await customer(system).active({ district: '02', creditCents: 10_000 });
    const machine = await new Person(system, SWITCH.email, SWITCH.password).signIn();
    const ask = (callId: string) =>
      machine.post('/v1/switch/authorisations', { callId, contractId: leo.contractId, to: '+39899123456' });
    const price = await fetch(`${system.url}/v1/rates?number=+39899123456`);
    expect([price.status, await price.json()]).toMatchObject([
      200,
      {
        destinationClass: 'premium',
        className: 'Numeri a sovrapprezzo',
        perMinute: { netMicros: 1_200_000, grossMicros: 1_464_000 },
        closedByDefault: true,
      },
    ]);
    expect((await fetch(`${system.url}/v1/rates?number=3351234567`)).status).toBe(422);
    expect(await ask('premium-1')).toMatchObject({ allowed: false, reason: 'barred' });
    const limits = `/v1/contracts/${leo.contractId}/call-limits`;
    const open = (await leo.get(limits)).classes
      .filter((each: { open: boolean }) => each.open)
      .map((each: { code: string }) => each.code);
    for (let times = 0; times < 2; times++)
      expect(await leo.put(limits, { openClasses: [...open, 'premium'], dailyCapCents: 200 })).toMatchObject({
        dailyCapCents: 200,
        spentTodayCents: 0,
      });
    expect(await ask('premium-2')).toMatchObject({ allowed: true, maxSeconds: 60 });
    expect(await ask('premium-3')).toMatchObject({ allowed: false, reason: 'cap' });
    expect((await leo.get(`${limits}/history`)).items).toHaveLength(1);
    const wrong = await leo.request('put', limits, { openClasses: ['moon'], dailyCapCents: null });
    expect([wrong.status, wrong.body.errors.map(({ field }: { field: string }) => field)]).toEqual([
      422,
      ['dailyCapCents'],
    ]);
    const { items } = await leo.get(`/v1/contracts/${leo.contractId}/refused-calls`);
    expect(items.map(({ callId, to, reason }: Record<string, string>) => [callId, to, reason])).toEqual([
      ['premium-3', '+39899123***', 'cap'],
      ['premium-1', '+39899123***', 'barred'],
    ]);
    expect(JSON.parse(await system.cli('billing', 'cdr', 'expire', '--json'))).toMatchObject({
      months: 72,
      parts: { refusedCalls: { removed: 0, after: 2 } },
    });
    await leo.put(`/v1/contracts/${leo.contractId}/called-numbers`, { calledNumbers: 'clear' });
    expect((await leo.get(`/v1/contracts/${leo.contractId}/refused-calls`)).items[0].to).toBe('+39899123456');
  });

  it('the demo’s people can sign in with what one file says, which nobody else reads; none of it is printed', async () => {
    const file = join(system.folder, 'demo-staff.json');
    const printed =
      (await system.cli('accounts', 'demo', 'load', '--keep', file)) +
      (await system.cli('accounts', 'demo', 'load', '--keep', file, '--json'));
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    expect([Object.keys(kept).length, (statSync(file).mode & 0o777).toString(8)]).toEqual([5, '600']);
    for (const [email, password] of Object.entries(kept)) {
      await new Person(system, email, password).signIn();
    }
    expect(secretsIn(printed, kept)).toEqual([]);
  });

  it('no process writes a secret into its log, not even one that says all it does', async () => {
    const carrier = await machine(system, {
      email: 'carrier@altro.example',
      name: 'Altro',
      roles: ['carrier'],
      operator: 'Altro Operatore',
    });
    await new Person(system, carrier.email, 'a wrong password').signIn().catch(() => undefined);
    const kept = { secret: carrier.password, token: carrier.token!, refused: 'a wrong password' };
    const logs = readdirSync(system.folder)
      .filter((name) => name.endsWith('.log'))
      .map((name) => readFileSync(join(system.folder, name), 'utf8'));
    expect([logs.length, logs.join('').length > 10_000]).toEqual([5, true]);
    expect(logs.flatMap((text) => secretsIn(text, kept))).toEqual([]);
  });

  it('gives back what a call reserved that never came to be', async () => {
    const eve = await customer(system).active({ district: '02', creditCents: 1_000 });
    const machine = await new Person(system, SWITCH.email, SWITCH.password).signIn();
    const ask = (callId: string) =>
      machine.post('/v1/switch/authorisations', { callId, contractId: eve.contractId, to: '+442079460000' });
    const first = await ask('call-1');
    expect(first).toMatchObject({ allowed: true });
    await machine.post('/v1/switch/releases', { callId: 'call-1', contractId: eve.contractId });
    expect(await ask('call-2')).toMatchObject({
      allowed: true,
      maxSeconds: first.maxSeconds,
      reservedCents: first.reservedCents,
    });
  });
});
