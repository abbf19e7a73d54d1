import { randomBytes } from 'node:crypto';
import { connect } from 'amqplib';
import mongoose from 'mongoose';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { databaseName } from '#libs/platform/mongo.js';
import { SERVICES, type ServiceName } from '#libs/api/kernel/definition.js';
import { deleteTopology, names } from '#libs/messaging/topology.js';

/** A namespace of a test's own on the broker and the database that the run was given. */
export function testConfig(overrides: Partial<Record<string, string>> = {}): PlatformConfig {
  const { RABBITMQ_URL, MONGODB_URI } = process.env;
  if (!RABBITMQ_URL || !MONGODB_URI)
    throw new Error('RABBITMQ_URL and MONGODB_URI are not set: run the tests with ./openvoip test');
  return readConfig(PlatformConfig, {
    RABBITMQ_URL,
    MONGODB_URI,
    OPENVOIP_NAMESPACE: `t${randomBytes(5).toString('hex')}`,
    OPENVOIP_MODE: 'test',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    SECRET_KEY: randomBytes(32).toString('hex'),
    ...overrides,
  });
}

/** The same address with the gateway's own user, where the run was given one: what it may not do fails in tests too. */
export function asGateway(brokerUrl: string): string {
  const { GATEWAY_RABBITMQ_URL } = process.env;
  if (!GATEWAY_RABBITMQ_URL) return brokerUrl;
  const { username, password } = new URL(GATEWAY_RABBITMQ_URL);
  return Object.assign(new URL(brokerUrl), { username, password }).href;
}

/** Removes every queue, exchange and database of a namespace. */
export async function removeNamespace(config: PlatformConfig): Promise<void> {
  await Promise.all([removeFromBroker(config), removeDatabases(config)]);
}

async function removeFromBroker(config: PlatformConfig): Promise<void> {
  const broker = await connect(config.RABBITMQ_URL);
  const channel = await broker.createChannel();
  await deleteTopology(channel, config.OPENVOIP_NAMESPACE);
  const { clock } = names(config.OPENVOIP_NAMESPACE);
  await channel.deleteQueue(clock);
  await channel.deleteExchange(clock);
  await broker.close();
}

async function removeDatabases(config: PlatformConfig): Promise<void> {
  const database = await mongoose.createConnection(config.MONGODB_URI!).asPromise();
  const drop = (service: ServiceName) =>
    database.useDb(databaseName(config.OPENVOIP_NAMESPACE, service)).dropDatabase();
  await Promise.all(SERVICES.map(drop));
  await database.close();
}
