import type { INestMicroservice, Type } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import type { Connection } from 'mongoose';
import { ROLES, type Actor, type RequestContext, systemActor } from '#libs/api/kernel/actor.js';
import type { Caller } from '#libs/api/kernel/callers.js';
import type { MessageDefinition, RpcDefinition, ServiceName } from '#libs/api/kernel/definition.js';
import { Broker } from '#libs/messaging/broker.js';
import { publishOptions } from '#libs/messaging/envelope.js';
import { outboxModel } from '#libs/messaging/outbox.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { runService } from '#libs/messaging/run-service.js';
import { names } from '#libs/messaging/topology.js';
import { MovableClock } from '#libs/platform/clock.js';
import type { PlatformConfig } from '#libs/platform/config.js';
import { withContext } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { removeNamespace, testConfig } from './environment.js';
import { eventually } from './wait.js';

/** A message seen on the broker. */
export interface Seen {
  readonly type: string;
  readonly subject: string;
  readonly body: any;
}

/** Where people and machines may ask, the gateway, or a console for nobody; else the service that it is for. */
const callerFor = ({ callers }: RpcDefinition<any, any>, { kind }: Actor): Caller =>
  [...ROLES, 'anyone' as const].some((role) => callers.includes(role))
    ? kind === 'system'
      ? 'console'
      : 'gateway'
    : callers[0]!;

/** One service, in this process, on the real broker and database, in a namespace of its own. */
export class ServiceUnderTest {
  private constructor(
    private readonly service: ServiceName,
    readonly config: PlatformConfig,
    readonly clock: MovableClock,
    readonly app: INestMicroservice,
    private readonly broker: ChannelModel,
    private readonly channel: ConfirmChannel,
    private readonly queue: string,
    private readonly seen: Seen[],
  ) {}

  static async start(service: ServiceName, module: Type, at?: string): Promise<ServiceUnderTest> {
    // Tests take whole districts; the one that is about this limit sets it.
    process.env.UNPAID_DISTRICT_PERCENT ??= '100';
    const config = testConfig();
    const clock = new MovableClock();
    if (at) clock.moveTo(new Date(at));
    const app = await runService({ service, module, config, clock });
    await eventually('the service to be connected', () => app.get(Broker).isConnected);
    const broker = await connect(config.RABBITMQ_URL);
    const channel = await broker.createConfirmChannel();
    const seen: Seen[] = [];
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, names(config.OPENVOIP_NAMESPACE).events, '#');
    await channel.consume(
      queue,
      (message) =>
        message &&
        seen.push({
          type: message.properties.type as string,
          subject: String(message.properties.headers?.cloudEvents_subject),
          body: JSON.parse(message.content.toString()),
        }),
      { noAck: true },
    );
    return new ServiceUnderTest(service, config, clock, app, broker, channel, queue, seen);
  }

  get database(): Connection {
    return this.app.get<Connection>(getConnectionToken());
  }

  get<T>(token: Type<T>): T {
    return this.app.get(token);
  }

  /** Calls an RPC as someone, by the process that does so unless another is said. */
  call<Request, Reply>(
    definition: RpcDefinition<Request, Reply>,
    request: Request,
    as: Partial<RequestContext> | Actor = {},
    by?: Caller,
  ): Promise<Reply> {
    const given: Partial<RequestContext> = 'kind' in as ? { actor: as } : as;
    const context: RequestContext = { correlationId: newId('cor'), actor: systemActor('test'), locale: 'en', ...given };
    const caller = by ?? callerFor(definition, context.actor);
    return withContext(context, () =>
      this.app.get(RpcClient).call(definition, request, { deadlineMs: 15_000, as: caller }),
    );
  }

  /** Publishes a message as another service would; the same id twice is a duplicate delivery. */
  async publish<Body>(
    definition: MessageDefinition<Body>,
    subject: string,
    body: Body,
    id = newId('evt'),
  ): Promise<void> {
    const context: RequestContext = { correlationId: newId('cor'), actor: systemActor('test'), locale: 'it' };
    const envelope = {
      id,
      type: definition.name,
      source: '/openvoip/test',
      subject,
      time: this.clock.now(),
      context,
      trace: {},
    };
    const { events, queue } = names(this.config.OPENVOIP_NAMESPACE);
    for (const [exchange, key] of [
      [events, definition.name],
      ['', queue(this.service)],
    ] as const)
      this.channel.publish(exchange, key, Buffer.from(JSON.stringify(body)), publishOptions(envelope));
    await this.channel.waitForConfirms();
  }

  /** Waits for a message of this kind that the service has sent. */
  async sent<Body>(definition: MessageDefinition<Body>, subject?: string): Promise<Body> {
    const found = await eventually(`message ${definition.name}`, () =>
      this.seen.find(
        (message) => message.type === definition.name && (subject === undefined || message.subject === subject),
      ),
    );
    return found.body as Body;
  }

  /** All messages of this kind so far; those of transactions that are committed are among them. */
  async allSent<Body>(definition: MessageDefinition<Body>, subject?: string): Promise<Body[]> {
    await eventually('the outbox to be empty', async () => (await outboxModel(this.database).countDocuments()) === 0);
    await this.caughtUp();
    return this.seen
      .filter((message) => message.type === definition.name && (subject === undefined || message.subject === subject))
      .map((message) => message.body as Body);
  }

  /** Returns once every message that the broker has confirmed until now is seen. */
  private async caughtUp(): Promise<void> {
    const type = newId('mark');
    this.channel.sendToQueue(this.queue, Buffer.from('{}'), { type });
    await eventually('the messages to be seen', () => this.seen.some((message) => message.type === type));
  }

  /** Stops the service and leaves nothing behind. */
  async stop(): Promise<void> {
    await this.app.close();
    await this.broker.close();
    await removeNamespace(this.config);
  }
}
