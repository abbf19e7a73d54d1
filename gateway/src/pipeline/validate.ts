import { validateSync, type ValidationError } from 'class-validator';
import { InvalidInput, type FieldError, type Text } from '#libs/api/kernel/domain-error.js';
import { fieldsOf, type BodyClass, type Field } from '#libs/api/kernel/field.js';

const MAX_DEPTH = 20;
const NULL: Text = {
  it: 'non può essere null: lascialo fuori se non serve',
  en: 'cannot be null: leave it out where it is not needed',
};
const REQUIRED: Text = { it: 'è obbligatorio', en: 'is required' };
export const UNEXPECTED: Text = { it: 'non è un campo previsto', en: 'is not an expected field' };
const NOT_AN_OBJECT: Text = { it: 'deve essere un oggetto JSON', en: 'must be a JSON object' };
const TOO_DEEP: Text = { it: 'è annidato troppo in profondità', en: 'is nested too deeply' };
/** A wrong type explains the other complaints about the same value. */
const TYPE_CHECKS = ['isString', 'isInt', 'isBoolean', 'isObject', 'isArray'];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws InvalidInput when a value is not a JSON object. */
export function assertObject(value: unknown): asserts value is Record<string, unknown> {
  if (!isObject(value)) throw new InvalidInput([{ field: '', text: NOT_AN_OBJECT }]);
}

function tooDeep(value: unknown): boolean {
  const stack: [unknown, number][] = [[value, 0]];
  while (stack.length > 0) {
    const [current, depth] = stack.pop()!;
    if (typeof current !== 'object' || current === null) continue;
    if (depth > MAX_DEPTH) return true;
    for (const inner of Object.values(current)) stack.push([inner, depth + 1]);
  }
  return false;
}

const isOptional = ({ target, property }: ValidationError): boolean =>
  fieldsOf(target!.constructor as BodyClass).some(({ name, optional }) => name === property && optional);

/** The one sentence that tells what is wrong with a field. */
function sentence(error: ValidationError): Text {
  const failed = Object.keys(error.constraints ?? {});
  if (error.value === undefined) return REQUIRED;
  if (error.value === null) return isOptional(error) ? NULL : REQUIRED;
  const name =
    TYPE_CHECKS.find((check) => failed.includes(check)) ??
    failed.find((check) => error.contexts?.[check]) ??
    failed[0]!;
  const context = error.contexts?.[name] as { text?: Text } | undefined;
  return context?.text ?? { it: 'non è valido', en: 'is not valid' };
}

function fieldErrors(errors: readonly ValidationError[], path = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const inner = fieldErrors(error.children ?? [], field);
    return error.constraints && inner.length === 0 ? [{ field, text: sentence(error) }] : inner;
  });
}

/**
 * An instance of a contract class from declared fields only: what a client sends decides no constructor, no prototype and
 * no depth. A value of the wrong shape where another class belongs becomes a text, for the check to refuse.
 */
function instanceOf(body: BodyClass, value: Record<string, unknown>, path: string, unexpected: FieldError[]): unknown {
  const declared = new Map(fieldsOf(body).map((field) => [field.name, field]));
  const instance = new body() as Record<string, unknown>;
  for (const [name, inner] of Object.entries(value)) {
    const field = declared.get(name);
    if (!field) unexpected.push({ field: path + name, text: UNEXPECTED });
    else instance[name] = field.nested ? nestedIn(field, inner, path + name, unexpected) : inner;
  }
  return instance;
}

function nestedIn(field: Field, value: unknown, path: string, unexpected: FieldError[]): unknown {
  const one = (item: unknown, at: string): unknown =>
    isObject(item) ? instanceOf(field.nested!(), item, `${at}.`, unexpected) : 'not an object';
  if (value === null) return value;
  if (!field.many) return one(value, path);
  if (Array.isArray(value)) return value.map((item, index) => one(item, `${path}.${index}`));
  return typeof value === 'object' ? 'not a list' : value;
}

/**
 * Checks what a client sent against its contract class, with every wrong and every unexpected field named.
 * @throws InvalidInput
 */
export function validated<T>(body: BodyClass<T>, value: unknown): T {
  assertObject(value);
  if (tooDeep(value)) throw new InvalidInput([{ field: '', text: TOO_DEEP }]);
  const unexpected: FieldError[] = [];
  const instance = instanceOf(body, value, '', unexpected) as T;
  const wrong = [...fieldErrors(validateSync(instance as object, { forbidUnknownValues: false })), ...unexpected];
  if (wrong.length > 0) throw new InvalidInput(wrong);
  return instance;
}

const fromText: Record<string, (text: string) => unknown> = {
  integer: (text) => (/^-?\d{1,16}$/.test(text) ? Number(text) : text),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : text),
};

/** Patterns of numbers in E.164. A + that stands as itself in a query string is read as a blank; nobody means one there. */
const PLUS_FIRST = /^\^(?:\(\?:)?\\\+/;

/** A query string's texts as the numbers, booleans and lists that a contract class declares. */
export function queryValues(body: BodyClass, query: Record<string, unknown>): Record<string, unknown> {
  const declared = new Map(fieldsOf(body).map((field) => [field.name, field.schema]));
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      const { type, pattern } = declared.get(name) ?? {};
      if (type === 'array') return [name, [value].flat()];
      if (typeof value !== 'string') return [name, value];
      if (PLUS_FIRST.test(String(pattern))) return [name, value.replace(/^ (?=\d)/, '+')];
      return [name, fromText[String(type)]?.(value) ?? value];
    }),
  );
}
