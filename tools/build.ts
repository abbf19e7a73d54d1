import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const record = join(dist, '.build.json');
const SOURCES = '{gateway,services,simulators,libs,bench,fuzz}/**/*';

/** Content hash of each source when its output was made. */
type Made = Record<string, string>;

interface Swc {
  transform(source: string, options: object): Promise<{ code: string; map?: string }>;
}

function hash(...texts: (string | Buffer)[]): string {
  const sum = createHash('sha256');
  for (const text of texts) sum.update(text);
  return sum.digest('hex');
}

function outputOf(source: string): string {
  return join(dist, source.endsWith('.ts') ? source.replace(/\.ts$/, '.js') : source);
}

function sources(): string[] {
  const found = globSync(SOURCES, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  return found
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/\.(spec\.ts|d\.ts|md)$/.test(file));
}

function readRecord(): Made {
  try {
    return JSON.parse(readFileSync(record, 'utf8')) as Made;
  } catch {
    return {};
  }
}

/** What goes to disk for a source: output files and what is in them. */
async function compile(swc: Swc, source: string, options: object): Promise<Map<string, string | Buffer>> {
  const output = outputOf(source);
  const text = readFileSync(join(root, source));
  if (!source.endsWith('.ts')) return new Map([[output, text]]);
  const { code, map } = await swc.transform(text.toString(), {
    ...options,
    filename: join(root, source),
    sourceFileName: join(root, source),
    swcrc: false,
  });
  return new Map([
    [`${output}.map`, map ?? ''],
    [output, `${code.trimEnd()}\n//# sourceMappingURL=${basename(output)}.map\n`],
  ]);
}

function write(outputs: Map<string, string | Buffer>): void {
  for (const [file, text] of outputs) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function removeOrphans(before: Made, now: Made): void {
  for (const source of Object.keys(before).filter((file) => !(file in now))) {
    for (const end of ['', '.map']) rmSync(outputOf(source) + end, { force: true });
  }
}

/**
 * Compiles what changed since the last build to dist/, at the same paths, copies every other file along, and removes the
 * output of sources that have gone. Gives the sources that it made. Throws the compiler's message on a syntax error, and
 * then leaves everything as it was.
 */
export async function build(): Promise<string[]> {
  const options = readFileSync(join(root, 'tools/swc.json'), 'utf8');
  const before = readRecord();
  const now: Made = {};
  for (const source of sources()) now[source] = hash(options, readFileSync(join(root, source)));
  const changed = Object.keys(now).filter((source) => now[source] !== before[source]);
  if (changed.length > 0) {
    const swc = (await import('@swc/core')) as unknown as Swc;
    const compiled = await Promise.all(changed.map((source) => compile(swc, source, JSON.parse(options) as object)));
    rmSync(record, { force: true });
    for (const outputs of compiled) write(outputs);
  }
  removeOrphans(before, now);
  mkdirSync(dist, { recursive: true });
  writeFileSync(record, JSON.stringify(now));
  return changed;
}

if (process.argv[1] === import.meta.filename) console.log(`built ${(await build()).length} files`);
