import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  connect,
  type Channel,
  type ChannelModel,
  type ConfirmChannel,
  type ConsumeMessage,
  type Message,
  type Options,
  type RecoveringChannelModel,
} from 'amqplib';
import type { Logger } from 'pino';
import { PlatformConfig } from '#libs/platform/config.js';
import { messagesReturned } from '#libs/platform/metrics.js';
import { atMost } from '#libs/platform/at-most.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { assertFits } from './message-size.js';
import { checkExchanges, checkTopology, declareTopology, names, type Names } from './topology.js';

/** The broker cannot take a message now; the caller keeps it and tries again. */
export class BrokerUnavailable extends Error {
  constructor(cause?: unknown) {
    super('the broker is not reachable', { cause });
    this.name = 'BrokerUnavailable';
  }
}

/** The broker took the message and had no queue for it, not even after the topology was declared again. */
export class Unroutable extends BrokerUnavailable {
  constructor(exchange: string, routingKey: string) {
    super(new Error(`no queue for ${routingKey}${exchange ? ` behind ${exchange}` : ''}`));
    this.name = 'Unroutable';
  }
}

const HEARTBEAT_SECONDS = 10;
/** How long a queue that nobody consumes from may be gone before somebody makes it anew. */
const TOPOLOGY_CHECK_MS = 5_000;
const CLOSE_MS = 2_000;
const CONNECTED_POLL_MS = 20;

/** A peer that vanished without a word is noticed within two heartbeats. */
function withHeartbeat(url: string): string {
  const withOption = new URL(url);
  if (!withOption.searchParams.has('heartbeat')) withOption.searchParams.set('heartbeat', String(HEARTBEAT_SECONDS));
  return withOption.href;
}

const wayOf = (exchange: string, routingKey: string, messageId: unknown): string =>
  `${exchange}/${routingKey}/${String(messageId)}`;

/** Whether this process declares what it finds missing on the broker: services do, with a user that may. */
export const DECLARES_TOPOLOGY = Symbol('whether this process declares the topology');

type OnConnect = (connection: ChannelModel) => Promise<void>;

export interface ConsumerOptions {
  readonly prefetch?: number;
  readonly noAck?: boolean;
}

/** A consumer, to be cancelled by its tag. */
export interface Consumer {
  readonly channel: Channel;
  readonly tag: string;
}

/**
 * The process's connection to RabbitMQ. It reconnects for ever, declares the topology (a client waits for services to do so)
 * and re-creates every consumer each time; a process may start before its broker. What the broker takes away meanwhile (a consumer, a queue, its
 * willingness to take messages) is noticed, shown by `isConnected` and made good.
 */
@Injectable()
export class Broker implements OnApplicationShutdown {
  readonly names: Names;
  private model?: RecoveringChannelModel;
  private publisher?: ConfirmChannel;
  private readonly hooks: OnConnect[] = [];
  private connection?: ChannelModel;
  /** Why the broker takes no messages now: an alarm of its memory or disk. */
  private alarm?: string;
  /** Messages that came back and whose confirm is still to come: the broker sends it right behind. */
  private readonly returned = new Set<string>();
  private declaring?: Promise<void>;
  private checking?: NodeJS.Timeout;

  constructor(
    @Inject(PlatformConfig) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(DECLARES_TOPOLOGY) private readonly declares: boolean,
  ) {
    this.names = names(config.OPENVOIP_NAMESPACE);
  }

  /** Whether messages come in and go out now. */
  get isConnected(): boolean {
    return this.publisher !== undefined && this.alarm === undefined;
  }

  /** Starts connecting and returns at once; see `isConnected`. */
  async start(): Promise<void> {
    if (this.model) return;
    this.model = await connect(withHeartbeat(this.config.RABBITMQ_URL), {
      noDelay: true,
      timeout: 5_000,
      recovery: {
        initialDelay: 100,
        maxDelay: 3_000,
        waitForConnect: false,
        setup: (model: ChannelModel) => this.open(model),
      },
    });
    this.model.on('disconnect', (error) => this.lost(error));
    this.model.on('connect-failed', (error) =>
      this.logger.warn({ reason: error.message }, 'broker not reachable, trying again'),
    );
    this.model.on('error', (error) => this.lost(error));
    this.model.on('blocked', (reason) => this.blocked(reason));
    this.model.on('unblocked', () => this.unblocked());
    if (this.declares) this.checking = setInterval(() => void this.check(), TOPOLOGY_CHECK_MS);
  }

  /** Runs now, if connected, and after every reconnection: where consumers are created. */
  async onConnect(hook: OnConnect): Promise<void> {
    this.hooks.push(hook);
    if (this.connection) await hook(this.connection);
  }

  /** Whether an alarm of the broker's memory or disk keeps messages from going out. */
  get isBlocked(): boolean {
    return this.alarm !== undefined;
  }

  /** Waits until it is connected, but no longer than `ms`. @returns whether it is. */
  async connected(ms: number): Promise<boolean> {
    const until = Date.now() + ms;
    while (!this.isConnected && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, CONNECTED_POLL_MS));
    return this.isConnected;
  }

  /** A new channel on the connection that there is now, if any: it ends with that connection. */
  async openChannel(): Promise<Channel | undefined> {
    return this.connection?.createChannel();
  }

  /**
   * A channel that the process cannot do without. One that dies alone would leave a half-working process: the connection
   * is dropped with it, and recovery rebuilds all of it.
   */
  async vitalChannel(connection: ChannelModel, purpose: string): Promise<Channel> {
    return this.vital(connection, await connection.createChannel(), purpose);
  }

  /** Consumes from a queue on a vital channel of its own. A broker that cancels the consumer (its queue was deleted) is left and joined anew. */
  async consume(
    connection: ChannelModel,
    queue: string,
    handle: (message: ConsumeMessage, channel: Channel) => void,
    { prefetch, noAck = false }: ConsumerOptions = {},
  ): Promise<Consumer> {
    const channel = await this.vitalChannel(connection, queue);
    if (prefetch) await channel.prefetch(prefetch);
    const { consumerTag } = await channel.consume(
      queue,
      (message) =>
        message ? handle(message, channel) : this.rebuild(connection, `the broker cancelled the consumer of ${queue}`),
      { noAck },
    );
    return { channel, tag: consumerTag };
  }

  private vital<T extends Channel>(connection: ChannelModel, channel: T, purpose: string): T {
    channel.on('error', (error) => this.logger.error({ purpose, reason: error.message }, 'broker channel failed'));
    channel.on('close', () => this.rebuild(connection, `the channel for ${purpose} closed`));
    return channel;
  }

  private rebuild(connection: ChannelModel, reason: string): void {
    if (connection === this.connection) this.lost(new Error(reason));
    void connection.close().catch(() => undefined);
  }

  private async open(connection: ChannelModel): Promise<void> {
    // Until setup is over nobody else listens: an unheard 'error' would end the process. Its 'close' follows.
    connection.on('error', (error) => this.lost(error));
    this.alarm = undefined;
    this.returned.clear();
    const channel = this.vital(connection, await connection.createConfirmChannel(), 'publishing');
    channel.on('return', (message: Message) => this.cameBack(message));
    await (this.declares ? declareTopology : checkExchanges)(channel, this.config.OPENVOIP_NAMESPACE);
    // Live iteration: a hook registered meanwhile runs in this round, one registered later runs by itself.
    for (const hook of this.hooks) await hook(connection);
    this.connection = connection;
    this.publisher = channel;
    this.logger.info('broker connected');
  }

  private lost(error: Error | undefined): void {
    if (this.publisher) this.logger.warn({ reason: error?.message }, 'broker connection lost');
    this.publisher = undefined;
    this.connection = undefined;
  }

  private blocked(reason: string): void {
    this.alarm = reason;
    this.logger.error({ reason }, 'the broker takes no messages: they wait where they are');
  }

  private unblocked(): void {
    this.alarm = undefined;
    this.logger.info('the broker takes messages again');
  }

  /**
   * Publishes and waits for the broker's confirm. A `mandatory` message that finds no queue is sent again once the topology
   * is declared anew.
   * @throws BrokerUnavailable when the message is not known to be stored; Unroutable when no queue took it; MessageTooLarge
   */
  async publish(exchange: string, routingKey: string, body: Buffer, options: Options.Publish): Promise<void> {
    assertFits(body.length);
    if (await this.sent(exchange, routingKey, body, options)) return;
    messagesReturned.inc({ message: options.type ?? routingKey });
    this.logger.error(
      { exchange, routingKey, message: options.type, id: options.messageId },
      'no queue took the message: declaring the topology again',
    );
    await this.declareAgain();
    if (!(await this.sent(exchange, routingKey, body, options))) throw new Unroutable(exchange, routingKey);
  }

  /** @returns whether a queue has it; always true of what is not mandatory. */
  private async sent(exchange: string, routingKey: string, body: Buffer, options: Options.Publish): Promise<boolean> {
    const channel = this.publisher;
    if (!channel || !this.isConnected) throw new BrokerUnavailable(this.alarm);
    await new Promise<void>((resolve, reject) => {
      try {
        channel.publish(exchange, routingKey, body, options, (error) =>
          error ? reject(new BrokerUnavailable(error)) : resolve(),
        );
      } catch (error) {
        reject(new BrokerUnavailable(error));
      }
    });
    return !this.returned.delete(wayOf(exchange, routingKey, options.messageId));
  }

  private cameBack({ fields, properties }: Message): void {
    this.returned.add(wayOf(fields.exchange, fields.routingKey, properties.messageId));
  }

  /** Whoever finds it missing first; the others wait for the same. */
  private declareAgain(): Promise<void> {
    this.declaring ??= this.declare().finally(() => (this.declaring = undefined));
    return this.declaring;
  }

  private async declare(): Promise<void> {
    await this.onSpareChannel((channel) => declareTopology(channel, this.config.OPENVOIP_NAMESPACE)).catch(
      (error: unknown) => {
        throw new BrokerUnavailable(error);
      },
    );
  }

  /** Queues that nobody consumes from go without a word: what was in them, and what is sent to them, would be lost unseen. */
  private async check(): Promise<void> {
    if (!this.isConnected) return;
    try {
      await this.onSpareChannel((channel) => checkTopology(channel, this.config.OPENVOIP_NAMESPACE));
    } catch (error) {
      if (!this.isConnected) return;
      this.logger.error(
        { reason: (error as Error).message },
        'the broker has lost a part of the topology: declaring it again',
      );
      await this.declareAgain().catch((again: Error) =>
        this.logger.error({ reason: String(again.cause) }, 'the topology cannot be declared, will be tried again'),
      );
    }
  }

  /** The broker closes a channel on which it refuses something. */
  private async onSpareChannel(work: (channel: Channel) => Promise<void>): Promise<void> {
    const channel = await this.openChannel();
    if (!channel) throw new BrokerUnavailable();
    channel.on('error', () => undefined);
    await work(channel);
    await channel.close();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.checking);
    this.publisher = undefined;
    // A broker that is down answers no close: shutting down does not wait for it.
    if (this.model) await atMost(CLOSE_MS, this.model.close());
    this.model = undefined;
  }
}
