import { randomBytes } from 'node:crypto';
import mongoose, { type Collection, type Connection } from 'mongoose';

const NAMES = ['a', 'b', 'c', 'd'];
const ROUNDS = 40;

describe('a write of many rows outside of transactions', () => {
  let connection: Connection;
  let rows: Collection<{ _id: string; n: number }>;
  beforeAll(async () => {
    connection = await mongoose
      .createConnection(process.env.MONGODB_URI!, { dbName: `t${randomBytes(5).toString('hex')}_rows` })
      .asPromise();
    rows = connection.collection('rows');
  });
  beforeEach(async () => {
    await rows.deleteMany({});
    await rows.insertMany(NAMES.map((_id) => ({ _id, n: 0 })));
  });
  afterAll(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  /** Writes two rows, one after the other, and tells whether it took place: it may be told to run again. */
  async function transaction(one: string, other: string): Promise<number> {
    const session = await connection.startSession();
    session.startTransaction();
    try {
      for (const _id of [one, other]) await rows.updateOne({ _id }, { $inc: { n: 1 } }, { session });
      await session.commitTransaction();
      return 1;
    } catch (error) {
      if (!(error as mongoose.mongo.MongoError).hasErrorLabel('TransientTransactionError')) throw error;
      await session.abortTransaction();
      return 0;
    } finally {
      await session.endSession();
    }
  }

  /** `many` beside transactions over the same rows; all of them must end. Answers how often each row was written by a transaction. */
  async function beside(many: () => Promise<unknown>): Promise<number> {
    let done = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const [first, second] = await Promise.all([transaction('a', 'c'), transaction('b', 'd'), many(), many()]);
      done += first + second;
    }
    return done;
  }

  it('holds up no transaction, and none holds it up for good: updateMany', async () => {
    const done = await beside(() => rows.updateMany({}, { $inc: { n: 1_000 } }));
    const written = await rows.find({}).toArray();
    expect(written.map(({ n }) => Math.floor(n / 1_000))).toEqual(NAMES.map(() => 2 * ROUNDS));
    expect(written.reduce((sum, { n }) => sum + (n % 1_000), 0)).toBe(2 * done);
  });

  it('nor deleteMany', async () => {
    await beside(async () => {
      await rows.deleteMany({});
      await rows
        .insertMany(
          NAMES.map((_id) => ({ _id, n: 0 })),
          { ordered: false },
        )
        .catch(() => undefined);
    });
    await rows.deleteMany({});
    expect(await rows.countDocuments({})).toBe(0);
  });
});
