import type { OpenApi, Operation, Schema } from './open-api.js';

/** Something that a field must refuse, and what it is. */
export interface Odd {
  readonly what: string;
  readonly value: unknown;
  /** Only its service can tell that it is wrong, where the things that the request names are there. */
  readonly told?: 'by the service';
}

const LONG = 10_000;
const CHARACTERS: readonly (readonly [string, string])[] = [
  ['NUL', '\0'],
  ['U+0001', '\u0001'],
  ['U+202E', '\u202e'],
  ['U+FFFE', '\ufffe'],
  ['a lone surrogate', '\ud800'],
];
const WRONG_TYPES: Readonly<Record<string, readonly unknown[]>> = {
  string: [7, true, {}, ['a']],
  integer: ['many', true, {}, [1], 1.5, 1e300],
  boolean: ['yes', 1, {}, [true]],
  array: ['a', 7, {}],
  object: ['a', 7, true, []],
};
const DATES: Readonly<Record<string, (year: string) => string>> = {
  date: (year) => `${year}-12-31`,
  'date-time': (year) => `${year}-12-31T00:00:00Z`,
  period: (year) => `${year}-12`,
};
const YEARS = ['0000', '0001', '9999'];
/** Of the size of ours in letters, not in bytes; of no size at all. */
const TOKENS = [
  '\u00e0'.repeat(60),
  `otk_${'0'.repeat(26)}.${'\u00e8'.repeat(43)}`,
  `ses_${'0'.repeat(26)}.1.${'\u00e8'.repeat(43)}`,
  '...',
  'a',
];
const CURSORS = ['junk', '%', '-1', '9'.repeat(40), '../..', '{"a":1}'];
/** Files of banks, payloads: the characters are the reader's affair. */
const MOST_OF_A_TEXT = 100_000;

function oddTexts(name: string, schema: Schema, sample: string): Odd[] {
  const odd: Odd[] = CHARACTERS.map(([what, character]) => ({ what, value: sample + character }));
  if ((schema.maxLength ?? Infinity) < LONG) odd.push({ what: `${LONG} characters`, value: 'x'.repeat(LONG) });
  for (const year of YEARS)
    if (DATES[schema.format ?? '']) odd.push({ what: `the year ${year}`, value: DATES[schema.format!]!(year) });
  if (/token$/i.test(name))
    odd.push(...TOKENS.map((value): Odd => ({ what: 'an odd token', value, told: 'by the service' })));
  if (name === 'cursor')
    odd.push(...CURSORS.map((value): Odd => ({ what: 'a junk cursor', value, told: 'by the service' })));
  if ((schema.maxLength ?? 0) > MOST_OF_A_TEXT) return odd.map((each): Odd => ({ ...each, told: 'by the service' }));
  return odd;
}

/** What a field of this schema must refuse. */
export function oddValues(api: OpenApi, name: string, of: Schema): Odd[] {
  const schema = api.plain(of);
  const nulls: Odd[] = api.takesNull(of) ? [] : [{ what: 'null', value: null }];
  const types = (WRONG_TYPES[schema.type ?? 'string'] ?? []).map((value): Odd => ({ what: 'a wrong type', value }));
  const texts =
    schema.type === 'string' && !schema.enum
      ? oddTexts(name, schema, String(api.sample(schema)))
      : schema.enum
        ? [{ what: 'none of the choices', value: 'x\u0001' }]
        : [];
  const items =
    schema.type === 'array'
      ? oddValues(api, name, schema.items ?? {})
          .filter(({ told }) => !told)
          .map(({ what, value }): Odd => ({ what: `${what} in a list`, value: [value] }))
      : [];
  const inner =
    schema.type === 'object' && schema.properties
      ? Object.entries(schema.properties).flatMap(([field, each]) =>
          oddValues(api, field, each).map(
            ({ what, value, told }): Odd => ({
              what: `${what} in ${field}`,
              value: { ...(api.sample(schema) as object), [field]: value },
              told,
            }),
          ),
        )
      : [];
  return [...nulls, ...types, ...texts, ...items, ...inner];
}

/** Of a field that comes as text, in an address or a form: nothing there is null, and all of it has one type. */
export const oddTextsOf = (api: OpenApi, name: string, of: Schema): Odd[] => {
  const schema = api.plain(of);
  const wrong: Odd[] = ['integer', 'boolean'].includes(schema.type ?? '')
    ? ['many', 'null', '', '1e3', '\0'].map((value) => ({ what: 'a wrong type', value }))
    : [];
  return [
    ...wrong,
    ...oddValues(api, name, schema.type === 'array' ? (schema.items ?? {}) : schema).filter(
      ({ value }) => typeof value === 'string',
    ),
  ];
};

/** Every field of a body, with what it must refuse. */
export const oddBodies = (api: OpenApi, { body }: Operation): readonly (readonly [string, Odd])[] =>
  body
    ? Object.entries(api.plain(body).properties ?? {}).flatMap(([name, schema]) =>
        oddValues(api, name, schema).map((odd) => [name, odd] as const),
      )
    : [];
