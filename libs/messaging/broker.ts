import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { connect, type Channel, type ChannelModel, type ConfirmChannel, type Options, type RecoveringChannelModel } from 'amqplib';
import type { Logger } from 'pino';
import { PlatformConfig } from '#libs/platform/config.js';
import { atMost } from '#libs/platform/patience.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { declareTopology, names, type Names } from './topology.js';

/** The broker cannot take a message now; the caller keeps it and tries again. */
export class BrokerUnavailable extends Error {
  constructor(cause?: unknown) {
    super('the broker is not reachable', { cause });
    this.name = 'BrokerUnavailable';
  }
}

const HEARTBEAT_SECONDS = 10;
const CLOSE_MS = 2_000;
const CONNECTED_POLL_MS = 20;

/** A peer that vanished without a word is noticed within two heartbeats. */
function withHeartbeat(url: string): string {
  const withOption = new URL(url);
  if (!withOption.searchParams.has('heartbeat')) withOption.searchParams.set('heartbeat', String(HEARTBEAT_SECONDS));
  return withOption.href;
}

type OnConnect = (connection: ChannelModel) => Promise<void>;

/**
 * The process's connection to RabbitMQ. It reconnects for ever, declares the topology and re-creates every consumer
 * each time; a process may start before its broker.
 */
@Injectable()
export class Broker implements OnApplicationShutdown {
  readonly names: Names;
  private model?: RecoveringChannelModel;
  private publisher?: ConfirmChannel;
  private readonly hooks: OnConnect[] = [];
  private connection?: ChannelModel;

  constructor(@Inject(PlatformConfig) private readonly config: PlatformConfig, @Inject(LOGGER) private readonly logger: Logger) {
    this.names = names(config.OPENVOIP_NAMESPACE);
  }

  get isConnected(): boolean {
    return this.publisher !== undefined;
  }

  /** Starts connecting and returns at once; see `isConnected`. */
  async start(): Promise<void> {
    if (this.model) return;
    this.model = await connect(withHeartbeat(this.config.RABBITMQ_URL), {
      noDelay: true,
      timeout: 5_000,
      recovery: { initialDelay: 100, maxDelay: 3_000, waitForConnect: false, setup: (model: ChannelModel) => this.open(model) },
    });
    this.model.on('disconnect', (error) => this.lost(error));
    this.model.on('connect-failed', (error) => this.logger.warn({ reason: error.message }, 'broker not reachable, trying again'));
    this.model.on('error', (error) => this.lost(error));
  }

  /** Runs now, if connected, and after every reconnection: where consumers are created. */
  async onConnect(hook: OnConnect): Promise<void> {
    this.hooks.push(hook);
    if (this.connection) await hook(this.connection);
  }

  /** Waits until it is connected, but no longer than `ms`. @returns whether it is. */
  async connected(ms: number): Promise<boolean> {
    const until = Date.now() + ms;
    while (!this.isConnected && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, CONNECTED_POLL_MS));
    return this.isConnected;
  }

  /** A new channel on the connection that there is now, if any: it ends with that connection. */
  async openChannel(): Promise<Channel | undefined> {
    return this.connection?.createChannel();
  }

  private async open(connection: ChannelModel): Promise<void> {
    // Until setup is over nobody else listens: an unheard 'error' would end the process. Its 'close' follows.
    connection.on('error', (error) => this.lost(error as Error));
    const channel = await connection.createConfirmChannel();
    // A channel that dies alone would leave a half-working process: drop the connection, recovery rebuilds all of it.
    channel.on('error', (error) => this.logger.error({ reason: (error as Error).message }, 'publisher channel failed'));
    channel.on('close', () => void connection.close().catch(() => undefined));
    await declareTopology(channel, this.config.OPENVOIP_NAMESPACE);
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

  /**
   * Publishes and waits for the broker's confirm.
   * @throws BrokerUnavailable when the message is not known to be stored.
   */
  async publish(exchange: string, routingKey: string, body: Buffer, options: Options.Publish): Promise<void> {
    const channel = this.publisher;
    if (!channel) throw new BrokerUnavailable();
    await new Promise<void>((resolve, reject) => {
      try {
        channel.publish(exchange, routingKey, body, options, (error) => (error ? reject(new BrokerUnavailable(error)) : resolve()));
      } catch (error) {
        reject(new BrokerUnavailable(error));
      }
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.publisher = undefined;
    // A broker that is down answers no close: shutting down does not wait for it.
    if (this.model) await atMost(CLOSE_MS, this.model.close());
    this.model = undefined;
  }
}
