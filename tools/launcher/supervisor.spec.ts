import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify } from './identity.ts';
import type { Program } from './processes.ts';
import { type Kept, Supervisor } from './supervisor.ts';

const folder = mkdtempSync(join(tmpdir(), 'supervisor-'));

/** A process that says "here" each time it starts, and is ready once it has said so. */
function program(name: string, script: string, change: Partial<Program> = {}): Program {
  const log = join(folder, `${name}.log`);
  const ready = () => Promise.resolve(readFileSync(log, 'utf8').includes('here'));
  return { name, command: process.execPath, args: ['-e', script], env: {}, log, ready, ...change };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

describe('Supervisor', () => {
  let seen: Kept[] = [];
  const supervisor = new Supervisor((kept) => (seen = kept));
  const of = (name: string) => seen.find((kept) => kept.name === name)!;
  afterAll(() => supervisor.stop());

  it('starts a process again that was killed outright', async () => {
    await supervisor.keep(program('steady', 'console.log("here"); setInterval(() => {}, 1000)'));
    const first = of('steady').process!.pid;
    process.kill(first, 'SIGKILL');
    await until(() => of('steady').restarts === 1 && of('steady').ready);
    expect(of('steady').process!.pid).not.toBe(first);
  });

  it('starts a program again at once when it is asked to, and does not count it as a death', async () => {
    await supervisor.keep(program('changing', 'console.log("here"); setInterval(() => {}, 1000)'));
    const first = of('changing').process!.pid;
    await supervisor.restart('changing');
    await until(() => of('changing').ready && of('changing').process!.pid !== first);
    expect(of('changing').restarts).toBe(0);
  });

  it('tells the end of the log when a process does not come up', async () => {
    const broken = program('broken', 'console.log("no such queue"); process.exit(3)', {
      ready: () => Promise.resolve(false),
    });
    await expect(supervisor.keep(broken)).rejects.toThrow(
      /broken ended while starting \(exit code 3\)\n.*no such queue/,
    );
  });

  it('kills what does not heed SIGTERM within its grace, and starts nothing after the stop', async () => {
    const other = new Supervisor((kept) => (seen = kept));
    await other.keep(
      program('deaf', 'process.on("SIGTERM", () => {}); console.log("here"); setInterval(() => {}, 1000)', {
        graceMs: 200,
      }),
    );
    const { pid } = of('deaf').process!;
    await other.stop();
    expect(identify(pid)).toBeUndefined();
    await expect(other.keep(program('late', ''))).rejects.toThrow('stopped');
  });

  it('keeps a program for the time of some work alone, and stops it when that fails, or when all is stopped', async () => {
    const other = new Supervisor((kept) => (seen = kept));
    const brief = program('brief', 'console.log("here"); setInterval(() => {}, 1000)');
    const pids: number[] = [];
    const work = (outcome: Promise<void>) => () => (pids.push(of('brief').process!.pid), outcome);
    await other.during(brief, work(Promise.resolve()));
    await expect(other.during(brief, work(Promise.reject(new Error('it failed'))))).rejects.toThrow('it failed');
    const interrupted = other.during(brief, work(new Promise(() => {})));
    interrupted.catch(() => {});
    await until(() => pids.length === 3);
    await other.stop();
    expect(pids.map(identify)).toEqual([undefined, undefined, undefined]);
  });

  it('stops foundations last, even those that came up after what stands on them', async () => {
    const other = new Supervisor((kept) => (seen = kept));
    const says = (name: string) =>
      `process.on("SIGTERM", () => { require("fs").appendFileSync(${JSON.stringify(join(folder, 'ends'))}, "${name} "); process.exit(); }); console.log("here"); setInterval(() => {}, 1000)`;
    await other.keep(program('service', says('service')));
    await other.keep(program('broker', says('broker'), { foundation: true }));
    await other.stop();
    expect(readFileSync(join(folder, 'ends'), 'utf8')).toBe('service broker ');
  });
});
