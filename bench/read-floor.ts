/**
 * The floor of `read`: the bare libraries doing the same work. Run as `node read-floor.js gateway|responder …`; the same
 * number of processes, queues, replies and document reads as the system, and nothing else.
 */
import { connect, type ConsumeMessage } from 'amqplib';
import { fastify } from 'fastify';
import { MongoClient } from 'mongodb';

const [role, ...args] = process.argv.slice(2);
const broker = await connect(process.env.RABBITMQ_URL!, { noDelay: true });
const channel = await broker.createChannel();

async function respond(queue: string, database: string, collection: string): Promise<void> {
  const mongo = await MongoClient.connect(process.env.MONGODB_URI!);
  const documents = mongo.db(database).collection<{ _id: string }>(collection);
  await channel.assertQueue(queue, { durable: true });
  await channel.prefetch(200);
  const answer = async (message: ConsumeMessage): Promise<void> => {
    const { id } = JSON.parse(message.content.toString()) as { id: string };
    const document = await documents.findOne({ _id: id });
    channel.publish('', message.properties.replyTo as string, Buffer.from(JSON.stringify(document)), {
      correlationId: message.properties.correlationId,
    });
    channel.ack(message);
  };
  await channel.consume(queue, (message) => {
    if (message) void answer(message);
  });
}

async function serve(port: number, queues: readonly string[]): Promise<void> {
  const pending = new Map<string, (reply: unknown) => void>();
  let sequence = 0;
  await channel.consume(
    'amq.rabbitmq.reply-to',
    (message) => {
      if (!message) return;
      const id = String(message.properties.correlationId);
      pending.get(id)?.(JSON.parse(message.content.toString()));
      pending.delete(id);
    },
    { noAck: true },
  );
  const ask = (queue: string, id: string): Promise<unknown> =>
    new Promise((resolve) => {
      const correlationId = String(++sequence);
      pending.set(correlationId, resolve);
      channel.publish('', queue, Buffer.from(JSON.stringify({ id })), {
        replyTo: 'amq.rabbitmq.reply-to',
        correlationId,
      });
    });
  const server = fastify();
  server.get<{ Params: { id: string } }>('/contracts/:id', async (request) => {
    const [contract, credit] = await Promise.all(queues.map((queue) => ask(queue, request.params.id)));
    return { contract, credit };
  });
  await server.listen({ port, host: '127.0.0.1' });
}

if (role === 'gateway') await serve(Number(args[0]), args.slice(1));
else await respond(args[0]!, args[1]!, args[2]!);
process.send?.('ready');
