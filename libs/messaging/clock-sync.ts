import { Inject, Injectable } from '@nestjs/common';
import type { Channel, ChannelModel } from 'amqplib';
import { InvalidInput } from '#libs/api/kernel/domain-error.js';
import { ClockFixed } from '#libs/api/kernel/messaging.errors.js';
import { Clock, MovableClock } from '#libs/platform/clock.js';
import { Broker } from './broker.js';

/** The same instant asked for again, a moment later, is no way back. */
const REPEATED_MS = 60_000;
const ATTEMPTS = 80;
const PAUSE_MS = 25;

/** Whether a queue exists; the broker closes the channel on which it is asked for one that does not. */
async function isThere(connection: ChannelModel, queue: string): Promise<boolean> {
  const channel = await connection.createChannel();
  channel.on('error', () => undefined);
  try {
    await channel.checkQueue(queue);
    await channel.close();
    return true;
  } catch {
    return false;
  }
}

/**
 * Moves the clocks of all processes together, in demo and test mode: the offset is broadcast, and the last one is kept
 * in a queue of length one for processes that start later. With the real clock it does nothing.
 */
@Injectable()
export class ClockSync {
  private keeping?: Promise<void>;

  constructor(
    @Inject(Broker) private readonly broker: Broker,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    if (this.isMovable) await this.broker.onConnect((connection) => this.listen(connection));
  }

  get isMovable(): boolean {
    return this.clock instanceof MovableClock;
  }

  /**
   * Puts every process's clock at an instant that is still to come: what is booked stays in the order of its time. Safe to repeat.
   * @throws ClockFixed in production, where no process would follow either; InvalidInput naming `to`
   */
  async moveTo(instant: Date): Promise<void> {
    if (!this.isMovable) throw new ClockFixed();
    const now = this.clock.now();
    if (instant.getTime() < now.getTime() - REPEATED_MS)
      throw new InvalidInput([
        {
          field: 'to',
          text: {
            it: `l'orologio non torna indietro: è già ${now.toISOString()}`,
            en: `the clock does not go back: it is ${now.toISOString()} already`,
          },
        },
      ]);
    this.keeping ??= this.broker.onConnect((connection) => this.keep(connection)).catch((error) => this.notKept(error));
    await this.keeping;
    const offset = instant.getTime() - Date.now();
    await this.broker.publish(this.broker.names.clock, '', Buffer.from(String(offset)), { persistent: true });
  }

  /** A connection that broke meanwhile is no reason to refuse the next move. */
  private notKept(error: unknown): never {
    this.keeping = undefined;
    throw error;
  }

  /** Only who moves clocks makes the queue: where it is not there, nobody has, and no process waits for what it may hold. */
  private async keep(connection: ChannelModel): Promise<void> {
    const channel = await connection.createChannel();
    const { clock } = this.broker.names;
    await channel.assertExchange(clock, 'fanout', { durable: true });
    await channel.assertQueue(clock, { durable: true, arguments: { 'x-max-length': 1 } });
    await channel.bindQueue(clock, clock, '');
    await channel.close();
  }

  private async listen(connection: ChannelModel): Promise<void> {
    const channel = await this.broker.vitalChannel(connection, 'the clock');
    const { clock } = this.broker.names;
    await channel.assertExchange(clock, 'fanout', { durable: true });
    const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true });
    await channel.bindQueue(queue, clock, '');
    await this.broker.consume(connection, queue, (message) => this.apply(message.content), { noAck: true });
    if (await isThere(connection, clock)) await this.readKept(channel, clock);
  }

  private async readKept(channel: Channel, queue: string): Promise<void> {
    // Another process that starts may hold the one message for as long as its own start keeps it busy.
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const message = await channel.get(queue, { noAck: false });
      if (message) {
        this.apply(message.content);
        channel.nack(message, false, true);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  private apply(content: Buffer): void {
    (this.clock as MovableClock).setOffset(Number(content.toString('utf8')));
  }
}
