import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadedBy, loadsAny } from './modules.js';

describe('what a program loads', () => {
  const build = mkdtempSync(join(tmpdir(), 'openvoip-modules-'));
  afterAll(() => rmSync(build, { recursive: true }));
  const files = {
    'services/a/main.js': `import { x } from './rules/x.js';\nexport * from "#libs/money/money.js";\n`,
    'services/a/rules/x.js': `const late = await import('../late.js');\nimport 'luxon';\n`,
    'services/a/late.js': `import '../a/main.js';\n`,
    'libs/money/money.js': '',
    'services/b/main.js': '',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(build, path)), { recursive: true });
    writeFileSync(join(build, path), text);
  }
  const loaded = loadedBy('services/a/main.js', build);

  it('is all that its imports lead to, in a circle too, and no package', () => {
    expect([...loaded].toSorted()).toEqual([
      'libs/money/money.js',
      'services/a/late.js',
      'services/a/main.js',
      'services/a/rules/x.js',
    ]);
  });

  it.each([
    ['services/a/rules/x.ts', true],
    ['libs/money/money.ts', true],
    ['services/a/rules/prices.yaml', true],
    ['services/b/main.ts', false],
    ['services/b/prices.yaml', false],
  ])('is changed by %s: %s', (source, expected) => expect(loadsAny(loaded, [source])).toBe(expected));
});
