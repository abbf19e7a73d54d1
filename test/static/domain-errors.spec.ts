import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { unfitForPeople } from '#libs/testing/for-people.js';

const ROOT = join(import.meta.dirname, '..', '..');
const FILES = globSync('{services/*/src,libs,gateway/src}/**/*.ts', { cwd: ROOT }).filter(
  (file) => !/spec\.ts$|\/test\//.test(file) && readFileSync(join(ROOT, file), 'utf8').includes('extends DomainError'),
);

type Made = new (...given: unknown[]) => DomainError;

/** Words of a program that an error is given and must say in a person's. */
const BY_NAME: readonly (readonly [RegExp, unknown])[] = [
  [/^(day|earliest|cutOverOn|until|last|from)$/, '2026-11-28'],
  [/^period$/, '2026-11'],
  [/^number$/, '+390255501222'],
  [/^requestedAt$/, new Date('2026-11-28T09:00:00Z')],
  [/^(missing|debt|debtCents|left|balance|due|most|atMost|bytes|version|retryAfter)/, 123_456],
  [/^state$/, 'awaiting_iban'],
  [/^wanted$/, ['requested', 'approved']],
  [/^(obstacles)$/, [{ code: 'debt_open' }, { code: 'refund_open' }]],
  [/^(allowed|fields)$/, []],
  [/^district$/, '02'],
  [/^block$/, { id: 'blk1', from: '+390255600000', to: '+390255600999' }],
];
/** Where a name does not tell: what an error takes of it. */
const BY_CLASS: Readonly<Record<string, readonly unknown[]>> = {
  AttachmentRefused: ['attachment_size', {}],
  NumberNotPortable: ['+390255501222', 'here_already'],
  VolturaIncomplete: [['identity']],
};

const parametersOf = (made: Made): string[] =>
  (/constructor\s*\(([^)]*)\)/.exec(made.toString())?.[1] ?? '')
    .split(',')
    .map((one) => one.split('=')[0]!.replace(/[{}\s]|\.\.\./g, ''))
    .filter(Boolean);
const example = (name: string): unknown => BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? 'Rossi S.n.c.';

/** The error with example data; with lists where it wants those. Undefined where it takes a body of its own: its texts are its caller's. */
function exampleOf(name: string, made: Made): DomainError | undefined {
  const given = BY_CLASS[name] ?? parametersOf(made).map(example);
  for (const attempt of [given, given.map((value) => [value]), given.map(() => ({}))]) {
    try {
      return new made(...attempt);
    } catch {
      // Another kind of value, perhaps.
    }
  }
  return undefined;
}

describe('what errors tell people', () => {
  it('is fit for them, in both languages, whatever it is about', async () => {
    const seen: string[] = [];
    const unfit: string[] = [];
    for (const file of FILES) {
      const exported = (await import(join(ROOT, file))) as Record<string, unknown>;
      for (const [name, made] of Object.entries(exported)) {
        if (typeof made !== 'function' || !(made.prototype instanceof DomainError)) continue;
        const error = exampleOf(name, made as Made);
        if (!error?.text.it) continue;
        seen.push(name);
        for (const text of [error.text.it, error.text.en])
          unfit.push(...unfitForPeople(text).map((why) => `${file} ${name}: ${why}`));
      }
    }
    expect(unfit).toEqual([]);
    expect(seen.length).toBeGreaterThan(80);
  });
});
