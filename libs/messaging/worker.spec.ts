import { mock } from 'node:test';
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import { MovableClock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { registry } from '#libs/platform/metrics.js';
import { Worker, type Job } from './worker.js';

const EVERY_MS = 1_000;

describe('Worker', () => {
  let broker: { isConnected: boolean };
  let clock: MovableClock;
  let worker: Worker;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setInterval', 'Date'] });
    broker = { isConnected: true };
    clock = new MovableClock();
  });
  afterEach(async () => {
    await worker.stop();
    mock.timers.reset();
  });

  const started = (run: () => Promise<void>, job: Partial<Job> = {}): Worker => {
    const process = { connection: {} as Connection, clock, broker, logger: pino({ level: 'silent' }) };
    worker = new Worker({ name: 'sweeper', everyMs: EVERY_MS, run, ...job }, process);
    worker.start();
    return worker;
  };
  /** Lets time pass, and what it starts end. */
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += EVERY_MS) {
      mock.timers.tick(EVERY_MS);
      await worker.idle();
    }
  };
  const counted = (job: Partial<Job> = {}, fails = () => false) => {
    const count = { runs: 0 };
    started(async () => {
      count.runs++;
      if (fails()) throw new Error('the database blinked');
    }, job);
    return count;
  };

  it('runs after each pause, as itself', async () => {
    const actors: string[] = [];
    started(async () => void actors.push(currentContext().actor.id));
    await pass(2 * EVERY_MS);
    expect(actors).toEqual(['sweeper', 'sweeper']);
  });

  it('never runs twice at once: woken meanwhile it runs once more, by its pause it does not', async () => {
    const ends: (() => void)[] = [];
    let atOnce = 0;
    started(async () => {
      expect(++atOnce).toBe(1);
      await new Promise<void>((resolve) => ends.push(resolve));
      atOnce--;
    });
    worker.wake();
    mock.timers.tick(5 * EVERY_MS);
    await Promise.resolve();
    worker.wake();
    worker.wake();
    while (ends.length < 1) await Promise.resolve();
    ends[0]!();
    while (ends.length < 2) await Promise.resolve();
    ends[1]!();
    await worker.idle();
    expect(ends).toHaveLength(2);
  });

  it('rests longer after each failure, and tells how long ago it did well', async () => {
    let broken = true;
    const count = counted({}, () => broken);
    await pass(16 * EVERY_MS);
    expect(count.runs).toBe(5);
    broken = false;
    worker.wake();
    await worker.idle();
    const text = await registry.metrics();
    expect(text).toContain(`openvoip_worker_last_success_timestamp_seconds{worker="sweeper"} ${Date.now() / 1000}`);
    expect(text).toMatch(/openvoip_worker_seconds_count\{.*outcome="failed".*\} 5/);
    await pass(2 * EVERY_MS);
    expect(count.runs).toBe(8);
  });

  it('waits for the demo’s clock to be right where its work hangs on it', async () => {
    broker.isConnected = false;
    const count = counted({ byClock: true, whenMoved: true });
    await pass(2 * EVERY_MS);
    expect(count.runs).toBe(0);
    broker.isConnected = true;
    clock.moveTo(new Date('2027-01-01T00:00:00Z'));
    await worker.idle();
    expect(count.runs).toBe(1);
  });

  it('stops once what runs is over, and is not woken again', async () => {
    let end = (): void => undefined;
    let runs = 0;
    let over = 0;
    started(async () => {
      runs++;
      await new Promise<void>((resolve) => (end = resolve));
      over++;
    });
    worker.wake();
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    worker.wake();
    const stopped = worker.stop();
    end();
    await stopped;
    expect(over).toBe(1);
    worker.wake();
    await pass(3 * EVERY_MS);
    expect(runs).toBe(1);
  });
});
