import { join } from 'node:path';
import type { Command } from '../command.ts';
import { readJson } from '../files.ts';
import { foreground } from '../foreground.ts';
import { withPrivateInfrastructure } from '../infrastructure.ts';
import { run as runQuietly } from '../install.ts';
import { prepare } from '../prepare.ts';
import { Misuse, print, step } from '../say.ts';

const KINDS = ['unit', 'service', 'system'];

export const test: Command = {
  summary: 'check types, lint, and run the tests on a private broker and database',
  help: `Usage: ./openvoip test [--quick] [--only KIND] [jest arguments…]

Builds, checks types, lints, then runs jest on a broker and a database of its own, which are removed afterwards.
The last line is 'N passed, N failed'; the exit code is jest's.

  --quick       leave out the type check and the lint
  --only KIND   only the unit, service or system tests
  …             everything else goes to jest: a path pattern, -t NAME, --coverage`,
  run,
};

async function run(args: string[]): Promise<number> {
  const { quick, jest } = split(args);
  await prepare();
  if (!quick) await check();
  const { code, summary } = await withPrivateInfrastructure(async ({ folder, ...addresses }) => {
    const report = join(folder, 'jest.json');
    return { code: await runJest([...jest, '--json', `--outputFile=${report}`], addresses), summary: tally(report) };
  });
  print(summary);
  return code;
}

/** Takes the launcher's own options out of the arguments; the rest is jest's. */
function split(args: string[]): { quick: boolean; jest: string[] } {
  const jest: string[] = [];
  let quick = false;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    if (arg === '--quick') quick = true;
    else if (arg === '--only' || arg.startsWith('--only=')) jest.push('--selectProjects', kind(arg.split('=')[1] ?? args[++at]));
    else jest.push(arg);
  }
  return { quick, jest: selectLast(jest) };
}

function kind(value: string | undefined): string {
  if (value && KINDS.includes(value)) return value;
  throw new Misuse(`test: --only takes ${KINDS.join(', ')}`);
}

/** --selectProjects swallows every word after it: it must not come before a path pattern. */
function selectLast(args: string[]): string[] {
  const at = args.indexOf('--selectProjects');
  return at < 0 ? args : [...args.slice(0, at), ...args.slice(at + 2), ...args.slice(at, at + 2)];
}

async function check(): Promise<void> {
  await step('checking types', () => runQuietly('npm', ['run', '--silent', 'typecheck']));
  await step('linting', () => runQuietly('npm', ['run', '--silent', 'lint']));
}

/** Only what jest reports goes to stderr: its --json result would flood the terminal, so it goes to a file. */
function runJest(args: string[], addresses: { RABBITMQ_URL: string; MONGODB_URI: string }): Promise<number> {
  const options = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`;
  return foreground('node_modules/jest/bin/jest.js', args, { ...process.env, ...addresses, NODE_OPTIONS: options.trim() });
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}

/** A test file that could not even be loaded counts as one failure. */
function tally(file: string): string {
  const report = readJson<Report>(file);
  if (!report) return '0 passed, 1 failed';
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const skipped = report.numPendingTests + report.numTodoTests;
  return `${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
