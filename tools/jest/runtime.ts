import { createRequire, enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importTypeScript, RUN } from './typescript.ts';

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

  /** A test file: run again where it ran before, as with `--watch`. */
  unstable_importModule(file: string): Promise<unknown> {
    return import(`${pathToFileURL(file).href}?${RUN}=${++runs}`);
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
