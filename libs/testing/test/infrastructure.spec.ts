import { connect } from 'amqplib';
import mongoose from 'mongoose';
import { testConfig } from '../environment.js';

const as = (url: string, username: string, password: string): string =>
  Object.assign(new URL(url), { username, password }).href;

describe('the private broker and database are for whoever has their password', () => {
  const { RABBITMQ_URL, MONGODB_URI } = testConfig();

  it.each([
    ['guest', 'guest'],
    ['openvoip', 'openvoip'],
    ['softswitch', 'softswitch'],
  ])('the broker knows no %s', async (user, password) => {
    await expect(connect(as(RABBITMQ_URL, user, password))).rejects.toThrow(/ACCESS[_-]REFUSED/);
    const own = await connect(RABBITMQ_URL);
    await own.close();
  });

  it('the database answers nobody else', async () => {
    const reads = async (url: string): Promise<unknown> => {
      const connection = await mongoose
        .createConnection(url, { dbName: 'admin', serverSelectionTimeoutMS: 3_000 })
        .asPromise();
      return connection
        .db!.listCollections()
        .toArray()
        .finally(() => connection.close());
    };
    const nobody = new URL(as(MONGODB_URI!, '', ''));
    nobody.searchParams.delete('authSource');
    await expect(reads(nobody.href)).rejects.toThrow(/auth/i);
    await expect(reads(as(MONGODB_URI!, 'openvoip', 'wrong'))).rejects.toThrow(/auth/i);
    await expect(reads(MONGODB_URI!)).resolves.toBeInstanceOf(Array);
  });
});
