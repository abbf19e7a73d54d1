import { Catch, type ExceptionFilter } from '@nestjs/common';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import type { Logger } from 'pino';
import { isObservable, lastValueFrom, throwError, type Observable } from 'rxjs';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { MessageDefinition, RpcDefinition, ServiceName } from '#libs/api/kernel/definition.js';
import { mayCall } from '#libs/api/kernel/callers.js';
import {
  DomainError,
  Forbidden,
  InternalError,
  InvalidInput,
  ServiceUnavailable,
} from '#libs/api/kernel/domain-error.js';
import { UnknownRpc } from '#libs/api/kernel/messaging.errors.js';
import { assertBody, toldAs } from '#libs/api/kernel/schema.js';
import { subscriptionsOf } from '#libs/api/subscriptions.js';
import { withContext } from '#libs/platform/context.js';
import { messagesHandled, rpcDuration } from '#libs/platform/metrics.js';
import { isDatabaseAway } from '#libs/platform/mongo.js';
import { atMost } from '#libs/platform/at-most.js';
import { inSpan } from '#libs/platform/tracing.js';
import type { Broker, Consumer } from './broker.js';
import { deliveryOf, type Delivery } from './envelope.js';
import { encoded } from './message-size.js';
import { RETRY_DELAYS_MS } from './topology.js';

const RPC_PREFETCH = 200;
const MESSAGE_PREFETCH = 64;
const CANCEL_MS = 5_000;
const DRAIN_MS = 10_000;

/** Lets errors reach the transport as they are, instead of Nest's generic "Internal server error". */
@Catch()
export class PassThroughFilter implements ExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

async function resultOf(handler: MessageHandler, body: unknown, context: unknown): Promise<unknown> {
  const result: unknown = await handler(body, context);
  return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
}

/**
 * A caller without a name is of a version before callers had one: it is put off, not refused, so that its sagas wait for
 * the new version instead of turning back.
 * @throws Forbidden, ServiceUnavailable
 */
function assertMayCall({ callers, service }: RpcDefinition, caller: unknown, { actor }: RequestContext): void {
  if (mayCall(callers, String(caller), actor)) return;
  throw caller === undefined ? new ServiceUnavailable(service) : new Forbidden();
}

/**
 * Nest's transport over amqplib: handlers keep their decorators, messages keep their reliability. RPCs are answered over
 * direct reply-to and dropped once their caller has gone. Messages are acknowledged after their handler, retried with
 * growing delay, then dead-lettered; those of one aggregate are handled one after another.
 */
export class AmqpServer extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  private readonly lanes = new Map<string, Promise<void>>();
  private readonly inFlight = new Set<Promise<void>>();
  private consumers: Consumer[] = [];

  private broker!: Broker;

  constructor(
    private readonly service: ServiceName,
    private readonly log: Logger,
  ) {
    super();
  }

  /** Nest needs the strategy to create the application, and the broker comes out of the application: called in between. */
  attach(broker: Broker): void {
    this.broker = broker;
  }

  listen(callback: (error?: unknown) => void): void {
    this.start().then(() => callback(), callback);
  }

  private async start(): Promise<void> {
    this.assertSubscriptions();
    await this.broker.onConnect((connection) => this.consume(connection));
    await this.broker.start();
  }

  /** The table in libs/api decides what reaches this service; a handler outside it would never be called. */
  private assertSubscriptions(): void {
    const declared = new Set(subscriptionsOf(this.service).map((definition) => definition.name));
    const handled = new Set(
      [...this.messageHandlers].filter(([, handler]) => handler.isEventHandler).map(([name]) => name),
    );
    const wrong = [...declared]
      .filter((name) => !handled.has(name))
      .map((name) => `${name} has no handler`)
      .concat([...handled].filter((name) => !declared.has(name)).map((name) => `${name} is not in subscriptions.ts`));
    if (wrong.length > 0) throw new Error(`${this.service}: ${wrong.join('; ')}`);
  }

  private async consume(connection: ChannelModel): Promise<void> {
    const { rpc, queue } = this.broker.names;
    this.consumers = [
      await this.broker.consume(
        connection,
        rpc(this.service),
        (message, channel) => this.track(channel, message, this.answer(channel, message)),
        { prefetch: RPC_PREFETCH },
      ),
      await this.broker.consume(
        connection,
        queue(this.service),
        (message, channel) => this.track(channel, message, this.inLane(channel, message)),
        { prefetch: MESSAGE_PREFETCH },
      ),
    ];
  }

  private track(channel: Channel, message: ConsumeMessage, work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => this.giveBack(channel, message, error as Error))
      .finally(() => this.inFlight.delete(tracked));
    this.inFlight.add(tracked);
  }

  /** What could neither be settled nor put off: on a channel that is gone the broker has it back already. */
  private giveBack(channel: Channel, message: ConsumeMessage, error: Error): void {
    this.log.warn({ reason: error.message }, 'message left to redelivery');
    try {
      channel.nack(message, false, true);
    } catch {
      // As said.
    }
  }

  private async answer(channel: Channel, message: ConsumeMessage): Promise<void> {
    const { replyTo, correlationId, type, headers } = message.properties;
    const started = performance.now();
    const { outcome, body } = await this.reply(String(type), message, headers ?? {});
    channel.ack(message);
    rpcDuration.observe(
      { rpc: this.messageHandlers.has(String(type)) ? String(type) : 'unknown', outcome },
      (performance.now() - started) / 1000,
    );
    if (outcome !== 'expired')
      channel.publish('', String(replyTo), body!, { correlationId, type: outcome === 'ok' ? 'reply' : 'error' });
  }

  private async reply(
    type: string,
    message: ConsumeMessage,
    headers: Record<string, unknown>,
  ): Promise<{ outcome: 'ok' | 'refused' | 'unavailable' | 'failed' | 'expired'; body?: Buffer }> {
    try {
      const context = JSON.parse(String(headers.context)) as RequestContext;
      if (context.deadline !== undefined && context.deadline <= Date.now()) return { outcome: 'expired' };
      const handler = this.messageHandlers.get(type);
      if (!handler || handler.isEventHandler) return { outcome: 'refused', body: encoded(new UnknownRpc().toBody()) };
      const request: unknown = JSON.parse(message.content.toString('utf8'));
      const definition = handler.extras!.definition as RpcDefinition;
      assertMayCall(definition, headers.caller, context);
      assertBody(definition.request, request);
      // The key belongs to this call alone: calls made while answering it must not inherit it.
      const { idempotencyKey, ...inherited } = context;
      const own = { ...inherited, rpc: definition, ...(definition.key ? { idempotencyKey } : {}) };
      const result = await withContext(inherited, () =>
        inSpan(type, 'server', headers, () => resultOf(handler, request, own)),
      );
      return { outcome: 'ok', body: encoded(result ?? null) };
    } catch (error) {
      if (error instanceof DomainError) return { outcome: 'refused', body: encoded(error.toBody()) };
      if (isDatabaseAway(error)) {
        this.log.warn({ rpc: type, reason: (error as Error).message }, 'the database is away');
        return { outcome: 'unavailable', body: encoded(new ServiceUnavailable(this.service).toBody()) };
      }
      this.log.error({ err: error, rpc: type }, 'rpc failed');
      return { outcome: 'failed', body: encoded(new InternalError().toBody()) };
    }
  }

  /** Waits for the messages of the same aggregate that arrived before. */
  private async inLane(channel: Channel, message: ConsumeMessage): Promise<void> {
    let delivery: Delivery;
    try {
      delivery = deliveryOf(message);
    } catch (error) {
      return this.bury(channel, message, error as Error);
    }
    const before = this.lanes.get(delivery.subject) ?? Promise.resolve();
    const mine = before.then(() => this.handle(channel, message, delivery));
    const settled = mine.catch(() => undefined);
    this.lanes.set(delivery.subject, settled);
    await mine.finally(() => this.lanes.get(delivery.subject) === settled && this.lanes.delete(delivery.subject));
  }

  private async handle(channel: Channel, message: ConsumeMessage, delivery: Delivery): Promise<void> {
    const handler = this.messageHandlers.get(delivery.type);
    try {
      if (!handler?.isEventHandler)
        throw new InvalidInput([{ field: 'type', text: { it: 'sconosciuto', en: `no handler for ${delivery.type}` } }]);
      const body = toldAs(
        (handler.extras!.definition as MessageDefinition).body,
        JSON.parse(message.content.toString('utf8')) as unknown,
      );
      await withContext(delivery.context, () =>
        inSpan(delivery.type, 'consumer', message.properties.headers, () => resultOf(handler, body, delivery)),
      );
      channel.ack(message);
      messagesHandled.inc({ message: delivery.type, outcome: 'ok' });
    } catch (error) {
      await this.failed(channel, message, delivery, error as Error);
    }
  }

  private async failed(channel: Channel, message: ConsumeMessage, delivery: Delivery, error: Error): Promise<void> {
    const delay = RETRY_DELAYS_MS[delivery.attempt];
    if (error instanceof InvalidInput || error instanceof SyntaxError || delay === undefined)
      return this.bury(channel, message, error);
    this.log.warn(
      { err: error, message: delivery.type, id: delivery.id, attempt: delivery.attempt, delay },
      'message failed, will be tried again',
    );
    await this.resend(channel, message, this.broker.names.retry(delay), { 'x-attempt': delivery.attempt + 1 });
    messagesHandled.inc({ message: delivery.type, outcome: 'retried' });
  }

  private async bury(channel: Channel, message: ConsumeMessage, error: Error): Promise<void> {
    this.log.error(
      { err: error, message: message.properties.type, id: message.properties.messageId },
      'message dead-lettered',
    );
    await this.resend(
      channel,
      message,
      '',
      {
        'x-dead-reason': error.message.slice(0, 500),
        'x-dead-at': new Date().toISOString(),
        'x-dead-service': this.service,
      },
      this.broker.names.dead,
    );
    messagesHandled.inc({ message: String(message.properties.type), outcome: 'dead' });
  }

  /** Confirms the copy before it acknowledges the original: dying in between duplicates, never loses. */
  private async resend(
    channel: Channel,
    message: ConsumeMessage,
    exchange: string,
    headers: Record<string, unknown>,
    key?: string,
  ): Promise<void> {
    const { contentType, messageId, type } = message.properties;
    await this.broker.publish(exchange, key ?? this.broker.names.queue(this.service), message.content, {
      persistent: true,
      mandatory: true,
      contentType,
      messageId,
      type,
      headers: { ...message.properties.headers, ...headers },
    });
    channel.ack(message);
  }

  /** Stops taking work and waits for what is in hand. */
  async close(): Promise<void> {
    const cancelled = Promise.allSettled(this.consumers.map(async ({ channel, tag }) => channel.cancel(tag)));
    await atMost(CANCEL_MS, cancelled);
    await atMost(DRAIN_MS, this.drained());
  }

  /** What a slow broker delivers until it has cancelled the consumers is in hand too. */
  private async drained(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.allSettled(this.inFlight);
  }

  on(): never {
    throw new Error('not supported by this transport');
  }

  unwrap<T>(): T {
    return this.broker as T;
  }
}
