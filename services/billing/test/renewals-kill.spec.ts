import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import type { RenewalReport } from '#libs/api/billing/renewals.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { periodOf, previousPeriod } from '#libs/italy/rome-time.js';
import { BillingModule } from '../src/billing.module.js';
import { Books } from './support.js';

const CONTRACTS = 160;

describe('nasty 3: renewal processes that are killed -9', () => {
  let billing: ServiceUnderTest;
  beforeAll(async () => (billing = await ServiceUnderTest.start('billing', BillingModule)));
  afterAll(() => billing.stop());

  /** Claims outlast the test: only the broker, which sees the connection end, can give a dead worker's shard to another. */
  const command = (...args: string[]): ChildProcess => {
    const { RABBITMQ_URL, MONGODB_URI, OPENVOIP_NAMESPACE, SECRET_KEY } = billing.config;
    const env = {
      ...process.env,
      RABBITMQ_URL,
      MONGODB_URI,
      OPENVOIP_NAMESPACE,
      SECRET_KEY,
      OPENVOIP_MODE: 'test',
      RENEWAL_SHARD: '40',
      RENEWAL_BATCH: '10',
      RENEWAL_CLAIM_SECONDS: '3600',
    };
    return spawn(process.execPath, [resolve('dist/services/billing/src/cli.js'), 'renewals', ...args, '--json'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  };
  const output = async (child: ChildProcess): Promise<RenewalReport[]> => {
    let text = '';
    child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await new Promise((done) => child.once('close', done));
    return JSON.parse(text) as RenewalReport[];
  };

  it('leave a run that others finish: each contract is charged once, and the report tells it all', async () => {
    const books = new Books(billing);
    const period = periodOf(billing.clock.now());
    const ids = await books.manyActive(CONTRACTS, previousPeriod(period));
    const charged = () => books.entries.countDocuments({ cause: 'renewal' });
    const victim = command('run', '--period', period);
    await eventually('the first charges', async () => (await charged()) >= 20, 60_000);
    victim.kill('SIGKILL');
    expect(await charged()).toBeLessThan(CONTRACTS);
    const [[one], [two]] = await Promise.all([
      output(command('resume', '--period', period)),
      output(command('run', '--period', period)),
    ]);
    for (const report of [one, two])
      expect(report).toMatchObject({ state: 'completed', charged: CONTRACTS, remaining: 0, failures: [] });
    for (const id of ids) expect(await books.renewed(id)).toEqual([period]);
    await books.prove();
  }, 240_000);
});
