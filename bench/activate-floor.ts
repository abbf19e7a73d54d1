import { randomUUID } from 'node:crypto';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import type { ClientSession, Collection, Document, MongoClient } from 'mongodb';
import { inParallel } from '#libs/testing/parallel.js';
import type { System } from '#libs/testing/system.js';
import { copyIndexes } from './benchmark.js';

type Service = 'accounts' | 'numbers' | 'billing';
/** What one transaction of an activation writes: `+` is a new document, the others change the one of this activation. */
type Writes = readonly string[];

/** The transactions of an activation in their order. */
const TRANSACTIONS: readonly [Service, Writes][] = [
  ['accounts', ['+users', '+customers', '+contracts', '+sagas']],
  ['accounts', ['contracts', '+one_time_tokens', '+emails', 'sagas']],
  ['billing', ['+entries', '+entries', 'accounts', '+idempotency_keys', '+outbox', '+outbox']],
  ['accounts', ['contracts', 'sagas']],
  ['numbers', ['+inbox', 'numbers', '+holder_identities', '+holder_register', '+outbox']],
  ['accounts', ['contracts', '+emails', 'sagas', '+outbox']],
];
/** There before the first transaction. */
const BEFORE: readonly [Service, string][] = [
  ['billing', 'accounts'],
  ['numbers', 'numbers'],
];

interface Copy {
  readonly collection: Collection<Document & { _id: string }>;
  readonly sample: Document;
}

/**
 * What an activation costs the bare libraries: as many transactions and confirmed messages, one after another, on the same
 * database and broker, without any logic. The documents are copies of a real activation's, in collections with the same
 * indexes (none unique: the copies differ in nothing but their ids).
 */
export class ActivateFloor {
  private readonly copies = new Map<string, Copy>();

  private constructor(
    private readonly client: MongoClient,
    private readonly broker: ChannelModel,
    private readonly channel: ConfirmChannel,
    private readonly queue: string,
    private readonly lanes: number,
    private readonly messages: number,
  ) {}

  static async prepared(system: System, lanes: number, messages: number): Promise<ActivateFloor> {
    const broker = await connect(system.config.RABBITMQ_URL);
    const channel = await broker.createConfirmChannel();
    const queue = `${system.config.OPENVOIP_NAMESPACE}.floor`;
    await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    const floor = new ActivateFloor(system.database('tickets').getClient(), broker, channel, queue, lanes, messages);
    for (const [service, writes] of TRANSACTIONS)
      for (const write of writes) await floor.copy(system, service, write.replace('+', ''));
    await floor.copy(system, 'accounts', 'thin');
    return floor;
  }

  private async copy(system: System, service: Service, name: string): Promise<void> {
    const key = `${service}.${name}`;
    if (this.copies.has(key)) return;
    const database = system.database('tickets').db!;
    const real = system.database(service).db!.collection(name);
    const collection = await database.createCollection<Document & { _id: string }>(`floor_${key}`);
    if (name !== 'thin') await copyIndexes(real, collection, { unique: false });
    // What is sent is deleted: a movement of credit stands in for the message that tells of it.
    const sample =
      name === 'outbox'
        ? { type: 'floor', data: await system.database('billing').collection('entries').findOne() }
        : await real.findOne({}, { sort: { _id: -1 } });
    this.copies.set(key, {
      collection,
      sample: sample ?? { text: 'x'.repeat(200) },
    });
  }

  /** Activations per second. */
  async rate(count: number, kind: 'same documents' | 'two writes'): Promise<number> {
    const ids = Array.from({ length: count }, () => randomUUID());
    if (kind === 'same documents')
      for (const [service, name] of BEFORE) for (const id of ids) await this.insert(`${service}.${name}`, id);
    const started = performance.now();
    await inParallel(ids, this.lanes, async (id) => {
      for (const [service, writes] of TRANSACTIONS) {
        await this.transaction((session) =>
          kind === 'two writes' ? this.thin(session) : this.write(service, writes, id, session),
        );
      }
      for (let message = 0; message < this.messages; message++) await this.publish();
    });
    return count / ((performance.now() - started) / 1000);
  }

  private async transaction(work: (session: ClientSession) => Promise<void>): Promise<void> {
    const session = this.client.startSession();
    await session.withTransaction(() => work(session));
    await session.endSession();
  }

  private async write(service: Service, writes: Writes, id: string, session: ClientSession): Promise<void> {
    for (const write of writes) {
      const key = `${service}.${write.replace('+', '')}`;
      const isOwn = ['contracts', 'sagas'].includes(write.slice(1));
      if (write.startsWith('+')) await this.insert(key, isOwn ? id : randomUUID(), session);
      else
        await this.copies
          .get(key)!
          .collection.updateOne({ _id: id }, { $set: { floor: true }, $inc: { version: 1 } }, { session });
    }
  }

  private async thin(session: ClientSession): Promise<void> {
    const id = randomUUID();
    await this.insert('accounts.thin', id, session);
    await this.copies.get('accounts.thin')!.collection.updateOne({ _id: id }, { $set: { done: true } }, { session });
  }

  private async insert(key: string, _id: string, session?: ClientSession): Promise<void> {
    const { collection, sample } = this.copies.get(key)!;
    await collection.insertOne({ ...sample, _id }, { session });
  }

  private publish(): Promise<void> {
    return new Promise((resolve, reject) =>
      this.channel.publish('', this.queue, Buffer.alloc(400, 'x'), { persistent: true }, (error) =>
        error ? reject(error as Error) : resolve(),
      ),
    );
  }

  async close(): Promise<void> {
    await this.channel.deleteQueue(this.queue);
    await this.broker.close();
  }
}
