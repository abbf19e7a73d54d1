import { createHash } from 'node:crypto';
import { copyFileSync, globSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { constants, brotliCompressSync, gzipSync } from 'node:zlib';

const root = resolve(import.meta.dirname, '..');
const web = join(root, 'web');
const panel = join(root, 'dist/panel');
const record = join(root, 'dist/.panel.sha256');

/** Of all that the panel is made of: its sources, and the packages that the lock file says. */
function contentHash(): string {
  const sum = createHash('sha256');
  const sources = globSync('**/*', { cwd: web, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = sources.map((entry) => join(entry.parentPath, entry.name)).sort();
  for (const file of [...files, join(root, 'package-lock.json'), import.meta.filename])
    sum.update(file).update(readFileSync(file));
  return sum.digest('hex');
}

function built(): string {
  try {
    return readFileSync(record, 'utf8');
  } catch {
    return '';
  }
}

/** Beside each file what a browser that takes it is given: made once, not for every request. */
function compress(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => /\.(js|css|svg)$/.test(each))) {
    const content = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content, { params }));
  }
}

/** Vite takes libraries as they are for development wherever NODE_ENV says anything else: half as large again, and slower. */
async function asInProduction(build: () => Promise<unknown>): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** Makes dist/panel from web/, unless it was made of the same. Gives whether it was made anew; throws Vite's message. */
export async function buildPanel(): Promise<boolean> {
  const hash = contentHash();
  if (built() === hash) return false;
  rmSync(record, { force: true });
  const vite = await import('vite');
  await asInProduction(() => vite.build({ configFile: join(web, 'vite.config.ts'), logLevel: 'error' }));
  copyFileSync(join(web, 'src/pages.json'), join(panel, 'pages.json'));
  compress(join(panel, 'assets'));
  writeFileSync(record, hash);
  return true;
}

if (process.argv[1] === import.meta.filename)
  console.log((await buildPanel()) ? 'built the panel' : 'the panel is built');
