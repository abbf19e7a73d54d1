import { Inject, Injectable } from '@nestjs/common';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { domainErrorFrom, ServiceUnavailable, type DomainErrorBody } from '#libs/api/kernel/domain-error.js';
import type { RpcDefinition } from '#libs/api/kernel/definition.js';
import { toldAs } from '#libs/api/kernel/schema.js';
import { currentContext } from '#libs/platform/context.js';
import { rpcCalls } from '#libs/platform/metrics.js';
import { inSpan, traceHeaders } from '#libs/platform/tracing.js';
import { Broker } from './broker.js';
import { encoded } from './message-size.js';

const DIRECT_REPLY_TO = 'amq.rabbitmq.reply-to';
const DEFAULT_DEADLINE_MS = 3_000;

interface Pending {
  readonly definition: RpcDefinition<any, any>;
  readonly resolve: (reply: any) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Calls the other services: direct reply-to, one deadline for the whole chain of calls, structured errors. */
@Injectable()
export class RpcClient {
  private channel?: Channel;
  private readonly pending = new Map<string, Pending>();
  private sequence = 0;

  constructor(@Inject(Broker) private readonly broker: Broker) {}

  /** Begins listening for replies; again after every reconnection. */
  async start(): Promise<void> {
    await this.broker.onConnect((connection) => this.open(connection));
  }

  private async open(connection: ChannelModel): Promise<void> {
    const { channel } = await this.broker.consume(connection, DIRECT_REPLY_TO, (message) => this.answered(message), {
      noAck: true,
    });
    channel.on('close', () => this.disconnected(channel));
    channel.on('return', (message) => this.fail(String(message.properties.correlationId)));
    this.channel = channel;
  }

  /**
   * Asks a service and waits for its answer.
   * @throws ServiceUnavailable when no answer came before the deadline (3 s, or what is left of the caller's own), MessageTooLarge,
   * or the domain error that the service answered with.
   */
  async call<Request, Reply>(
    definition: RpcDefinition<Request, Reply>,
    request: Request,
    options: { deadlineMs?: number } = {},
  ): Promise<Reply> {
    const told = toldAs(definition.request, request);
    try {
      const reply = await inSpan(`${definition.name} call`, 'client', undefined, () =>
        this.send(definition, told, options.deadlineMs ?? DEFAULT_DEADLINE_MS),
      );
      rpcCalls.inc({ rpc: definition.name, outcome: 'ok' });
      return reply;
    } catch (error) {
      rpcCalls.inc({ rpc: definition.name, outcome: error instanceof ServiceUnavailable ? 'unavailable' : 'refused' });
      throw error;
    }
  }

  private async send<Request, Reply>(
    definition: RpcDefinition<Request, Reply>,
    request: Request,
    deadlineMs: number,
  ): Promise<Reply> {
    const channel = this.channel;
    const context = currentContext();
    const now = Date.now();
    const deadline = Math.min(now + deadlineMs, context.deadline ?? Infinity);
    if (!channel || this.broker.isBlocked || deadline <= now) throw new ServiceUnavailable(definition.service);
    const body = encoded(request);
    const correlationId = (++this.sequence).toString(36);
    return new Promise<Reply>((resolve, reject) => {
      const timer = setTimeout(() => this.fail(correlationId), deadline - now);
      this.pending.set(correlationId, { definition, resolve, reject, timer });
      try {
        channel.publish(this.broker.names.rpcs, definition.service, body, {
          mandatory: true,
          replyTo: DIRECT_REPLY_TO,
          correlationId,
          type: definition.name,
          expiration: deadline - now,
          headers: { context: JSON.stringify({ ...context, deadline }), ...traceHeaders() },
        });
      } catch {
        this.fail(correlationId);
      }
    });
  }

  private answered(message: ConsumeMessage): void {
    const pending = this.removePending(String(message.properties.correlationId));
    if (!pending) return;
    try {
      const body: unknown = JSON.parse(message.content.toString('utf8'));
      if (message.properties.type === 'error') return pending.reject(domainErrorFrom(body as DomainErrorBody));
      pending.resolve(toldAs(pending.definition.reply, body));
    } catch (error) {
      pending.reject(
        new Error(`${pending.definition.name} was answered with a body that breaks its contract`, { cause: error }),
      );
    }
  }

  private removePending(correlationId: string): Pending | undefined {
    const pending = this.pending.get(correlationId);
    if (!pending) return undefined;
    this.pending.delete(correlationId);
    clearTimeout(pending.timer);
    return pending;
  }

  private fail(correlationId: string): void {
    const pending = this.removePending(correlationId);
    pending?.reject(new ServiceUnavailable(pending.definition.service));
  }

  private disconnected(channel: Channel): void {
    if (this.channel === channel) this.channel = undefined;
    for (const correlationId of this.pending.keys()) this.fail(correlationId);
  }
}
