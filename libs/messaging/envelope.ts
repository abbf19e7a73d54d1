import type { ConsumeMessage, Options } from 'amqplib';
import type { RequestContext } from '#libs/api/kernel/actor.js';

/** A message as its handler sees it, beside its body. */
export interface Delivery {
  /** Unique; the same in every redelivery, which is what the inbox goes by. */
  readonly id: string;
  readonly type: string;
  /** The aggregate that the message is about. */
  readonly subject: string;
  readonly time: Date;
  /** 0 for the first delivery. */
  readonly attempt: number;
  readonly context: RequestContext;
}

/** A message waiting in the outbox or on its way. */
export interface Envelope {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly time: Date;
  readonly context: RequestContext;
  readonly trace: Record<string, string>;
}

const PREFIX = 'cloudEvents_';

/** CloudEvents 1.0 attributes as AMQP headers (CloudEvents AMQP protocol binding, binary mode). */
export const publishOptions = (envelope: Envelope): Options.Publish => ({
  persistent: true,
  contentType: 'application/json',
  messageId: envelope.id,
  type: envelope.type,
  headers: {
    [`${PREFIX}specversion`]: '1.0',
    [`${PREFIX}id`]: envelope.id,
    [`${PREFIX}type`]: envelope.type,
    [`${PREFIX}source`]: envelope.source,
    [`${PREFIX}subject`]: envelope.subject,
    [`${PREFIX}time`]: envelope.time.toISOString(),
    context: JSON.stringify(envelope.context),
    ...envelope.trace,
  },
});

/** Reads what `publishOptions` wrote. @throws when the message is not one of ours. */
export function deliveryOf(message: ConsumeMessage): Delivery {
  const headers = (message.properties.headers ?? {}) as Record<string, unknown>;
  const text = (name: string): string => {
    const value = headers[name];
    if (typeof value !== 'string') throw new TypeError(`header ${name} is missing`);
    return value;
  };
  return {
    id: text(`${PREFIX}id`),
    type: text(`${PREFIX}type`),
    subject: text(`${PREFIX}subject`),
    time: new Date(text(`${PREFIX}time`)),
    attempt: Number(headers['x-attempt'] ?? 0),
    context: JSON.parse(text('context')) as RequestContext,
  };
}
