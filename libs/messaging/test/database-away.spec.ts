import { activationCharged } from '#libs/api/billing/billing.js';
import { ServiceUnavailable } from '#libs/api/kernel/domain-error.js';
import { HealthServer } from '#libs/platform/health.js';
import { newId } from '#libs/platform/ids.js';
import { NetworkProxy } from '#libs/testing/network-proxy.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { assignment, charge, Probe, probeAssign, ProbeModule } from './probe.js';

describe('a database that is away', () => {
  let database: NetworkProxy;
  let numbers: ServiceUnderTest;
  beforeAll(async () => {
    database = await NetworkProxy.to(process.env.MONGODB_URI!);
    process.env.MONGODB_URI = database.url;
    numbers = await ServiceUnderTest.start('numbers', ProbeModule);
  });
  afterAll(async () => {
    await numbers?.stop();
    await database.close();
  });
  const isReady = async () => (await numbers.get(HealthServer).readiness()).database;

  it('is answered by 503, not 500, and afterwards the same key does the work once', async () => {
    const contract = newId('con');
    const assign = () => numbers.call(probeAssign, assignment(contract), { idempotencyKey: 'away' });
    database.cut();
    const refusals = await Promise.allSettled(Array.from({ length: 4 }, assign));
    for (const refusal of refusals)
      expect((refusal as PromiseRejectedResult).reason).toMatchObject({
        code: 'service_unavailable',
        status: 503,
        details: { service: 'numbers' },
      });
    expect(await isReady()).toBe(false);

    database.heal();
    await eventually('the service to be ready', isReady);
    await eventually('the assignment', assign);
    await assign();
    expect(await numbers.get(Probe).tally(contract)).toBe(1);
  });

  it('killed in the middle of work, it is answered by 503', async () => {
    const contract = newId('con');
    const refused = numbers.call(probeAssign, assignment(contract)).catch((error: unknown) => error);
    database.cut();
    const answer = await refused;
    database.heal();
    await eventually('the service to be ready', isReady);
    // It was over before the cut, or it is told to try again; never an internal error.
    if ((await numbers.get(Probe).tally(contract)) === 0)
      expect(answer).toMatchObject({ code: new ServiceUnavailable('numbers').code });
    else
      expect([{ done: 'assigned' }, expect.objectContaining({ code: 'service_unavailable' })]).toContainEqual(answer);
  });

  it('delays a message, and loses none', async () => {
    const contract = newId('con');
    database.cut();
    await numbers.publish(activationCharged, contract, charge(contract));
    database.heal();
    await eventually('the message', () => numbers.get(Probe).tally(contract));
  });
});
