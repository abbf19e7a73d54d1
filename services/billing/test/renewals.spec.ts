import type { INestApplicationContext } from '@nestjs/common';
import { getModelToken } from '@nestjs/mongoose';
import { SchedulerRegistry } from '@nestjs/schedule';
import type { Model } from 'mongoose';
import { servicesChanged } from '#libs/api/billing/changes.js';
import { creditChanged } from '#libs/api/billing/billing.js';
import { debtOpened, debtSettled } from '#libs/api/billing/debts.js';
import { Broker } from '#libs/messaging/broker.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { startBillingProcess } from '../src/process/billing.process.js';
import { BillingModule } from '../src/billing.module.js';
import { JobsModule } from '../src/jobs.module.js';
import { Charging } from '../src/monthly/renewals/charging.service.js';
import type { PricedLine } from '../src/pricing/quotes/pricing.rules.js';
import type { RenewalShard } from '../src/monthly/renewals/run.schema.js';
import { RenewalForecasts } from '../src/monthly/renewals/forecasts.service.js';
import { Renewals } from '../src/monthly/renewals/renewals.service.js';
import { ShardQueue } from '../src/monthly/renewals/shard-queue.service.js';
import { Planner } from '../src/monthly/renewals/planner.service.js';
import { RenewalsConfig } from '../src/monthly/renewals/renewals.config.js';
import { RenewalsModule } from '../src/monthly/renewals/renewals.module.js';
import { Books, ONE_NUMBER } from './support.js';

/** A number, and metered traffic: 2.44 a month with VAT. */
const MONTH = 244;

describe('R6, R7, R20: the monthly renewal', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  let renewals: Renewals;

  beforeEach(async () => {
    process.env.RENEWAL_SHARD = '20';
    process.env.RENEWAL_BATCH = '7';
    process.env.RENEWAL_CLAIM_SECONDS = '2';
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-12-01T09:00:00Z');
    books = new Books(billing);
    renewals = billing.get(Renewals);
  });
  afterEach(() => billing.stop());

  const another = (): Promise<INestApplicationContext> =>
    startBillingProcess({ module: RenewalsModule, config: billing.config, clock: billing.clock });
  const chargedOnce = async (ids: readonly string[], periods: readonly string[]): Promise<void> => {
    for (const id of ids) expect(await books.renewed(id)).toEqual(periods);
    await books.prove();
  };

  /** Messages in the queue of shards that no worker has. */
  const waiting = async (): Promise<number> => {
    const channel = (await billing.get(Broker).openChannel())!;
    const { messageCount } = await channel.checkQueue(billing.get(Broker).names.renewals);
    await channel.close();
    return messageCount;
  };
  /** The shards that the broker hands out from now on, and those of them that are settled. */
  const watchQueue = (): { handed: string[]; settled: string[] } => {
    const queue = billing.get(ShardQueue);
    const take = queue.next.bind(queue);
    const seen = { handed: [] as string[], settled: [] as string[] };
    queue.next = async () => {
      const shard = await take();
      if (!shard) return undefined;
      seen.handed.push(shard.shardId);
      return { ...shard, done: () => (seen.settled.push(shard.shardId), shard.done()) };
    };
    return seen;
  };
  /** Another process that stops in the middle of a shard and keeps it, as one that hangs does. */
  const hanging = async (): Promise<INestApplicationContext> => {
    const other = await another();
    const charging = other.get(Charging);
    const charge = charging.charge.bind(charging);
    let batches = 0;
    charging.charge = (...args) => (++batches > 2 ? new Promise<never>(() => undefined) : charge(...args));
    void other.get(Renewals).run('2026-12');
    await eventually('the worker to hang', () => batches > 2);
    return other;
  };

  it('R6, R7: deducts the month from credit, below zero where it is short, and tells the debt with its payment reference', async () => {
    const [rich, poor] = [await books.active({ creditCents: 1_000 }), await books.active({ creditCents: 200 })];
    const report = await renewals.run('2026-12');
    expect(report).toMatchObject({
      state: 'completed',
      charged: 2,
      remaining: 0,
      grossCents: 2 * MONTH,
      debts: 1,
      debtCents: 44,
      failures: [],
    });
    expect([await books.balance(rich._id), await books.balance(poor._id)]).toEqual([1_000 - MONTH, 200 - MONTH]);
    expect(await billing.sent(debtOpened, poor._id)).toMatchObject({
      debtCents: 44,
      paymentReference: poor.paymentReference,
    });
    await books.topUp(poor._id, 44);
    expect(await billing.sent(debtSettled, poor._id)).toMatchObject({ balanceCents: 0 });
  });

  it('nasty 3: charges each contract once when it is started twice at once and again afterwards', async () => {
    const ids = await books.manyActive(90, '2026-11');
    const other = await another();
    const [first, second] = await Promise.all([renewals.run('2026-12'), other.get(Renewals).run('2026-12')]);
    expect([first.charged, second.charged]).toEqual([90, 90]);
    expect(await renewals.run('2026-12')).toMatchObject({ charged: 90, grossCents: 90 * MONTH, remaining: 0 });
    await other.close();
    await chargedOnce(ids, ['2026-12']);
  });

  it('nasty 3: a worker that hangs midway leaves its shard to another when its claim runs out, and nothing is charged twice or missed', async () => {
    const ids = await books.manyActive(50, '2026-11');
    const other = await hanging();
    expect(await renewals.run('2026-12')).toMatchObject({ charged: 50, grossCents: 50 * MONTH, remaining: 0 });
    await other.close();
    await chargedOnce(ids, ['2026-12']);
  });

  it('R20: the broker hands each shard of a run to one worker, and keeps none', async () => {
    const ids = await books.manyActive(90, '2026-11');
    const { handed, settled } = watchQueue();
    await renewals.run('2026-12');
    expect(new Set(handed).size).toBe(5);
    expect(settled).toEqual(handed);
    expect(handed).toHaveLength(5);
    expect(await waiting()).toBe(0);
    await chargedOnce(ids, ['2026-12']);
  });

  it('nasty 3: the shard of a worker that lives stays its own whatever is told, and is another’s as soon as its connection ends', async () => {
    const ids = await books.manyActive(50, '2026-11');
    billing.get(RenewalsConfig).RENEWAL_CLAIM_SECONDS = 3_600;
    process.env.RENEWAL_CLAIM_SECONDS = '3600';
    const other = await hanging();
    const shards = await billing.app.get<Model<RenewalShard>>(getModelToken('RenewalShard')).distinct('_id');
    await billing.get(ShardQueue).announce(shards);
    const { settled } = watchQueue();
    const run = renewals.run('2026-12');
    await eventually('all else to be charged', async () => settled.length >= 2 * shards.length - 1);
    expect(await renewals.report('2026-12')).toMatchObject({ state: 'charging', shardsDone: shards.length - 1 });
    await other.get(Broker).onApplicationShutdown();
    expect(await run).toMatchObject({ state: 'completed', charged: 50, grossCents: 50 * MONTH, remaining: 0 });
    await other.close();
    await chargedOnce(ids, ['2026-12']);
  });

  it('R20: whoever takes a shard charges it for the month it is of, though it runs another', async () => {
    const ids = await books.manyActive(50, '2026-11');
    const broken = await books.active({
      chargedThrough: '2026-10',
      services: [{ product: 'no_longer_there', quantity: 1 }],
    });
    await billing.get(Planner).plan('2026-12');
    const { handed } = watchQueue();
    expect(await renewals.run('2026-11')).toMatchObject({
      state: 'completed',
      charged: 0,
      failures: [{ contractId: broken._id }],
    });
    expect(handed).toHaveLength(4);
    await chargedOnce(ids, ['2026-12']);
  });

  it('R20: charges everyone without a broker too, and tells it when there is one', async () => {
    const ids = await books.manyActive(50, '2026-11');
    const alone = await startBillingProcess({
      module: RenewalsModule,
      config: { ...billing.config, RABBITMQ_URL: 'amqp://127.0.0.1:1' },
      clock: billing.clock,
    });
    expect(await alone.get(Renewals).run('2026-12')).toMatchObject({ state: 'completed', charged: 50, remaining: 0 });
    await alone.close();
    await chargedOnce(ids, ['2026-12']);
    expect(await billing.allSent(creditChanged)).toHaveLength(50);
  });

  it('nasty 3: shards whose messages are lost are charged all the same', async () => {
    const ids = await books.manyActive(50, '2026-11');
    billing.get(ShardQueue).announce = async () => undefined;
    expect(await renewals.run('2026-12')).toMatchObject({ state: 'completed', charged: 50, remaining: 0 });
    await chargedOnce(ids, ['2026-12']);
  });

  it('nasty 3: messages of shards that are repeated, late or of no shard at all charge nothing twice and hold up nothing', async () => {
    const ids = await books.manyActive(50, '2026-11');
    const queue = billing.get(ShardQueue);
    const announce = queue.announce.bind(queue);
    queue.announce = (shards) => announce(['', 'no-shard', ...shards, ...shards]);
    expect(await renewals.run('2026-12')).toMatchObject({ state: 'completed', charged: 50, remaining: 0 });
    const late = await billing.app.get<Model<RenewalShard>>(getModelToken('RenewalShard')).distinct('_id');
    await announce(late);
    const later = await books.manyActive(10, '2026-11');
    expect(await renewals.run('2026-12')).toMatchObject({ state: 'completed', charged: 60, remaining: 0 });
    await eventually('an empty queue', async () => (await waiting()) === 0);
    await chargedOnce([...ids, ...later], ['2026-12']);
  });

  it('R20: catches up missed months in order, each at its own services', async () => {
    const scheduled = {
      from: '2026-12',
      services: [
        { product: 'geographic_number', quantity: 1 },
        { product: 'traffic_metered', quantity: 1 },
      ],
    };
    const { _id } = await books.active({
      chargedThrough: '2026-10',
      services: [...scheduled.services, { product: 'virtual_fax', quantity: 1 }],
      scheduled,
    });
    billing.clock.moveTo(new Date('2027-01-15T09:00:00Z'));
    expect((await renewals.runDue()).map(({ period }) => period)).toEqual(['2026-11', '2026-12', '2027-01']);
    expect(await books.balance(_id)).toBe(-(MONTH + 366) - 2 * MONTH);
    expect(await billing.sent(servicesChanged, _id)).toMatchObject({
      reason: 'downgrade',
      services: scheduled.services,
    });
    await chargedOnce([_id], ['2026-11', '2026-12', '2027-01']);
  });

  it('R20: asked for one month, it charges the missed ones before it first, and refuses one that has not begun', async () => {
    const { _id } = await books.active({ chargedThrough: '2026-10' });
    await expect(renewals.runUpTo('2027-01')).rejects.toMatchObject({ code: 'period_not_begun' });
    expect((await renewals.runUpTo('2026-12')).map(({ period, charged }) => [period, charged])).toEqual([
      ['2026-11', 1],
      ['2026-12', 1],
    ]);
    await chargedOnce([_id], ['2026-11', '2026-12']);
  });

  it('one contract that cannot be charged keeps no other from it, is told with its reason, and is charged when it can be', async () => {
    const ids = await books.manyActive(9, '2026-11');
    const broken = await books.active({ services: [{ product: 'no_longer_there', quantity: 1 }] });
    const report = await renewals.run('2026-12');
    expect(report).toMatchObject({
      charged: 9,
      remaining: 1,
      failures: [{ contractId: broken._id, reason: expect.stringContaining('no_longer_there') }],
    });
    await books.accounts.updateOne(
      { _id: broken._id },
      { $set: { services: [{ product: 'geographic_number', quantity: 1 }] } },
    );
    expect(await renewals.run('2026-12')).toMatchObject({ charged: 10, remaining: 0, failures: [] });
    await chargedOnce([...ids, broken._id], ['2026-12']);
  });

  it('refuses a month that has not begun in Rome, and charges it at Rome midnight', async () => {
    const { _id } = await books.active({ chargedThrough: '2026-12', creditCents: 1_000 });
    billing.clock.moveTo(new Date('2026-12-31T22:59:50Z'));
    await expect(renewals.run('2027-01')).rejects.toMatchObject({ code: 'period_not_begun' });
    billing.clock.moveTo(new Date('2026-12-31T23:00:00Z'));
    await renewals.run('2027-01');
    await chargedOnce([_id], ['2027-01']);
  });

  it.each([
    ['2026-09', '2026-10', '2026-10-01T00:00:00+02:00', 'October, whose last Sunday has 25 hours'],
    ['2026-10', '2026-11', '2026-11-01T00:00:00+01:00', 'November, after the clocks went back'],
    ['2027-02', '2027-03', '2027-03-01T00:00:00+01:00', 'March, after the short February'],
    ['2027-03', '2027-04', '2027-04-01T00:00:00+02:00', 'April, after the clocks went forward'],
    ['2028-01', '2028-02', '2028-02-01T00:00:00+01:00', 'a leap February'],
  ])('nasty 9: after %s, %s is charged exactly once from %s on: %s', async (before, period, midnight, _why) => {
    const { _id } = await books.active({ chargedThrough: before });
    billing.clock.moveTo(new Date(Date.parse(midnight) - 10_000));
    expect(await renewals.runDue()).toEqual([]);
    billing.clock.moveTo(new Date(midnight));
    for (const days of [0, 14, 27]) {
      billing.clock.moveTo(new Date(Date.parse(midnight) + days * 86_400_000));
      await renewals.runDue();
    }
    await chargedOnce([_id], [period]);
  });

  it('simulates a month without writing anything', async () => {
    await books.active({ creditCents: 1_000 });
    const ids = await books.manyActive(2, '2026-11');
    expect(await billing.get(RenewalForecasts).upTo('2026-12')).toEqual([
      { period: '2026-12', contracts: 3, grossCents: 3 * MONTH, debts: 2, debtCents: 2 * MONTH, failures: [] },
    ]);
    expect(await renewals.report('2026-12')).toMatchObject({ state: 'none', charged: 0, remaining: 3 });
    for (const id of ids) expect(await books.renewed(id)).toEqual([]);
  });

  it('simulates missed months, what was put off, ends and downgrades to come, and what cannot be charged, to the cent of the runs that follow', async () => {
    const fax = { product: 'virtual_fax', quantity: 1 };
    const line = {
      product: 'geographic_number',
      quantity: 1,
      days: 10,
      ofDays: 30,
      netCents: 67,
      vatBasisPoints: 2_200,
      vatCents: 15,
      grossCents: 82,
      reason: 'port_in' as const,
    };
    await books.active({
      chargedThrough: '2026-10',
      creditCents: 300,
      services: [...ONE_NUMBER, fax],
      scheduled: { from: '2026-12', services: ONE_NUMBER },
      postponed: [line as PricedLine],
    });
    await books.active({ creditCents: 1_000, endsAt: new Date('2026-12-31T23:00:00Z') });
    const broken = await books.active({ services: [{ product: 'no_longer_there', quantity: 1 }] });
    const forecasts = await billing.get(RenewalForecasts).upTo('2027-01');
    expect(forecasts).toEqual([
      {
        period: '2026-11',
        contracts: 1,
        grossCents: MONTH + 366 + 82,
        debts: 1,
        debtCents: MONTH + 366 + 82 - 300,
        failures: [],
      },
      {
        period: '2026-12',
        contracts: 2,
        grossCents: 2 * MONTH,
        debts: 1,
        debtCents: 2 * MONTH + 366 + 82 - 300,
        failures: [{ contractId: broken._id, reason: expect.stringContaining('no_longer_there') }],
      },
      {
        period: '2027-01',
        contracts: 1,
        grossCents: MONTH,
        debts: 1,
        debtCents: 3 * MONTH + 366 + 82 - 300,
        failures: [],
      },
    ]);
    billing.clock.moveTo(new Date('2027-01-01T09:00:00Z'));
    const reports = await renewals.runDue();
    expect(
      reports.map(({ period, charged, grossCents, debts, debtCents }) => ({
        period,
        contracts: charged,
        grossCents,
        debts,
        debtCents,
      })),
    ).toEqual(forecasts.map(({ failures: _failures, ...totals }) => totals));
  });

  it('R20: the jobs process charges by itself what is due at its start and when the 1st comes', async () => {
    const { _id } = await books.active();
    const jobs = await startBillingProcess({ module: JobsModule, config: billing.config, clock: billing.clock });
    await eventually('December', async () => (await books.renewed(_id)).length === 1);
    const next = [...jobs.get(SchedulerRegistry).getCronJobs().values()].map((job) =>
      job.nextDate().setZone('Europe/Rome').toFormat('d HH:mm:ss'),
    );
    expect(next).toContain('1 00:00:00');
    billing.clock.moveTo(new Date('2027-01-01T00:00:00+01:00'));
    await eventually('January', async () => (await books.renewed(_id)).length === 2);
    await jobs.close();
    await chargedOnce([_id], ['2026-12', '2027-01']);
  });
});
