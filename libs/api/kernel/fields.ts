import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';
import { isRomeDate } from '#libs/italy/rome-time.js';
import { isVisibleAddress } from '#libs/italy/text.rules.js';
import type { Text as Sentence } from './domain-error.js';
import {
  declare,
  isOneLine,
  isPlain,
  isText,
  listChecks,
  text,
  type BodyClass,
  type Check,
  type FieldOptions,
} from './field.js';

/**
 * Field decorators: one line declares a property for class-validator at the HTTP edge, for the compiled JSON Schema
 * that both ends of the broker check, and for the OpenAPI and AsyncAPI documents.
 */

export interface TextOptions extends FieldOptions {
  min?: number;
  max?: number;
  pattern?: RegExp;
  patternText?: Sentence;
  /** People write several lines here: line breaks and tabs are taken. */
  lines?: boolean;
  /** What another system wrote, a file or a signed message: taken as it came, whatever its characters; its reader judges it. */
  verbatim?: boolean;
}

/** Text of a bounded length: one line of plain characters (`isPlainText`) unless the options say otherwise. */
export function Text(options: TextOptions = {}): PropertyDecorator {
  const { min = 1, max = 200, pattern, lines, verbatim } = options;
  const checks: [Check, Sentence][] = [
    isText,
    ...(verbatim ? [] : [lines ? isPlain : isOneLine]),
    [(o) => MinLength(min, o), text(`deve avere almeno ${min} caratteri`, `must have at least ${min} characters`)],
    [(o) => MaxLength(max, o), text(`può avere al massimo ${max} caratteri`, `can have at most ${max} characters`)],
  ];
  if (pattern)
    checks.push([
      (o) => Matches(pattern, o),
      options.patternText ?? text('non ha il formato previsto', 'does not have the expected format'),
    ]);
  return declare(
    {
      schema: { type: 'string', minLength: min, maxLength: max, ...(pattern ? { pattern: pattern.source } : {}) },
      checks,
    },
    options,
  );
}

const formatted =
  (format: string, pattern: RegExp, sentence: Sentence, accept: (value: string) => boolean = () => true) =>
  (options: FieldOptions = {}) =>
    declare(
      {
        schema: { type: 'string', maxLength: 320, pattern: pattern.source, ...(format ? { 'x-format': format } : {}) },
        checks: [
          isText,
          [(o) => MaxLength(320, o), text('è troppo lungo', 'is too long')],
          [
            (o) =>
              ValidateBy(
                {
                  name: format,
                  validator: {
                    validate: (v) => typeof v === 'string' && v.length <= 320 && pattern.test(v) && accept(v),
                  },
                },
                o,
              ),
            sentence,
          ],
        ],
      },
      options,
    );

/** A type prefix and a ULID, e.g. `con_01k…`. */
export const Id = formatted(
  'id',
  /^[a-z]{2,4}_[0-9a-z]{26}$/,
  text('non è un identificativo valido', 'is not a valid id'),
);
export const Email = formatted(
  'email',
  /^[^\s@<>"(),;:\\[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
  text('deve essere un indirizzo email', 'must be an email address'),
  isVisibleAddress,
);
/** E.164, Italian numbers with their leading zero: `+3902…`. */
export const E164 = formatted(
  'e164',
  /^\+[1-9]\d{5,14}$/,
  text(
    'deve essere un numero in formato E.164, per esempio +390212345678',
    'must be an E.164 number such as +390212345678',
  ),
);
/**
 * Days and instants lie in this century: numbers, contracts and payments of before 2000 are not ours to know, and year 0001
 * or 9999 is a slip of the keyboard that date arithmetic must not meet. Only what comes in is held to it.
 */
const inRange = (value: string): boolean => value.startsWith('20');

/** An instant in UTC, RFC 3339. */
export const Instant = formatted(
  'date-time',
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/,
  text(
    'deve essere un istante UTC tra il 2000 e il 2099, per esempio 2026-12-01T00:00:00Z',
    'must be a UTC instant between 2000 and 2099, such as 2026-12-01T00:00:00Z',
  ),
  (value) => inRange(value) && isRomeDate(value.slice(0, 10)),
);
/** A business date in Europe/Rome. */
export const RomeDay = formatted(
  'date',
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  text('deve essere una data AAAA-MM-GG tra il 2000 e il 2099', 'must be a date YYYY-MM-DD between 2000 and 2099'),
  (value) => inRange(value) && isRomeDate(value),
);
/** A billing period. */
export const BillingPeriod = formatted(
  'period',
  /^\d{4}-(0[1-9]|1[0-2])$/,
  text('deve essere un mese AAAA-MM tra il 2000 e il 2099', 'must be a month YYYY-MM between 2000 and 2099'),
  inRange,
);

function integer(name: string, range: { min?: number; max?: number }, options: FieldOptions): PropertyDecorator {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = range;
  return declare(
    {
      schema: { type: 'integer', minimum: min, maximum: max, 'x-format': name },
      checks: [
        [(o) => IsInt(o), text('deve essere un numero intero', 'must be a whole number')],
        [(o) => Min(min, o), text(`deve essere almeno ${min}`, `must be at least ${min}`)],
        [(o) => Max(max, o), text(`può essere al massimo ${max}`, `can be at most ${max}`)],
      ],
    },
    options,
  );
}
/** An amount in integer cents of euro. */
export const Cents = (options: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator =>
  integer('cents', options, options);
export const Count = (options: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator =>
  integer('count', { min: 0, max: 1_000_000_000, ...options }, options);

export const Flag = (options: FieldOptions = {}): PropertyDecorator =>
  declare(
    {
      schema: { type: 'boolean' },
      checks: [[(o) => IsBoolean(o), text('deve essere vero o falso', 'must be true or false')]],
    },
    options,
  );

export const OneOf = (values: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  declare(
    {
      schema: { type: 'string', enum: [...values] },
      checks: [
        [
          (o) => IsIn([...values], o),
          text(`deve essere uno tra: ${values.join(', ')}`, `must be one of: ${values.join(', ')}`),
        ],
      ],
    },
    options,
  );

/** A free JSON object: only for data that the platform carries and does not read. */
export const FreeObject = (options: FieldOptions = {}): PropertyDecorator =>
  declare(
    {
      schema: { type: 'object', additionalProperties: true },
      checks: [[(o) => IsObject(o), text('deve essere un oggetto', 'must be an object')]],
    },
    options,
  );

/** Another body class. */
export const Nested =
  (nested: () => BodyClass, options: FieldOptions = {}): PropertyDecorator =>
  (target, key) => {
    Type(nested)(target, key);
    declare(
      {
        schema: {},
        nested,
        checks: [
          [(o) => IsObject(o), text('deve essere un oggetto', 'must be an object')],
          [(o) => ValidateNested(o), text('non è valido', 'is not valid')],
        ],
      },
      options,
    )(target, key);
  };

/** A list of another body class. */
export const Many =
  (nested: () => BodyClass, options: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator =>
  (target, key) => {
    const { min = 0, max = 10_000 } = options;
    Type(nested)(target, key);
    declare(
      {
        schema: { minItems: min, maxItems: max },
        nested,
        many: true,
        checks: [
          ...listChecks(min, max),
          [
            (o) => ValidateNested({ ...o, each: true }),
            text('contiene elementi non validi', 'holds items that are not valid'),
          ],
        ],
      },
      options,
    )(target, key);
  };

/** A list of plain texts. */
export const TextList = (
  options: FieldOptions & { min?: number; max?: number; each?: number; of?: readonly string[] } = {},
): PropertyDecorator => {
  const { min = 0, max = 1_000, each = 200, of } = options;
  return declare(
    {
      schema: {
        type: 'array',
        minItems: min,
        maxItems: max,
        items: of ? { type: 'string', enum: [...of] } : { type: 'string', maxLength: each },
      },
      checks: [
        ...listChecks(min, max),
        [(o) => IsString({ ...o, each: true }), text('deve contenere solo testi', 'must hold only texts')],
        [
          (o) => isOneLine[0]({ ...o, each: true }),
          text(
            'ogni elemento deve stare su una riga, senza caratteri di controllo o di direzione',
            'each item must be one line without control or direction characters',
          ),
        ],
        [
          (o) => MaxLength(each, { ...o, each: true }),
          text(`ogni elemento può avere al massimo ${each} caratteri`, `each item can have at most ${each} characters`),
        ],
        ...(of
          ? [
              [
                (o: ValidationOptions) => IsIn([...of], { ...o, each: true }),
                text(
                  `ogni elemento deve essere uno tra: ${of.join(', ')}`,
                  `each item must be one of: ${of.join(', ')}`,
                ),
              ] as [Check, Sentence],
            ]
          : []),
      ],
    },
    options,
  );
};
