import { connect, type ConfirmChannel, type ConsumeMessage, type GetMessage, type Options } from 'amqplib';
import { names } from './topology.js';

/** A message that no attempt could handle, as an operator sees it. */
export interface DeadLetter {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly service: string;
  readonly reason: string;
  readonly diedAt: string;
  readonly body: unknown;
}

function describe(message: GetMessage | ConsumeMessage): DeadLetter {
  const headers = (message.properties.headers ?? {}) as Record<string, string | undefined>;
  const text = message.content.toString('utf8');
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Shown as it came: being unreadable may be why it is here.
  }
  return {
    id: String(headers.cloudEvents_id ?? message.properties.messageId ?? ''),
    type: String(message.properties.type ?? ''),
    subject: headers.cloudEvents_subject ?? '',
    service: headers['x-dead-service'] ?? '',
    reason: headers['x-dead-reason'] ?? 'redelivered too often',
    diedAt: headers['x-dead-at'] ?? '',
    body,
  };
}

function refuseMissing(error: Error & { code?: number }): never {
  if (error.code === 404)
    throw new Error('this broker has no dead-letter queue yet: no service has run on it', { cause: error });
  throw error;
}

/** The dead-letter queue of a namespace: list it, look at one message, send messages back to the service they failed in. */
export class DeadLetters {
  private constructor(
    private readonly channel: ConfirmChannel,
    private readonly closeAll: () => Promise<void>,
    private readonly namespace: string,
  ) {}

  static async open(url: string, namespace: string): Promise<DeadLetters> {
    const connection = await connect(url);
    // A lost broker fails the call at hand; without listeners it would end the process.
    connection.on('error', () => undefined);
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => undefined);
    return new DeadLetters(channel, () => connection.close(), namespace);
  }

  /** All of them, oldest first; the queue stays as it was. */
  async list(): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    await this.scan((message) => void letters.push(describe(message)));
    return letters;
  }

  /** Sends one message, or all, back to its service as a first attempt. @returns how many were sent. @throws when the service has no queue; then it stays here. */
  async replay(id?: string): Promise<number> {
    let replayed = 0;
    await this.scan(async (message) => {
      const letter = describe(message);
      if (id !== undefined && letter.id !== id) return;
      const {
        'x-attempt': _attempt,
        'x-dead-reason': _reason,
        'x-dead-at': _at,
        'x-dead-service': _service,
        ...headers
      } = message.properties.headers ?? {};
      const { contentType, messageId, type } = message.properties;
      await this.send(`${this.namespace}.${letter.service}`, message.content, {
        persistent: true,
        mandatory: true,
        contentType,
        messageId,
        type,
        headers,
      });
      this.channel.ack(message);
      replayed++;
      return 'taken';
    });
    return replayed;
  }

  private async send(queue: string, content: Buffer, options: Options.Publish): Promise<void> {
    // The broker gives back what it has no queue for, and confirms it right behind.
    let isReturned = false;
    const returned = (): void => void (isReturned = true);
    this.channel.on('return', returned);
    try {
      await new Promise<void>((resolve, reject) =>
        this.channel.publish('', queue, content, options, (error) => (error ? reject(error as Error) : resolve())),
      );
    } finally {
      this.channel.off('return', returned);
    }
    if (isReturned) throw new Error(`there is no queue ${queue}: start the service once, then replay again`);
  }

  /** Looks at every message once, then gives back those that were not taken. */
  private async scan(visit: (message: GetMessage) => void | Promise<void | 'taken'>): Promise<void> {
    const kept: GetMessage[] = [];
    // Only what is here now: a replayed message that fails again comes back to this queue behind them.
    const { messageCount } = await this.channel.checkQueue(names(this.namespace).dead).catch(refuseMissing);
    try {
      for (let count = 0; count < messageCount; count++) {
        const message = await this.channel.get(names(this.namespace).dead, { noAck: false });
        if (!message) break;
        kept.push(message);
        if ((await visit(message)) === 'taken') kept.pop();
      }
    } finally {
      for (const message of kept) this.channel.nack(message, false, true);
    }
  }

  async close(): Promise<void> {
    // The channel goes with it, unless the broker has closed it before.
    await this.closeAll();
  }
}
