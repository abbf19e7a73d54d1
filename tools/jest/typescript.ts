import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, relative, resolve as resolvePath, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync, type Options } from '@swc/core';

const root = resolvePath(import.meta.dirname, '../..');
const options = JSON.parse(readFileSync(join(root, 'tools/swc.json'), 'utf8')) as Options;

/** The source that an import of its output means, where there is one. */
function sourceOf(specifier: string, importer: string | undefined): string | undefined {
  const output = specifier.startsWith('#libs/')
    ? pathToFileURL(join(root, 'libs', specifier.slice('#libs/'.length)))
    : specifier.startsWith('.') && importer
      ? new URL(specifier, importer)
      : undefined;
  if (!output?.pathname.endsWith('.js')) return undefined;
  const source = fileURLToPath(output).replace(/\.js$/, '.ts');
  return existsSync(source) ? source : undefined;
}

function compile(file: string): string {
  return transformSync(readFileSync(file, 'utf8'), {
    ...options,
    filename: file,
    sourceFileName: file,
    sourceMaps: 'inline',
    swcrc: false,
  }).code;
}

/**
 * The address of a module that belongs to one run of a test file: it is loaded again for each. That goes on to what stands
 * beside test files, which is a part of them, or to all of our `sources`, which may have changed since the run before.
 */
export function addressOfRun(file: string, run: number, { sources }: { sources: boolean }): string {
  const address = pathToFileURL(file);
  address.searchParams.set(sources ? 'sources' : 'run', String(run));
  return address.href;
}

function addressOf(source: string, importer: string | undefined): string {
  const address = pathToFileURL(source);
  const { search, searchParams } = new URL(importer ?? address);
  const isPartOfTest = relative(root, source).split(sep).includes('test');
  if (searchParams.has('sources') || (searchParams.has('run') && isPartOfTest)) address.search = search;
  return address.href;
}

/** From now on this thread imports our sources as they are, with decorators, compiled as the build compiles them. */
export function importTypeScript(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const source = sourceOf(specifier, context.parentURL);
      return source
        ? { url: addressOf(source, context.parentURL), format: 'module', shortCircuit: true }
        : next(specifier, context);
    },
    load(url, context, next) {
      if (!url.startsWith('file:') || !new URL(url).pathname.endsWith('.ts')) return next(url, context);
      return { format: 'module', source: compile(fileURLToPath(url)), shortCircuit: true };
    },
  });
}
