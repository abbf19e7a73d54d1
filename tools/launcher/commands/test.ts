import { join } from 'node:path';
import { type Command, helped } from '../command.ts';
import { readJson } from '../files.ts';
import { foreground } from '../foreground.ts';
import { type Infrastructure, withPrivateInfrastructure } from '../infrastructure.ts';
import { run as runQuietly } from '../install.ts';
import { prepare } from '../prepare.ts';
import { Misuse, print, say, step } from '../say.ts';
import { fuzz } from './fuzz.ts';

const KINDS = ['unit', 'service', 'system'];

export const test: Command = {
  summary: 'check types, lint, and run the tests on a private broker and database',
  help: `Usage: ./openvoip test [--quick] [--only KIND] [jest arguments…]
       ./openvoip test fuzz [--minutes N] [--role ROLE]…

Builds, checks types, lints, then runs jest on a broker and a database of its own, which are removed afterwards.
The last line is 'N passed, N failed', where a failed check counts as one; the exit code is jest's, or 1.

  --quick       leave out the type check and the lint
  --only KIND   only the unit, service or system tests
  …             everything else goes to jest: a path pattern, -t NAME, --coverage

  fuzz          ${fuzz.summary}: './openvoip test fuzz --help' explains it`,
  explainsItself: true,
  run: (args) =>
    args[0] === 'fuzz' ? explained(fuzz, args.slice(1)) : explained({ ...test, explainsItself: false, run }, args),
};

async function explained(command: Command, args: string[]): Promise<number> {
  return helped(command, args) ? 0 : command.run(args);
}

async function run(args: string[]): Promise<number> {
  const { quick, jest } = split(args);
  await prepare();
  const failedChecks = quick ? 0 : await check();
  const { code, summary } = await withPrivateInfrastructure(async ({ folder, ...addresses }) => {
    const report = join(folder, 'jest.json');
    return {
      code: await runJest([...jest, '--json', `--outputFile=${report}`], addresses),
      summary: tally(report, failedChecks),
    };
  });
  print(summary);
  return code || Math.min(failedChecks, 1);
}

/** Takes the launcher's own options out of the arguments; the rest is jest's. */
function split(args: string[]): { quick: boolean; jest: string[] } {
  const jest: string[] = [];
  let quick = false;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    if (arg === '--quick') quick = true;
    else if (arg === '--only' || arg.startsWith('--only='))
      jest.push('--selectProjects', kind(arg.split('=')[1] ?? args[++at]));
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

/** Checks types and lints; tells what is wrong and gives the number of checks that failed, so that the tests run all the same. */
async function check(): Promise<number> {
  const checks = { 'checking types': 'typecheck', linting: 'lint' };
  let failed = 0;
  for (const [title, script] of Object.entries(checks)) {
    await step(title, () => runQuietly('npm', ['run', '--silent', script])).catch((error: Error) => {
      failed++;
      say(`✗ ${error.message}`);
    });
  }
  return failed;
}

/** Only what jest reports goes to stderr: its --json result would flood the terminal, so it goes to a file. */
function runJest(args: string[], addresses: Infrastructure): Promise<number> {
  return foreground('node_modules/jest/bin/jest.js', args, { ...process.env, ...addresses }, { whole: true });
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}

/** A failed check and a test file that could not even be loaded count as one failure each. */
function tally(file: string, failedChecks: number): string {
  const report = readJson<Report>(file);
  if (!report) return `0 passed, ${failedChecks + 1} failed`;
  const failed = failedChecks + report.numFailedTests + report.numRuntimeErrorTestSuites;
  const skipped = report.numPendingTests + report.numTodoTests;
  return `${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
