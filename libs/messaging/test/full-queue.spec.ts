import { connect, type Channel, type ChannelModel } from 'amqplib';
import { adjustmentChanged, type AdjustmentChanged } from '#libs/api/billing/adjustments.js';
import type { ServiceName } from '#libs/api/kernel/definition.js';
import { numberAssigned } from '#libs/api/numbers/numbers.js';
import { Broker } from '#libs/messaging/broker.js';
import { outboxModel } from '#libs/messaging/outbox.js';
import { OutboxRelay } from '#libs/messaging/relay.js';
import { names } from '#libs/messaging/topology.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { ProbeModule } from './probe.js';

/** Of `adjustmentChanged`, which accounts and tickets receive: tickets' queue holds one message, and holds it. */
describe('a receiver whose queue is full', () => {
  let numbers: ServiceUnderTest;
  let operator: ChannelModel;
  let channel: Channel;
  let offers: { key: string; at: number }[];
  const queueOf = (service: ServiceName) => names(numbers.config.OPENVOIP_NAMESPACE).queue(service);

  beforeAll(async () => {
    numbers = await ServiceUnderTest.start('numbers', ProbeModule);
    operator = await connect(numbers.config.RABBITMQ_URL);
    channel = await operator.createChannel();
    const broker = numbers.get(Broker);
    const publish = broker.publish.bind(broker);
    broker.publish = (exchange, key, ...rest) => {
      offers.push({ key, at: Date.now() });
      return publish(exchange, key, ...rest);
    };
  });
  beforeEach(async () => {
    offers = [];
    await channel.purgeQueue(queueOf('accounts'));
    await channel.deleteQueue(queueOf('tickets'));
    const full = { 'x-max-length': 1, 'x-overflow': 'reject-publish' };
    await channel.assertQueue(queueOf('tickets'), { durable: true, arguments: full });
    channel.sendToQueue(queueOf('tickets'), Buffer.from('{"adjustmentId":"first"}'));
    await eventually('it to be full', async () => (await channel.checkQueue(queueOf('tickets'))).messageCount === 1);
  });
  afterAll(async () => {
    await operator.close();
    await numbers.stop();
  });

  const emit = async (adjustmentId: string, amountCents = 100): Promise<void> => {
    const body: AdjustmentChanged = {
      adjustmentId,
      contractId: newId('con'),
      customerId: newId('cus'),
      state: 'waiting_approval',
      amountCents,
      reason: 'Due giorni di guasto',
      requestedBy: newId('usr'),
      at: new Date().toISOString(),
    };
    await numbers.get(UnitOfWork).run(async (tx) => tx.emit(adjustmentChanged, adjustmentId, body));
  };
  const offersTo = (key: string): number[] => offers.flatMap((offer) => (offer.key === key ? offer.at : []));
  const refusedTimes = (times: number) =>
    eventually('some attempts', () => offersTo(queueOf('tickets')).length >= times, 10_000);
  const outbox = () => outboxModel(numbers.database);
  /** Makes room, by taking what is there, for as long as something is on its way; then all of it, in the order of arrival. */
  const drained = async (service: ServiceName): Promise<AdjustmentChanged[]> => {
    const bodies: AdjustmentChanged[] = [];
    await eventually('the outbox and the queue to be empty', async () => {
      const isSent = (await outbox().countDocuments()) === 0;
      const message = await channel.get(queueOf(service), { noAck: true });
      if (message) bodies.push(JSON.parse(message.content.toString()) as AdjustmentChanged);
      return isSent && !message;
    });
    return bodies;
  };

  it('is offered the event again, less and less often, and gets it when room is made; the others got it once', async () => {
    const id = newId('adj');
    await emit(id);
    await refusedTimes(3);
    const at = offersTo(queueOf('tickets'));
    expect(at[2]! - at[0]!).toBeGreaterThan(1_400);
    expect((await drained('tickets')).map(({ adjustmentId }) => adjustmentId)).toEqual(['first', id]);
    expect((await drained('accounts')).map(({ adjustmentId }) => adjustmentId)).toEqual([id]);
    expect(offersTo(adjustmentChanged.name)).toHaveLength(1);
  });

  it('holds up nothing that is for others', async () => {
    await emit(newId('adj'));
    await refusedTimes(1);
    const contractId = newId('con');
    const assigned = {
      contractId,
      customerId: newId('cus'),
      number: '+390212345678',
      assignedAt: '2026-11-28T10:00:00Z',
    };
    await numbers.get(UnitOfWork).run(async (tx) => tx.emit(numberAssigned, contractId, assigned));
    await emit(newId('adj'));
    await eventually(
      'accounts to have all',
      async () => (await channel.checkQueue(queueOf('accounts'))).messageCount === 3,
      2_000,
    );
    expect(await outbox().countDocuments({ waitsFor: 'tickets' })).toBe(2);
    expect(await drained('tickets')).toHaveLength(3);
    expect(await drained('accounts')).toHaveLength(3);
  });

  it('gets the messages of one aggregate in their order, though room is made before the later ones are written', async () => {
    const id = newId('adj');
    await emit(id, 1);
    await refusedTimes(2);
    expect(await channel.get(queueOf('tickets'), { noAck: true })).toBeTruthy();
    for (const amountCents of [2, 3]) await emit(id, amountCents);
    for (const service of ['tickets', 'accounts'] as const)
      expect((await drained(service)).map(({ amountCents }) => amountCents)).toEqual([1, 2, 3]);
  });

  it('gets it from the next relay, which gives the others nothing again', async () => {
    const id = newId('adj');
    await emit(id);
    await refusedTimes(2);
    await eventually('it to be noted', () => outbox().exists({ waitsFor: 'tickets' }));
    await numbers.get(OutboxRelay).onApplicationShutdown();
    numbers.get(OutboxRelay).start();
    expect((await drained('tickets')).map(({ adjustmentId }) => adjustmentId)).toEqual(['first', id]);
    expect(await drained('accounts')).toHaveLength(1);
  });
});
