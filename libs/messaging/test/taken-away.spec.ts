import { connect, type Channel, type ChannelModel, type GetMessage } from 'amqplib';
import { activationCharged, type ActivationCharged } from '#libs/api/billing/billing.js';
import { adjustmentChanged, type AdjustmentChanged } from '#libs/api/billing/adjustments.js';
import { ANYONE } from '#libs/api/kernel/callers.js';
import { event, rpc } from '#libs/api/kernel/definition.js';
import { Text } from '#libs/api/kernel/fields.js';
import { numbersRpc } from '#libs/api/numbers/numbers.js';
import { Broker } from '#libs/messaging/broker.js';
import { DeadLetters } from '#libs/messaging/dead-letters.js';
import { MAX_MESSAGE_BYTES } from '#libs/messaging/message-size.js';
import { outboxModel } from '#libs/messaging/outbox.js';
import { names } from '#libs/messaging/topology.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { HealthServer } from '#libs/platform/health.js';
import { newId } from '#libs/platform/ids.js';
import { registry } from '#libs/platform/metrics.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { charge, Probe, ProbeModule } from './probe.js';

class Bulk {
  @Text({ max: 2 * MAX_MESSAGE_BYTES }) text!: string;
}
const bulkRpc = rpc('numbers.bulk', Bulk, Bulk, { callers: ANYONE });
const bulkEvent = event('numbers.bulk.v1', Bulk, 'More than a message carries.');
const bulk: Bulk = { text: 'x'.repeat(MAX_MESSAGE_BYTES) };

describe('what the broker takes away', () => {
  let numbers: ServiceUnderTest;
  let operator: ChannelModel;
  let channel: Channel;
  beforeAll(async () => {
    numbers = await ServiceUnderTest.start('numbers', ProbeModule);
    operator = await connect(numbers.config.RABBITMQ_URL);
    channel = await operator.createChannel();
  });
  afterAll(async () => {
    await operator.close();
    await numbers.stop();
  });
  const probe = (): Probe => numbers.get(Probe);
  const queue = () => names(numbers.config.OPENVOIP_NAMESPACE);
  const reserve = () =>
    numbers.call(numbersRpc.reserve, {
      contractId: newId('con'),
      customerId: newId('cus'),
      district: '02',
      expiresAt: '2026-12-01T00:00:00Z',
    });
  const brokerIsReady = async () => (await numbers.get(HealthServer).readiness()).broker;
  const isThere = async (name: string): Promise<boolean> => {
    const probing = await operator.createChannel();
    probing.on('error', () => undefined);
    return probing.checkQueue(name).then(
      () => probing.close().then(() => true),
      () => false,
    );
  };
  const noticedAndRepaired = async (): Promise<void> => {
    await eventually('health to say so', async () => !(await brokerIsReady()), 5_000);
    await eventually('the service to listen again', brokerIsReady, 10_000);
  };
  const adjustment = (): AdjustmentChanged => ({
    adjustmentId: newId('adj'),
    contractId: newId('con'),
    customerId: newId('cus'),
    state: 'waiting_approval',
    amountCents: 900_001,
    reason: 'Due giorni di guasto',
    requestedBy: newId('usr'),
    at: new Date().toISOString(),
  });

  it('08-amqp-consumer-cancelled: the RPC queue is deleted; health says so, and the service answers again within seconds', async () => {
    await channel.deleteQueue(queue().rpc('numbers'));
    await noticedAndRepaired();
    expect((await reserve()).number).toBe('+390212345678');
  });

  it('the message queue is deleted: the service consumes from a new one', async () => {
    await channel.deleteQueue(queue().queue('numbers'));
    await noticedAndRepaired();
    const contract = newId('con');
    await numbers.publish(activationCharged, contract, charge(contract));
    await eventually('the message', () => probe().tally(contract), 5_000);
  });

  it('the events exchange is deleted: what is committed meanwhile still arrives', async () => {
    await channel.deleteExchange(queue().events);
    const contract = newId('con');
    await numbers.get(UnitOfWork).run(async (tx) => tx.emit(activationCharged, contract, charge(contract)));
    await eventually('the message', () => probe().tally(contract), 10_000);
  });

  it('a queue that nobody consumes from is deleted: it is there again within seconds', async () => {
    await channel.deleteQueue(queue().dead);
    await channel.deleteQueue(queue().queue('tickets'));
    await eventually(
      'both queues',
      async () => (await isThere(queue().dead)) && isThere(queue().queue('tickets')),
      10_000,
    );
    const { messageCount } = await channel.checkQueue(queue().queue('tickets'));
    const about = adjustment();
    await numbers.get(UnitOfWork).run(async (tx) => tx.emit(adjustmentChanged, about.adjustmentId, about));
    await eventually(
      'the message to be queued',
      async () => (await channel.checkQueue(queue().queue('tickets'))).messageCount === messageCount + 1,
    );
  });

  it('08-amqp-consumer-cancelled: an event whose receiver has no queue, though another has one, stays in the outbox, is reported, and arrives when the queue is back', async () => {
    const [tickets, retry] = [queue().queue('tickets'), queue().retry(250)];
    // A queue that is there with other arguments cannot be declared: nobody repairs the topology until it goes.
    await channel.deleteQueue(retry);
    await channel.assertQueue(retry, { durable: true });
    await channel.deleteQueue(tickets);
    const about = adjustment();
    await numbers.get(UnitOfWork).run(async (tx) => tx.emit(adjustmentChanged, about.adjustmentId, about));
    await eventually('it to be reported', async () =>
      (await registry.metrics()).includes(`openvoip_messages_returned_total{message="${adjustmentChanged.name}"}`),
    );
    expect(await outboxModel(numbers.database).countDocuments({ subject: about.adjustmentId })).toBe(1);

    await channel.deleteQueue(retry);
    await eventually(
      'the outbox to be empty',
      async () => (await outboxModel(numbers.database).countDocuments()) === 0,
      15_000,
    );
    const message = (await eventually('the message', () => channel.get(tickets, { noAck: true }))) as GetMessage;
    expect(JSON.parse(message.content.toString())).toMatchObject({ adjustmentId: about.adjustmentId });
  });

  it('the retry queue is deleted: a message that failed is tried again all the same', async () => {
    await channel.deleteQueue(queue().retry(250));
    probe().failures = 1;
    const contract = newId('con');
    await numbers.publish(activationCharged, contract, charge(contract));
    await eventually('the second attempt', () => probe().tally(contract), 10_000);
  });

  it('the dead-letter queue is deleted: a message that cannot be handled is kept in a new one', async () => {
    await channel.deleteQueue(queue().dead);
    const contract = newId('con');
    await numbers.publish(activationCharged, contract, { contractId: contract } as ActivationCharged);
    await eventually(
      'the dead letter',
      async () => (await isThere(queue().dead)) && (await channel.checkQueue(queue().dead)).messageCount === 1,
      10_000,
    );
  });

  it('a dead letter whose service has no queue is not replayed into nothing: it stays', async () => {
    const letters = await DeadLetters.open(numbers.config.RABBITMQ_URL, numbers.config.OPENVOIP_NAMESPACE);
    await numbers.get(Broker).onApplicationShutdown();
    await channel.deleteQueue(queue().queue('numbers'));
    await expect(letters.replay()).rejects.toThrow('there is no queue');
    await eventually('it to be there again', async () => (await letters.list()).length === 1);
    await letters.close();
    await numbers.get(Broker).start();
    await eventually('the service to listen again', brokerIsReady);
  });

  describe('16 MiB', () => {
    it('a request of that size is refused where it is sent', async () => {
      await expect(numbers.call(bulkRpc, bulk)).rejects.toMatchObject({ code: 'message_too_large', status: 413 });
    });

    it('an answer of that size is an error that says so, at once', async () => {
      probe().replies = bulk.text;
      await expect(reserve()).rejects.toMatchObject({ code: 'message_too_large', status: 413 });
      probe().replies = undefined;
      expect((await reserve()).district).toBe('02');
    });

    it('an event of that size undoes its transaction, and nothing is left to send', async () => {
      const contract = newId('con');
      const change = numbers.get(UnitOfWork).run(async (tx) => {
        await numbers.database.models.Tally!.create([{ _id: contract, count: 1 }]);
        tx.emit(bulkEvent, contract, bulk);
      });
      await expect(change).rejects.toMatchObject({ code: 'message_too_large' });
      expect(await probe().tally(contract)).toBe(0);
      expect(await outboxModel(numbers.database).countDocuments()).toBe(0);
    });

    it('just below it, a message of the outbox reaches its queue', async () => {
      const contract = newId('con');
      const own = await operator.createChannel();
      const { queue: inbox } = await own.assertQueue('', { exclusive: true });
      await own.bindQueue(inbox, queue().events, bulkEvent.name);
      await numbers
        .get(UnitOfWork)
        .run(async (tx) => tx.emit(bulkEvent, contract, { text: 'x'.repeat(MAX_MESSAGE_BYTES - 100_000) }));
      await eventually('the message', () => own.get(inbox, { noAck: true }));
    });
  });
});
