import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { eventually } from '../../libs/testing/wait.js';
import { foreground } from './foreground.ts';
import { identify } from './identity.ts';
import { root } from './paths.ts';

/** Starts a child that outlives it, tells of it, and ends. */
const LEAVES_A_CHILD = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', "process.on('SIGINT', () => {}); setInterval(() => {}, 1000)"], { stdio: 'ignore' });
  child.unref();
  require('node:fs').writeFileSync(process.argv[2], String(child.pid));
`;

describe('a script in the foreground', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'openvoip-test-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes what it has started with it when it is whole', async () => {
    const [script, told] = [join(folder, 'script.cjs'), join(folder, 'pid')];
    writeFileSync(script, LEAVES_A_CHILD);
    expect(await foreground(relative(root, script), [told], process.env, { whole: true })).toBe(0);
    const pid = Number(readFileSync(told, 'utf8'));
    await eventually('the child to be gone', () => identify(pid) === undefined, 5_000);
  });
});
