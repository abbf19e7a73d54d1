import { Ajv, type ValidateFunction } from 'ajv';
import { InvalidInput } from './domain-error.js';
import { fieldsOf, type BodyClass, type Field } from './fields.js';

type JsonSchema = Record<string, unknown>;

function fieldSchema(field: Field, nestedSchema: (body: BodyClass) => JsonSchema): JsonSchema {
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
 * Checks a plain value against its body class with a validator compiled once.
 * @throws InvalidInput naming the field.
 */
export function assertBody<T>(body: BodyClass<T>, value: unknown): asserts value is T {
  let validate = compiled.get(body);
  if (!validate) compiled.set(body, (validate = ajv.compile(withNullsAsAbsent(schemaOf(body)))));
  if (validate(value)) return;
  const error = validate.errors?.[0];
  const field = `${error?.instancePath ?? ''}/${String((error?.params as { missingProperty?: string })?.missingProperty ?? '')}`;
  const message = error?.message ?? 'invalid';
  throw new InvalidInput([{ field: field.replace(/^\/|\/$/g, '').replaceAll('/', '.'), text: { it: message, en: message } }]);
}

/** JSON drops `undefined` but keeps `null`: an optional field may be either. */
function withNullsAsAbsent(schema: JsonSchema): JsonSchema {
  if (schema.type !== 'object' || !schema.properties) return schema;
  const required = new Set(schema.required as string[]);
  const properties = Object.entries(schema.properties as Record<string, JsonSchema>).map(([name, property]) => {
    const inner = property.type === 'array' && property.items ? { ...property, items: withNullsAsAbsent(property.items as JsonSchema) } : withNullsAsAbsent(property);
    return [name, required.has(name) ? inner : { anyOf: [inner, { type: 'null' }] }];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}
