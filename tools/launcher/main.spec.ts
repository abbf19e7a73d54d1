import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

function openvoip(...args: string[]) {
  const { NODE_OPTIONS: _jest, ...env } = process.env;
  const main = join(import.meta.dirname, 'main.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, ...args],
    { encoding: 'utf8', env },
  );
  return { status, stdout, stderr };
}

describe('the launcher', () => {
  it('lists its commands', () => {
    const { status, stdout } = openvoip('--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}up .*\n(.*\n)* {2}ledger /m);
  });

  it.each([
    ['an unknown command', ['fly']],
    ['an unknown option', ['up', '--fast']],
    ['a superfluous argument', ['down', 'now']],
    ['an unknown process to work on', ['dev', 'kitchen']],
    ['an unknown kind of test', ['test', '--only', 'slow']],
    ['an unknown role to fuzz', ['test', 'fuzz', '--role', 'king']],
    ['no time to fuzz', ['test', 'fuzz', '--minutes', 'soon']],
  ])('answers %s with one sentence and exit code 2', (_what, args) => {
    const { status, stderr, stdout } = openvoip(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it.each(['up', 'dev', 'down', 'status', 'logs', 'test', 'bench', 'doctor', 'env', 'infra'])(
    'explains %s',
    (command) => {
      const { status, stdout } = openvoip(command, '--help');
      expect(status).toBe(0);
      expect(stdout).toMatch(`Usage: ./openvoip ${command}`);
    },
  );

  it('explains what fuzzing is', () => {
    const { status, stdout } = openvoip('test', 'fuzz', '--help');
    expect(status).toBe(0);
    expect(stdout).toMatch('Usage: ./openvoip test fuzz');
  });
});
