import { globSync, readFileSync } from 'node:fs';
import { basename, matchesGlob } from 'node:path';

const page = readFileSync('CONTRIBUTING.md', 'utf8');
/** The patterns in the first column of the table under a heading of that column. */
function patternsUnder(heading: string): string[] {
  const table = page.slice(page.indexOf(`| ${heading} |`)).split('\n\n')[0]!;
  return table
    .split('\n')
    .slice(2)
    .flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, one]) => one!));
}
const kinds = patternsUnder('kind');
const folders = patternsUnder('folder');
const files = globSync('{gateway,services,simulators,libs,test,tools,bench,fuzz}/**/*.ts', {
  exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
});

const isOfKind = (file: string): boolean => kinds.some((kind) => matchesGlob(basename(file), kind));
const isOfFolder = (file: string): boolean => folders.some((folder) => matchesGlob(file, folder));

describe('the kinds of file that CONTRIBUTING lists', () => {
  it('leave no file without one', () => {
    expect(files.length).toBeGreaterThan(500);
    expect(files.filter((file) => !isOfKind(file) && !isOfFolder(file))).toEqual([]);
  });

  it.each(kinds)('have files: %s', (kind) => {
    expect(files.some((file) => matchesGlob(basename(file), kind))).toBe(true);
  });

  it.each(folders)('have files: %s', (folder) => {
    expect(files.some((file) => matchesGlob(file, folder))).toBe(true);
  });

  it('leave to the root of a source folder what puts its boxes together', () => {
    const roots = files.filter((file) => matchesGlob(file, '{gateway,services/*}/src/*.ts'));
    const allowed = ['main.ts', '*.main.ts', 'cli.ts', '*.module.ts', '*.process.ts'];
    expect(roots.filter((file) => !allowed.some((one) => matchesGlob(basename(file), one)))).toEqual([]);
  });
});
