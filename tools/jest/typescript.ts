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

/** A test file's run, in the address of a module that is loaded for it alone. */
export const RUN = 'run';

/** What stands beside test files is a part of them, and begins anew with each: what others import is loaded once. */
function addressOf(source: string, importer: string | undefined): string {
  const address = pathToFileURL(source);
  const run = importer && new URL(importer).searchParams.get(RUN);
  if (run && relative(root, source).split(sep).includes('test')) address.searchParams.set(RUN, run);
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
