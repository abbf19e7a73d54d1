import { Inject, Injectable } from '@nestjs/common';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import type { Caller } from '#libs/api/kernel/callers.js';
import { domainErrorFrom, ServiceUnavailable, type DomainErrorBody } from '#libs/api/kernel/domain-error.js';
import { SERVICES, type RpcDefinition } from '#libs/api/kernel/definition.js';
import { toldAs } from '#libs/api/kernel/schema.js';
import { currentContext } from '#libs/platform/context.js';
import { rpcCalls } from '#libs/platform/metrics.js';
import { SERVICE_NAME } from '#libs/platform/tokens.js';
import { inSpan, traceHeaders } from '#libs/platform/tracing.js';
import { Broker } from './broker.js';
import { encoded } from './message-size.js';

const DIRECT_REPLY_TO = 'amq.rabbitmq.reply-to';
/** Processes that are called by their name; any other is an operator's command. */
const KNOWN: readonly string[] = [...SERVICES, 'gateway'];

interface Pending {
  readonly definition: RpcDefinition<any, any>;
  readonly resolve: (reply: any) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

interface CallOptions {
  readonly deadlineMs?: number;
  readonly as?: Caller;
}

/** Calls the other services: direct reply-to, one deadline for the whole chain of calls, structured errors. */
@Injectable()
export class RpcClient {
  private channel?: Channel;
  private readonly pending = new Map<string, Pending>();
  private sequence = 0;

  constructor(
    @Inject(Broker) private readonly broker: Broker,
    @Inject(SERVICE_NAME) private readonly process: string,
  ) {}

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
   * @param options for consoles, benchmarks and tests: more patience than the definition's, another caller's name
   * @throws ServiceUnavailable when no answer came before the definition's deadline, or the end of the caller's own,
   * MessageTooLarge, or the domain error that the service answered with, as its own class.
   */
  async call<Request, Reply>(
    definition: RpcDefinition<Request, Reply>,
    request: Request,
    options: CallOptions = {},
  ): Promise<Reply> {
    const told = toldAs(definition.request, request);
    try {
      const reply = await inSpan(`${definition.name} call`, 'client', undefined, () =>
        this.send(definition, told, options),
      );
      rpcCalls.inc({ rpc: definition.name, outcome: 'ok' });
      return reply;
    } catch (error) {
      rpcCalls.inc({ rpc: definition.name, outcome: error instanceof ServiceUnavailable ? 'unavailable' : 'refused' });
      throw error;
    }
  }

  private get name(): Caller {
    return KNOWN.includes(this.process) ? (this.process as Caller) : 'console';
  }

  private async send<Request, Reply>(
    definition: RpcDefinition<Request, Reply>,
    request: Request,
    { deadlineMs = definition.deadlineMs, as = this.name }: CallOptions,
  ): Promise<Reply> {
    const channel = this.channel;
    const context = currentContext();
    const now = Date.now();
    const deadline = Math.min(now + deadlineMs, context.deadline ?? Infinity);
    if (!channel || this.broker.isBlocked || deadline <= now) throw new ServiceUnavailable(definition.service);
    const body = encoded(request);
    const told = { ...context, deadline, idempotencyKey: definition.key ? context.idempotencyKey : undefined };
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
          headers: { context: JSON.stringify(told), caller: as, ...traceHeaders() },
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
