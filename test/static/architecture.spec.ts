import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, normalize, dirname } from 'node:path';

const page = readFileSync('docs/architecture.md', 'utf8');
const SOURCES: Readonly<Record<string, string>> = {
  gateway: 'gateway/src',
  accounts: 'services/accounts/src',
  numbers: 'services/numbers/src',
  billing: 'services/billing/src',
  tickets: 'services/tickets/src',
  simulators: 'simulators',
  libs: 'libs',
};
const PARTS = Object.keys(SOURCES);
const WITH_BOXES = PARTS.filter((part) => part !== 'simulators');

type Arrows = Readonly<Record<string, readonly string[]>>;
const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, one]) => one!).toSorted();
/** The rows below a heading: what stands in the first cell, and what it asks by the last. */
function tableUnder(heading: string): Arrows {
  const section = page.slice(page.indexOf(`${heading}\n`)).split(/\n#/)[0]!;
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return Object.fromEntries(
    rows.slice(1).map((row) => {
      const cells = row.split('|').slice(1, -1);
      return [cells[0]!.replaceAll('`', '').trim(), quoted(cells.at(-1)!)];
    }),
  );
}

/** What a file imports to run, by its path in the repository; types do not count, and tests see all. */
function valuesOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const imports = [...text.matchAll(/^(?:import|export)\s(?!type\s)([^;]*?)from '([^']+)';/gm)]
    .filter(([, what]) => !/^\{(\s*type [^,}]+,?)+\s*\}\s*$/.test(what!))
    .map(([, , from]) => from!);
  return imports
    .filter((from) => from.startsWith('.') || from.startsWith('#libs/'))
    .map((from) => (from.startsWith('#') ? from.slice(1) : normalize(join(dirname(file), from))));
}
const files = globSync('{gateway/src,services/*/src,simulators,libs}/**/*.ts').filter(
  (file) => !file.endsWith('.spec.ts') && !file.includes('/test/') && !file.includes('/node_modules/'),
);
const partOf = (path: string): string => PARTS.find((part) => path.startsWith(`${SOURCES[part]}/`))!;
/** The folder of a source that a file is in; none for what stands at its root and puts the boxes together. */
const boxOf = (path: string): string | undefined => {
  const [box, ...rest] = path.slice(SOURCES[partOf(path)]!.length + 1).split('/');
  return rest.length > 0 ? box : undefined;
};

const sorted = (arrows: ReadonlyMap<string, ReadonlySet<string>>): Arrows =>
  Object.fromEntries([...arrows].map(([from, to]) => [from, [...to].toSorted()]));
const parts = new Map(PARTS.map((part) => [part, new Set<string>()]));
const boxes = new Map(WITH_BOXES.map((part) => [part, new Map<string, Set<string>>()]));
for (const file of files) {
  const [part, box] = [partOf(file), boxOf(file)];
  const asks = box && boxes.get(part);
  if (asks && !asks.has(box)) asks.set(box, new Set());
  for (const to of valuesOf(file)) {
    if (partOf(to) !== part) parts.get(part)!.add(partOf(to));
    else if (asks && boxOf(to) && boxOf(to) !== box) asks.get(box)!.add(boxOf(to)!);
  }
}

describe('docs/architecture.md', () => {
  it('names who asks whom, and nobody else does', () => {
    expect(sorted(parts)).toEqual(tableUnder('## Who may ask whom'));
  });

  it.each(WITH_BOXES)('names every box of %s and every arrow, and none that is not there', (part) => {
    expect(sorted(boxes.get(part)!)).toEqual(tableUnder(`### ${part}`));
  });

  it.each(WITH_BOXES)('draws every box of %s, and no arrow that points up', (part) => {
    const picture = [...page.matchAll(new RegExp(`^ +${part}_(\\d+)\\["(.*)"\\]$`, 'gm'))];
    const floors = new Map(
      picture.flatMap(([, floor, names]) => names!.split(' · ').map((name) => [name, Number(floor)])),
    );
    const arrows = tableUnder(`### ${part}`);
    expect([...floors.keys()].toSorted()).toEqual(Object.keys(arrows).toSorted());
    const up = Object.entries(arrows).flatMap(([from, to]) =>
      to.filter((one) => floors.get(one)! >= floors.get(from)!).map((one) => `${from} → ${one}`),
    );
    expect(up).toEqual([]);
  });

  it('walks through files that there are', () => {
    const walk = quoted(page.slice(page.indexOf('## From `POST'))).filter((one) => one.endsWith('.ts'));
    expect(walk.length).toBeGreaterThan(20);
    expect(walk.filter((file) => !existsSync(file))).toEqual([]);
  });
});
