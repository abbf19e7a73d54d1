import { activationCharged } from '#libs/api/billing/billing.js';
import { ServiceUnavailable } from '#libs/api/kernel/domain-error.js';
import { numbersRpc } from '#libs/api/numbers/numbers.js';
import { outboxModel } from '#libs/messaging/outbox.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { HealthServer } from '#libs/platform/health.js';
import { newId } from '#libs/platform/ids.js';
import { PrivateBroker } from '#libs/testing/private-broker.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { charge, Probe, ProbeModule } from './probe.js';

describe('a broker whose memory alarm blocks publishers', () => {
  let broker: PrivateBroker;
  let numbers: ServiceUnderTest;
  beforeAll(async () => {
    broker = await PrivateBroker.start();
    process.env.RABBITMQ_URL = broker.url;
    numbers = await ServiceUnderTest.start('numbers', ProbeModule);
  });
  afterAll(async () => {
    await numbers?.stop();
    await broker.stop();
  });
  const isReady = async () => (await numbers.get(HealthServer).readiness()).broker;
  const waiting = () => outboxModel(numbers.database).countDocuments();
  const tallies = (contracts: readonly string[]) => Promise.all(contracts.map((id) => numbers.get(Probe).tally(id)));
  const charged = async (): Promise<string> => {
    const contract = newId('con');
    await numbers.get(UnitOfWork).run(async (tx) => tx.emit(activationCharged, contract, charge(contract)));
    return contract;
  };
  const reserve = () =>
    numbers.call(
      numbersRpc.reserve,
      { contractId: newId('con'), customerId: newId('cus'), district: '02', expiresAt: '2026-12-01T00:00:00Z' },
      { deadline: Date.now() + 2_000 },
    );

  it('takes nothing and loses nothing: events wait in the outbox, callers are refused, health says so; afterwards each event arrives once', async () => {
    await broker.control('set_vm_memory_high_watermark', '0.00001');
    // The broker tells a connection once it publishes: this one is in its socket, unconfirmed.
    const contracts = [await charged()];
    await eventually('health to say so', async () => !(await isReady()));
    contracts.push(await charged(), await charged());
    await expect(reserve()).rejects.toBeInstanceOf(ServiceUnavailable);
    expect(await waiting()).toBe(3);
    expect(await tallies(contracts)).toEqual([0, 0, 0]);

    await broker.control('set_vm_memory_high_watermark', '0.4');
    await eventually('the service to be ready', isReady);
    expect((await reserve()).number).toBe('+390212345678');
    await eventually('the outbox to be empty', async () => (await waiting()) === 0);
    await eventually('the events', async () => (await tallies(contracts)).every((tally) => tally > 0));
    expect(await tallies(contracts)).toEqual([1, 1, 1]);
  });
});
