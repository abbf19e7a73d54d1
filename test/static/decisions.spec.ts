import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

describe('a page of docs/decisions', () => {
  const pages = globSync('docs/decisions/*.md', { cwd: root }).map((file) => ({
    name: basename(file, '.md'),
    text: readFileSync(resolve(root, file), 'utf8'),
  }));
  const without = (part: RegExp): string[] => pages.filter(({ text }) => !part.test(text)).map(({ name }) => name);

  it('says under its title whether it holds, and since when', () => {
    expect(without(/^# .+\n\n\*(Accepted|Superseded by \[.+\]\(.+\)), \d{4}-\d{2}-\d{2}\*\n/)).toEqual([]);
  });

  it.each(['Context', 'Decision', 'Rejected'])('tells: %s', (part) => {
    expect(without(new RegExp(`^(## |(- )?\\*\\*)${part}`, 'm'))).toEqual([]);
  });

  it('names no other page that is not there', () => {
    const links = pages.flatMap(({ name, text }) =>
      [...text.matchAll(/\]\(([\w-]+)\.md/g)].map(([, to]) => ({ from: name, to: to! })),
    );
    expect(links.filter(({ to }) => !pages.some(({ name }) => name === to))).toEqual([]);
  });
});
