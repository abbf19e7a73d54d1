import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';
import { Misuse } from './say.ts';

const KINDS = ['unit', 'service', 'system'];
/** Options of jest's whose value may stand in the word after them. */
const WITH_VALUE = new Set([
  '-t',
  '--testNamePattern',
  '-w',
  '--maxWorkers',
  '--testTimeout',
  '--shard',
  '--reporters',
]);
const SPECS = '{libs,services,simulators,gateway,tools,fuzz,test}/**/*.spec.ts';

/** What `test` was asked for. */
export interface TestRun {
  /** Without the type check and the lint. */
  quick: boolean;
  /** Some tests, looked at while working: not the whole suite. */
  some: boolean;
  watch: boolean;
  jest: string[];
}

/** Takes the launcher's own options out of the arguments; the rest is jest's. Fails on a kind of test that there is not. */
export function readTestArguments(args: string[]): TestRun {
  const own = { quick: false, watch: false };
  const [kinds, options, paths]: string[][] = [[], [], []];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    if (arg === '--quick') own.quick = true;
    else if (arg === '--watch') own.watch = true;
    else if (arg === '--only' || arg.startsWith('--only=')) kinds!.push(kind(arg.split('=')[1] ?? args[++at]));
    else if (WITH_VALUE.has(arg)) options!.push(arg, args[++at] ?? '');
    else (arg.startsWith('-') ? options! : paths!).push(arg);
  }
  const name = nameIn(options!);
  const files = paths!.length > 0 || name === undefined ? paths! : filesThatName(name);
  const watching = own.watch ? [files.length > 0 ? '--watchAll' : '--watch'] : [];
  // --selectProjects swallows every word after it: paths stand before it.
  const selected = kinds!.length > 0 ? ['--selectProjects', ...kinds!] : [];
  const some = own.watch || files.length > 0 || name !== undefined;
  return { ...own, some, jest: [...watching, ...options!, ...files, ...selected] };
}

function kind(value: string | undefined): string {
  if (value && KINDS.includes(value)) return value;
  throw new Misuse(`test: --only takes ${KINDS.join(', ')}`);
}

/** The pattern that names of tests must match. */
function nameIn(options: string[]): string | undefined {
  const at = options.findIndex((option) => option === '-t' || option.startsWith('--testNamePattern'));
  return at < 0 ? undefined : (options[at]!.split('=')[1] ?? options[at + 1]);
}

/** The test files in which a name is written; none where it is put together of parts, so that all must be asked. */
function filesThatName(name: string): string[] {
  const pattern = new RegExp(name, 'i');
  return globSync(SPECS, { cwd: root }).filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')));
}
