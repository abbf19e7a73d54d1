import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
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
  ValidateIf,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';
import { isCodiceFiscale } from '#libs/italy/codice-fiscale.js';
import { hasRightCin, isSepaIban } from '#libs/italy/iban.js';
import { isRomeDate } from '#libs/italy/rome-time.js';
import { isCompanyCodiceFiscale, isPartitaIva } from '#libs/italy/partita-iva.js';
import { isPlainText, isVisibleAddress } from '#libs/italy/text.rules.js';
import type { Text as Sentence } from './domain-error.js';

/**
 * Field decorators: one line declares a property for class-validator at the HTTP edge, for the compiled JSON Schema
 * that both ends of the broker check, and for the OpenAPI and AsyncAPI documents.
 */

export type BodyClass<T = unknown> = new () => T;
export interface FieldOptions {
  /** It may be left out. That is not null: null is refused, so that nothing half-said changes anything. */
  readonly optional?: boolean;
  /** It may be null, which then says something of its own. */
  readonly nullable?: boolean;
  readonly description?: string;
  readonly example?: unknown;
}
export interface Field {
  readonly name: string;
  readonly optional: boolean;
  readonly nullable: boolean;
  /** JSON Schema of the value; `nested` refers to another body class instead. */
  readonly schema: Record<string, unknown>;
  readonly nested?: () => BodyClass;
  readonly many: boolean;
}

const fields = new Map<BodyClass, Field[]>();

/** The declared fields of a body class, those of its parents first. */
export function fieldsOf(body: BodyClass): readonly Field[] {
  const parent = Object.getPrototypeOf(body) as BodyClass | null;
  const inherited = parent && parent !== Function.prototype ? fieldsOf(parent) : [];
  return [...inherited, ...(fields.get(body) ?? [])];
}

type Check = (options: ValidationOptions) => PropertyDecorator;
interface Declaration {
  readonly schema: Record<string, unknown>;
  readonly checks: readonly [Check, Sentence][];
  readonly nested?: () => BodyClass;
  readonly many?: boolean;
}

function declare(declaration: Declaration, options: FieldOptions = {}): PropertyDecorator {
  return (target, key) => {
    const body = target.constructor as BodyClass;
    const { optional = false, nullable = false, description, example } = options;
    const schema = {
      ...declaration.schema,
      ...(description ? { description } : {}),
      ...(example === undefined ? {} : { example }),
    };
    const own = fields.get(body) ?? [];
    own.push({
      name: String(key),
      optional,
      nullable,
      schema,
      nested: declaration.nested,
      many: declaration.many ?? false,
    });
    fields.set(body, own);
    if (optional || nullable)
      ValidateIf((_, value) => !(optional && value === undefined) && !(nullable && value === null))(target, key);
    for (const [check, text] of declaration.checks) check({ message: text.en, context: { text } })(target, key);
  };
}

const text = (it: string, en: string): Sentence => ({ it, en });
const isText: [Check, Sentence] = [(o) => IsString(o), text('deve essere un testo', 'must be text')];
const is = (name: string, accept: (value: string) => boolean, sentence: Sentence): [Check, Sentence] => [
  (o) => ValidateBy({ name, validator: { validate: (value) => typeof value === 'string' && accept(value) } }, o),
  sentence,
];
const isOneLine = is(
  'isOneLine',
  (value) => isPlainText(value),
  text(
    'deve stare su una riga, senza caratteri di controllo o di direzione',
    'must be one line without control or direction characters',
  ),
);
const isPlain = is(
  'isPlain',
  (value) => isPlainText(value, { lines: true }),
  text(
    'contiene caratteri di controllo o di direzione, che non sono ammessi',
    'holds control or direction characters, which are not allowed',
  ),
);

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

type Proof = readonly [accept: (value: string) => boolean, sentence: Sentence];
const proven =
  (name: string, pattern: RegExp, accept: Proof[0], sentence: Sentence, ...more: readonly Proof[]) =>
  (options: FieldOptions = {}) => {
    const proofs = ([[accept, sentence], ...more] as const).map(([holds, said], index): [Check, Sentence] => [
      (o) =>
        ValidateBy(
          {
            name: `${name}${index || ''}`,
            validator: { validate: (v) => typeof v === 'string' && pattern.test(v) && holds(v) },
          },
          o,
        ),
      said,
    ]);
    return declare(
      { schema: { type: 'string', pattern: pattern.source, 'x-format': name }, checks: [isText, ...proofs] },
      options,
    );
  };

/** Codice fiscale with its check character: of a person, 16 characters, omocodia included (DM 23 December 1976), or of a body, eleven digits. Spaces and case aside. */
export const CodiceFiscale = proven(
  'codice-fiscale',
  /^[A-Za-z0-9 ]{11,40}$/,
  (text) => isCodiceFiscale(text) || isCompanyCodiceFiscale(text.replace(/ /g, '')),
  text(
    'non è un codice fiscale valido: ha 16 caratteri (persone) o 11 cifre (società ed enti)',
    'is not a valid codice fiscale: it has 16 characters (people) or 11 digits (companies and bodies)',
  ),
);
/** Partita IVA, eleven digits with their check digit (DPR 633/1972, art. 35). Spaces and the prefix IT aside. */
export const PartitaIva = proven(
  'partita-iva',
  /^ *([Ii][Tt])?[0-9 ]{11,37}$/,
  isPartitaIva,
  text(
    'non è una partita IVA valida: ha 11 cifre, l’ultima di controllo',
    'is not a valid partita IVA: it has 11 digits, the last of which checks the others',
  ),
);
/** IBAN of a SEPA country (ISO 13616); of an Italian one the CIN is verified too. */
export const Iban = proven(
  'iban',
  /^[A-Za-z0-9 ]{15,40}$/,
  isSepaIban,
  text('non è un IBAN valido di un paese dell’area SEPA', 'is not a valid IBAN of a country in SEPA'),
  [
    (iban) => !isSepaIban(iban) || hasRightCin(iban),
    text(
      'ha la lettera di controllo (CIN) sbagliata, il quinto carattere: ricopia l’IBAN dal conto',
      'has a wrong check letter (CIN), its fifth character: copy the IBAN from the account again',
    ),
  ],
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

const listChecks = (min: number, max: number): [Check, Sentence][] => [
  [(o) => IsArray(o), text('deve essere una lista', 'must be a list')],
  [(o) => ArrayMinSize(min, o), text(`deve contenere almeno ${min} elementi`, `must hold at least ${min} items`)],
  [(o) => ArrayMaxSize(max, o), text(`può contenere al massimo ${max} elementi`, `can hold at most ${max} items`)],
];

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
