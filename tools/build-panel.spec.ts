import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildPanel } from './build-panel.ts';

const FIRST_LOAD_BYTES = 200_000;
const FURTHER_PAGE_BYTES = 80_000;
const panel = join(import.meta.dirname, '../dist/panel');
const zipped = (file: string): number => statSync(join(panel, `${file}.gz`)).size;

describe('the panel on a slow telephone', () => {
  beforeAll(buildPanel);

  /** What the page itself asks for. */
  const firstLoad = (): string[] => {
    const page = readFileSync(join(panel, 'index.html'), 'utf8');
    return [...page.matchAll(/(?:src|href)="\/(assets\/[\w-]+\.js)"/g)].map(([, file]) => file!);
  };

  it('loads at most 200 KB of zipped script before it shows anything', () => {
    expect(firstLoad().length).toBeGreaterThan(0);
    expect(firstLoad().reduce((bytes, file) => bytes + zipped(file), 0)).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
  });

  it('and at most 80 KB more for any other page', () => {
    const pages = globSync('assets/*.js', { cwd: panel }).filter((file) => !firstLoad().includes(file));
    expect(pages.filter((file) => zipped(file) > FURTHER_PAGE_BYTES)).toEqual([]);
  });
});
