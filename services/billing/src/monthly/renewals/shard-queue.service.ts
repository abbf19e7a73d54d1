import { Inject, Injectable } from '@nestjs/common';
import type { Channel, GetMessage } from 'amqplib';
import type { Logger } from 'pino';
import { Broker } from '#libs/messaging/broker.js';
import { atMost } from '#libs/platform/at-most.js';
import { LOGGER } from '#libs/platform/tokens.js';

/** A broker that is connected and silent for longer is done without. */
const PATIENCE_MS = 5_000;

/** A shard as the broker hands it to one worker. */
export interface HandedShard {
  readonly shardId: string;
  /** The worker that had it lost its connection, or has given it back. */
  readonly wasAbandoned: boolean;
  /** This worker is finished with it: the broker forgets it. */
  done(): void;
  /** Another worker shall have it. */
  giveBack(): void;
}

/**
 * Hands the shards of a run to any number of workers, one message each. A worker that dies loses its connection, and the
 * broker gives its shard to another at once. The stored shards say what is to be charged: a message that is lost, late or
 * delivered twice changes nothing but who charges, and without a broker workers find their shards in the database.
 */
@Injectable()
export class ShardQueue {
  private channel?: Channel;
  private asking?: Promise<void>;

  constructor(
    @Inject(Broker) private readonly broker: Broker,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Tells of shards that are stored; those that cannot be told wait in the database. */
  async announce(shardIds: readonly string[]): Promise<void> {
    await this.broker.connected(PATIENCE_MS);
    const told = shardIds.map((id) =>
      this.broker.publish('', this.broker.names.renewals, Buffer.from(id), {
        persistent: true,
        mandatory: true,
        messageId: id,
      }),
    );
    await atMost(
      PATIENCE_MS,
      Promise.all(told).catch((error: Error) =>
        this.logger.warn(
          { reason: error.message },
          'shards are not all in the queue: workers find them in the database',
        ),
      ),
    );
  }

  /** The next shard, if the broker has one now. What it did not answer in time it is not asked again until it does. */
  async next(): Promise<HandedShard | undefined> {
    if (this.asking) return undefined;
    let handed: HandedShard | undefined;
    let waiting = true;
    this.asking = this.get()
      .then((shard) => (waiting ? void (handed = shard) : shard?.giveBack()))
      .catch((error: Error) => this.lost(error))
      .finally(() => (this.asking = undefined));
    await atMost(PATIENCE_MS, this.asking);
    waiting = false;
    return handed;
  }

  private async get(): Promise<HandedShard | undefined> {
    this.channel ??= await this.open();
    const { channel } = this;
    const message = await channel?.get(this.broker.names.renewals, { noAck: false });
    return channel && message ? handedOn(channel, message) : undefined;
  }

  private async open(): Promise<Channel | undefined> {
    const channel = await this.broker.openChannel();
    // The question that is being asked fails with it; unheard, it would end the process.
    return channel?.on('error', () => undefined);
  }

  private lost(error: Error): void {
    this.channel = undefined;
    this.logger.warn({ reason: error.message }, 'the queue of shards is away: workers find them in the database');
  }
}

/** On a channel that is gone there is nothing to settle: the broker has given its shard to another already. */
function unlessGone(settle: () => void): void {
  try {
    settle();
  } catch {
    // As said.
  }
}

const handedOn = (channel: Channel, message: GetMessage): HandedShard => ({
  shardId: message.content.toString('utf8'),
  wasAbandoned: message.fields.redelivered,
  done: () => unlessGone(() => channel.ack(message)),
  giveBack: () => unlessGone(() => channel.nack(message, false, true)),
});
