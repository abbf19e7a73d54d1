import { Ajv, type ValidateFunction } from 'ajv';
import { InvalidInput } from './domain-error.js';
import { fieldsOf, type BodyClass, type Field } from './field.js';

type JsonSchema = Record<string, unknown>;

function fieldSchema(field: Field, nestedSchema: (body: BodyClass) => JsonSchema): JsonSchema {
  const schema = valueSchema(field, nestedSchema);
  return field.nullable ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function valueSchema(field: Field, nestedSchema: (body: BodyClass) => JsonSchema): JsonSchema {
  if (!field.nested) return field.schema;
  const item = nestedSchema(field.nested());
  return field.many ? { type: 'array', items: item, ...field.schema } : { ...item, ...field.schema };
}

/**
 * JSON Schema of a body class. Unknown properties are allowed on purpose: the broker's reader is tolerant, so that a
 * newer sender does not break an older receiver. `nestedSchema` lets a document generator use references instead.
 */
export function schemaOf(body: BodyClass, nestedSchema: (nested: BodyClass) => JsonSchema = schemaOf): JsonSchema {
  const declared = fieldsOf(body);
  return {
    type: 'object',
    properties: Object.fromEntries(declared.map((field) => [field.name, fieldSchema(field, nestedSchema)])),
    required: declared.filter((field) => !field.optional).map((field) => field.name),
  };
}

const ajv = new Ajv({ allErrors: false, strict: false });
const compiled = new Map<BodyClass, ValidateFunction>();

/**
 * Checks a plain value against its body class with a validator compiled once. Null where the class does not say
 * `nullable` is refused, also in an optional field.
 * @throws InvalidInput naming the field.
 */
export function assertBody<T>(body: BodyClass<T>, value: unknown): asserts value is T {
  const validate = validatorOf(body);
  if (validate(value)) return;
  const error = validate.errors?.[0];
  const field = `${error?.instancePath ?? ''}/${(error?.params as { missingProperty?: string } | undefined)?.missingProperty ?? ''}`;
  const message = error?.message ?? 'invalid';
  throw new InvalidInput([
    { field: field.replace(/^\/|\/$/g, '').replaceAll('/', '.'), text: { it: message, en: message } },
  ]);
}

function validatorOf(body: BodyClass): ValidateFunction {
  const known = compiled.get(body) ?? ajv.compile(schemaOf(body));
  compiled.set(body, known);
  return known;
}

/**
 * What a service tells of its stored data, in a request, a reply or a message. To a database null and absent are the same,
 * and outboxes and old documents hold nulls: an optional field that is null there is left out here. A service that is
 * asked takes no null for absent: it uses `assertBody`.
 * @throws InvalidInput when the rest breaks the contract.
 */
export function toldAs<T>(body: BodyClass<T>, value: T): T {
  if (validatorOf(body)(value)) return value;
  const told = withoutNulls(body, value) as T;
  assertBody(body, told);
  return told;
}

function withoutNulls(body: BodyClass, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const declared = new Map(fieldsOf(body).map((field) => [field.name, field]));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const field = declared.get(name);
      if (inner === null && field?.optional && !field.nullable) return [];
      if (!field?.nested) return [[name, inner]];
      const nested = field.nested();
      return [
        [name, Array.isArray(inner) ? inner.map((item) => withoutNulls(nested, item)) : withoutNulls(nested, inner)],
      ];
    }),
  );
}
