import { createRequire, enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOfRun, importTypeScript } from './typescript.ts';

const require = createRequire(import.meta.url);
const CIRCUS_HANDLERS = Symbol.for('EVENT_HANDLERS');
let runs = 0;

enableCompileCache(join(tmpdir(), 'openvoip-compile-cache'));
process.setSourceMapsEnabled(true);
importTypeScript();

/**
 * Stands in for jest-runtime, in what jest-runner and jest-circus ask of it. A process loads a module once, whichever of its
 * test files imports it, as a process of the system does; a test file begins with the environment variables that the
 * process began with. There is no `jest` object, hence no mocked modules: `mock` of node:test has functions and timers.
 */
export default class NodeRuntime {
  readonly #variables = { ...process.env };
  readonly #watches: boolean;

  constructor(...args: unknown[]) {
    const { watch, watchAll } = args.at(-1) as { watch: boolean; watchAll: boolean };
    this.#watches = watch || watchAll;
  }

  /** jest-circus, whose state is the run of one test file. */
  requireInternalModule(file: string): unknown {
    delete require.cache[file];
    delete (globalThis as Record<symbol, unknown>)[CIRCUS_HANDLERS];
    return require(file);
  }

  requireModule(file: string): unknown {
    return require(file);
  }

  unstable_shouldLoadAsEsm(): boolean {
    return true;
  }

  /** A test file: run again where it ran before, with what has changed since. */
  unstable_importModule(file: string): Promise<unknown> {
    return import(addressOfRun(file, ++runs, { sources: this.#watches }));
  }

  setGlobalsForRuntime(): void {}

  enterTestCode(): void {}

  leaveTestCode(): void {}

  getSourceMaps(): null {
    return null;
  }

  getAllCoverageInfoCopy(): undefined {}

  teardown(): void {
    for (const name of Object.keys(process.env)) if (!(name in this.#variables)) delete process.env[name];
    Object.assign(process.env, this.#variables);
  }
}
