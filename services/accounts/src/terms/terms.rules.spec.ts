import { readFileSync } from 'node:fs';
import { parseTerms } from './terms.service.js';

const published = readFileSync(new URL('index.yaml', import.meta.url), 'utf8');
const next = (fields: string): string =>
  `${published}  - version: '2027-1'\n    from: '2027-03-01'\n    changes: { it: Cambia qualcosa, en: Something changes }\n${fields}`;

describe('the terms of contract', () => {
  it('R26: hold as published', () =>
    expect(parseTerms(published)).toMatchObject([{ version: '2026-1', from: '2026-01-01' }]));

  it('R26: a new version is announced 30 days before it holds, or refused, saying when it can begin', () => {
    expect(parseTerms(next("    announced: '2027-01-30'"))).toHaveLength(2);
    expect(() => parseTerms(next("    announced: '2027-01-31'"))).toThrow('can begin on 2027-03-02');
    expect(() => parseTerms(next(''))).toThrow('says when it is announced');
  });

  it.each([
    ['versions that are not in order', next("    announced: '2025-01-01'").replace('2027-03-01', '2025-03-01')],
    ['a day that does not exist', next("    announced: '2027-02-30'")],
    ['what is not known', `${published}    sooner: true\n`],
  ])('R26: refuse %s', (_what, yaml) => expect(() => parseTerms(yaml)).toThrow('terms'));
});
