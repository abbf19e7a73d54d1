import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const IMPORT = /(?:from|import)\s*\(?\s*['"]((?:\.{1,2}\/|#libs\/)[^'"]+)['"]/g;

/** The files of a build that its program loads, the program itself among them, as paths inside of the build. */
export function loadedBy(program: string, build: string): Set<string> {
  const found = new Set<string>();
  const pending = [join(build, program)];
  for (let file = pending.pop(); file; file = pending.pop()) {
    const path = relative(build, file);
    if (found.has(path) || !existsSync(file)) continue;
    found.add(path);
    if (path.endsWith('.js')) pending.push(...importsOf(file, build));
  }
  return found;
}

const importsOf = (file: string, build: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, specifier]) =>
    specifier!.startsWith('#libs/')
      ? join(build, 'libs', specifier!.slice('#libs/'.length))
      : join(dirname(file), specifier!),
  );

/** Whether one of the changed sources is among what a program loads; a file that is no module is read by those beside it. */
export function loadsAny(loaded: ReadonlySet<string>, changed: readonly string[]): boolean {
  const folders = new Set([...loaded].map((path) => dirname(path)));
  return changed.some((source) =>
    source.endsWith('.ts') ? loaded.has(source.replace(/\.ts$/, '.js')) : folders.has(dirname(source)),
  );
}
