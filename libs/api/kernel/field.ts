import 'reflect-metadata';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsString,
  ValidateBy,
  ValidateIf,
  type ValidationOptions,
} from 'class-validator';
import { isPlainText } from '#libs/italy/text.rules.js';
import type { Text as Sentence } from './domain-error.js';

/** What a declared field is, whichever decorator of `fields.ts` declares it. */

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

export type Check = (options: ValidationOptions) => PropertyDecorator;
interface Declaration {
  readonly schema: Record<string, unknown>;
  readonly checks: readonly [Check, Sentence][];
  readonly nested?: () => BodyClass;
  readonly many?: boolean;
}

/** Declares a field: its schema, its checks with their sentences, and what the options say. */
export function declare(declaration: Declaration, options: FieldOptions = {}): PropertyDecorator {
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

/** A sentence in both languages. */
export const text = (it: string, en: string): Sentence => ({ it, en });
export const isText: [Check, Sentence] = [(o) => IsString(o), text('deve essere un testo', 'must be text')];
const is = (name: string, accept: (value: string) => boolean, sentence: Sentence): [Check, Sentence] => [
  (o) => ValidateBy({ name, validator: { validate: (value) => typeof value === 'string' && accept(value) } }, o),
  sentence,
];
export const isOneLine = is(
  'isOneLine',
  (value) => isPlainText(value),
  text(
    'deve stare su una riga, senza caratteri di controllo o di direzione',
    'must be one line without control or direction characters',
  ),
);
export const isPlain = is(
  'isPlain',
  (value) => isPlainText(value, { lines: true }),
  text(
    'contiene caratteri di controllo o di direzione, che non sono ammessi',
    'holds control or direction characters, which are not allowed',
  ),
);

export const listChecks = (min: number, max: number): [Check, Sentence][] => [
  [(o) => IsArray(o), text('deve essere una lista', 'must be a list')],
  [(o) => ArrayMinSize(min, o), text(`deve contenere almeno ${min} elementi`, `must hold at least ${min} items`)],
  [(o) => ArrayMaxSize(max, o), text(`può contenere al massimo ${max} elementi`, `can hold at most ${max} items`)],
];
