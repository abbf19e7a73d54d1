import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { statesPage } from '../../tools/states.js';

const load = (file: string): Promise<Record<string, unknown>> =>
  import(pathToFileURL(resolve(file)).href) as Promise<Record<string, unknown>>;

describe('the page of all states', () => {
  it('is what the tables say: write it again with `npm run docs` after a change of one', async () => {
    expect(readFileSync('docs/states.md', 'utf8')).toBe(await statesPage(load));
  });
});
