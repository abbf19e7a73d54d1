import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { SERVICES } from '#libs/api/kernel/definition.js';
import { names } from '#libs/messaging/topology.js';
import { asGateway } from '#libs/testing/environment.js';
import { GatewayUnderTest } from './support/gateway.js';

describe('what whoever has the gateway’s broker user may do', () => {
  let gateway: GatewayUnderTest;
  let broker: ChannelModel;
  const of = () => names(gateway.config.OPENVOIP_NAMESPACE);

  beforeAll(async () => {
    gateway = await GatewayUnderTest.start();
    broker = await connect(asGateway(gateway.config.RABBITMQ_URL));
  });
  afterAll(async () => {
    await broker.close();
    await gateway.stop();
  });

  /** On a channel of its own, which the broker closes when it refuses. */
  async function attempt(work: (channel: ConfirmChannel) => Promise<unknown>): Promise<string> {
    const channel = await broker.createConfirmChannel();
    const refused = new Promise<string>((resolve) => channel.on('error', (error: Error) => resolve(error.message)));
    const done = work(channel).then(
      async () => (await channel.close(), 'done'),
      () => refused,
    );
    return Promise.race([done, refused]);
  }
  const publish = (exchange: string, key: string) =>
    attempt(async (channel) => {
      channel.publish(exchange, key, Buffer.from('{}'));
      await channel.waitForConfirms();
    });

  it('it calls services', async () => {
    expect(await publish(of().rpcs, 'numbers')).toBe('done');
  });

  it('it sends no event, to nobody', async () => {
    expect(await publish(of().events, 'billing.account.activation-charged.v1')).toMatch('ACCESS_REFUSED');
    expect(await publish('', of().queue('billing'))).toMatch('ACCESS_REFUSED');
    expect(await publish(of().retry(250), of().queue('billing'))).toMatch('ACCESS_REFUSED');
  });

  it('it reads and empties nobody’s queue', async () => {
    const queues = [
      of().dead,
      of().renewals,
      ...SERVICES.flatMap((service) => [of().queue(service), of().rpc(service)]),
    ];
    for (const queue of queues) {
      expect(await attempt((channel) => channel.get(queue))).toMatch('ACCESS_REFUSED');
      expect(await attempt((channel) => channel.purgeQueue(queue))).toMatch('ACCESS_REFUSED');
      expect(await attempt((channel) => channel.deleteQueue(queue))).toMatch('ACCESS_REFUSED');
    }
  });

  it('it answers no call in a service’s place', async () => {
    const binds = (channel: ConfirmChannel) =>
      channel.assertQueue('mine').then(() => channel.bindQueue('mine', of().rpcs, 'numbers'));
    expect(await attempt(binds)).toMatch('ACCESS_REFUSED');
    expect(
      await attempt(async (channel) => {
        const { queue } = await channel.assertQueue('', { exclusive: true });
        await channel.bindQueue(queue, of().rpcs, 'numbers');
      }),
    ).toMatch('ACCESS_REFUSED');
  });
});
