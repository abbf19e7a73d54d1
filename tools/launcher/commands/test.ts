import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareBrowser } from '../browser.ts';
import { type Command, helped } from '../command.ts';
import { readJson } from '../files.ts';
import { foreground } from '../foreground.ts';
import { type Infrastructure, withPrivateInfrastructure } from '../infrastructure.ts';
import { run as runQuietly } from '../install.ts';
import { withKeptInfrastructure } from '../kept-infrastructure.ts';
import { prepare } from '../prepare.ts';
import { print, say, step } from '../say.ts';
import { readTestArguments } from '../test-arguments.ts';
import { fuzz } from './fuzz.ts';

export const test: Command = {
  summary: 'check types, lint, and run the tests on a private broker and database; or some tests at once',
  help: `Usage: ./openvoip test [--quick] [--only KIND] [jest options…]
       ./openvoip test PATH… | -t NAME | --watch [--only KIND] [jest options…]
       ./openvoip test fuzz [--minutes N] [--role ROLE]…

Alone it builds, checks types, lints, then runs every test on a broker and a database of its own, which are removed
afterwards. It stops at the first check that fails. The last line is 'N passed, N failed', where a failed check counts as
one; the exit code is jest's, or 1.

With a path, a name or --watch it is for working: it builds and runs those tests, without the checks, on a broker and a
database that are kept for the next time (not those of 'up'; half an hour without a test, or './openvoip down', stops them).

  PATH          test files whose path holds this
  -t NAME       tests whose name matches this; without a path, in the files where it is written
  --watch       stay, and run again what changes: with a path its tests after every change, else the tests of what changed
  --quick       leave out the type check and the lint
  --only KIND   only the unit, service or system tests
  …             everything else goes to jest, as --bail

  fuzz          ${fuzz.summary}: './openvoip test fuzz --help' explains it`,
  explainsItself: true,
  run: (args) =>
    args[0] === 'fuzz' ? explained(fuzz, args.slice(1)) : explained({ ...test, explainsItself: false, run }, args),
};

async function explained(command: Command, args: string[]): Promise<number> {
  return helped(command, args) ? 0 : command.run(args);
}

async function run(args: string[]): Promise<number> {
  const { quick, some, watch, jest } = readTestArguments(args);
  await prepare();
  if (watch) return withKeptInfrastructure((addresses) => runJest(jest, addresses, { asks: true }));
  if (some) return withKeptInfrastructure((addresses) => counted(jest, addresses));
  if (!quick && !(await check())) {
    print('0 passed, 1 failed');
    return 1;
  }
  await prepareBrowser();
  return withPrivateInfrastructure((addresses) => counted(jest, addresses));
}

/** Checks types, then lints; tells what is wrong with the first that fails, and whether none does. */
async function check(): Promise<boolean> {
  const checks = { 'checking types': 'typecheck', linting: 'lint' };
  try {
    for (const [title, script] of Object.entries(checks))
      await step(title, () => runQuietly('npm', ['run', '--silent', script]));
    return true;
  } catch (error) {
    say(`✗ ${(error as Error).message}`);
    return false;
  }
}

/** Runs tests and tells how many passed. Only what jest reports goes to stderr: its --json result would flood the terminal, so it goes to a file. */
async function counted(jest: string[], addresses: Infrastructure): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'openvoip-report-'));
  const report = join(folder, 'jest.json');
  try {
    const code = await runJest([...jest, '--json', `--outputFile=${report}`], addresses, { asks: false });
    print(tally(report));
    return code;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Jest with this terminal; one that asks for keys must be in the terminal's own group of processes. */
function runJest(
  args: string[],
  { RABBITMQ_URL, GATEWAY_RABBITMQ_URL, MONGODB_URI }: Infrastructure,
  { asks }: { asks: boolean },
): Promise<number> {
  const env = { ...process.env, RABBITMQ_URL, GATEWAY_RABBITMQ_URL, MONGODB_URI };
  return foreground('node_modules/jest/bin/jest.js', args, env, { whole: !asks });
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
