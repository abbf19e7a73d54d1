import { Readable } from 'node:stream';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { ChannelModel, ConsumeMessage } from 'amqplib';
import type { Logger } from 'pino';
import { TooManyRequests } from '#libs/api/kernel/http.errors.js';
import { Broker } from '#libs/messaging/broker.js';
import { deliveryOf } from '#libs/messaging/envelope.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { GatewayConfig } from '../../config/gateway.config.js';
import { PUBLISHED_EVENTS } from './published-events.table.js';

const HEARTBEAT_MS = 15_000;
const RECONNECT_MS = 3_000;
/** A client that reads this much slower than its events come is let go; it reconnects and reads anew. */
const MAX_UNREAD_BYTES = 64 * 1024;
const QUEUE_LENGTH = 10_000;
/** Longest delay a timer takes. */
const MAX_TIMER_MS = 2_147_483_647;

const VIEWS = new Map(PUBLISHED_EVENTS.map(({ definition, view }) => [definition.name, view]));

const frame = (event: string, data: unknown, id?: string): string =>
  `${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Fans the platform's events out to the streams of their customers, from one exclusive queue of this process. Nothing is
 * kept for a client that is away: `resync` tells it that events may have been missed and that it should read again.
 */
@Injectable()
export class EventHub implements OnModuleInit, OnModuleDestroy {
  private readonly streams = new Map<string, Set<Readable>>();
  private heartbeat?: NodeJS.Timeout;

  constructor(
    @Inject(Broker) private readonly broker: Broker,
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.heartbeat = setInterval(() => this.toAll(': \n\n'), HEARTBEAT_MS);
    await this.broker.onConnect((connection) => this.listen(connection));
  }

  /**
   * A stream of a customer's events until `endsAt` (epoch milliseconds).
   * @throws TooManyRequests when the customer has as many streams as allowed.
   */
  open(customerId: string, endsAt: number, resuming: boolean): Readable {
    const own = this.streams.get(customerId) ?? new Set();
    if (own.size >= this.config.EVENT_STREAMS_PER_CUSTOMER) throw new TooManyRequests(RECONNECT_MS / 1000);
    const stream = new Readable({ read: () => undefined, highWaterMark: MAX_UNREAD_BYTES });
    const end = setTimeout(
      () => this.end(stream, 'session_expired'),
      Math.min(Math.max(0, endsAt - Date.now()), MAX_TIMER_MS),
    );
    this.streams.set(customerId, own.add(stream));
    stream.once('close', () => {
      clearTimeout(end);
      own.delete(stream);
      if (own.size === 0 && this.streams.get(customerId) === own) this.streams.delete(customerId);
    });
    stream.push(`retry: ${RECONNECT_MS}\n\n`);
    if (resuming) stream.push(frame('resync', {}));
    return stream;
  }

  /** How many streams are open now. */
  get size(): number {
    return [...this.streams.values()].reduce((sum, own) => sum + own.size, 0);
  }

  private async listen(connection: ChannelModel): Promise<void> {
    const channel = await this.broker.vitalChannel(connection, 'event streams');
    const { queue } = await channel.assertQueue('', {
      exclusive: true,
      autoDelete: true,
      arguments: { 'x-max-length': QUEUE_LENGTH },
    });
    for (const name of VIEWS.keys()) await channel.bindQueue(queue, this.broker.names.events, name);
    await this.broker.consume(connection, queue, (message) => this.dispatch(message), { noAck: true });
    this.toAll(frame('resync', {}));
  }

  private dispatch(message: ConsumeMessage): void {
    if (this.streams.size === 0) return;
    try {
      const body = JSON.parse(message.content.toString('utf8')) as { customerId?: string };
      const own = body.customerId === undefined ? undefined : this.streams.get(body.customerId);
      if (!own) return;
      const { id, type, time } = deliveryOf(message);
      const data = VIEWS.get(type)?.(body);
      if (!data) return;
      const text = frame(type.replace(/\.v\d+$/, ''), { id, type, time: time.toISOString(), data }, id);
      for (const stream of own) this.push(stream, text);
    } catch (error) {
      this.logger.warn(
        { reason: (error as Error).message, type: message.properties.type as string },
        'event left out of the streams',
      );
    }
  }

  private push(stream: Readable, text: string): void {
    if (stream.readableLength > MAX_UNREAD_BYTES) stream.destroy();
    else if (!stream.destroyed && !stream.readableEnded) stream.push(text);
  }

  private toAll(text: string): void {
    for (const own of this.streams.values()) for (const stream of own) this.push(stream, text);
  }

  private end(stream: Readable, reason: string): void {
    if (stream.destroyed) return;
    stream.push(frame('end', { reason }));
    stream.push(null);
  }

  /** Before the server stops: a stream would keep it from closing. */
  onModuleDestroy(): void {
    clearInterval(this.heartbeat);
    for (const own of Array.from(this.streams.values()))
      for (const stream of Array.from(own)) this.end(stream, 'restart');
  }
}
