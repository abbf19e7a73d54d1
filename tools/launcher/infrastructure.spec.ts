import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { identify } from './identity.ts';
import { eventually } from '../../libs/testing/wait.js';

interface Kept {
  name: string;
  process?: { pid: number };
}

describe('a private broker whose test is stopped while it still starts', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'openvoip-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** As a test starts it, its folders in one of this test's own. */
  function start(): ChildProcess {
    const { RABBITMQ_URL: _shared, NODE_OPTIONS: _jest, ...environment } = process.env;
    const command = ['infra', '--until-input-ends', '--write-to', join(folder, 'infra.env')];
    return spawn(process.execPath, [resolve('tools/launcher/main.ts'), ...command], {
      env: { ...environment, TMPDIR: folder },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  }
  const processes = (): Kept[] => {
    const home = readdirSync(folder).find((name) => name.startsWith('openvoip-private-'));
    if (!home) return [];
    const { processes: kept } = JSON.parse(readFileSync(join(folder, home, 'owner.json'), 'utf8'));
    return kept as Kept[];
  };

  it.each([
    ['it is told to end', (child: ChildProcess) => child.kill('SIGTERM')],
    ['whoever started it was killed', (child: ChildProcess) => child.stdin!.destroy()],
  ])('leaves nothing behind when %s', async (_how, end) => {
    const child = start();
    const ended = new Promise((done) => child.once('exit', done));
    const broker = await eventually('its node to be there', () =>
      processes().find(({ name, process: started }) => name === 'rabbitmq' && started),
    );
    expect(existsSync(join(folder, 'infra.env'))).toBe(false);
    const began = Date.now();
    end(child);
    await ended;
    expect(Date.now() - began).toBeLessThan(8_000);
    expect(identify(broker.process!.pid)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });
});
