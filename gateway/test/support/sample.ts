import { fieldsOf, type BodyClass, type Field } from '#libs/api/kernel/field.js';
import { SAMPLE_BY_FORMAT, sampleText } from '#libs/testing/samples.js';

function textFor(schema: { pattern?: string }, name: string): string {
  const found = sampleText(schema);
  if (found === undefined) throw new Error(`no sample for ${name} (${schema.pattern}): give the field an example`);
  return found;
}

function valueOf(field: Field): unknown {
  const schema = field.schema as {
    type?: string;
    example?: unknown;
    enum?: unknown[];
    'x-format'?: string;
    minimum?: number;
    minItems?: number;
    items?: { enum?: unknown[] };
  };
  if (field.nested)
    return field.many
      ? Array.from({ length: Math.min(schema.minItems ?? 0, 3) }, () => sampleOf(field.nested!()))
      : sampleOf(field.nested());
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  const format = SAMPLE_BY_FORMAT[schema['x-format'] ?? ''];
  if (format) return format();
  if (schema.type === 'integer') return Math.max(schema.minimum ?? 0, 1);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => schema.items?.enum?.[0] ?? 'x');
  return schema.type === 'object' ? {} : textFor(schema as object, field.name);
}

/** A value of a contract class that its checks accept: the required fields only. */
export const sampleOf = (body: BodyClass): Record<string, unknown> =>
  Object.fromEntries(
    fieldsOf(body)
      .filter((field) => !field.optional)
      .map((field) => [field.name, valueOf(field)]),
  );

/** A value for one field, for a path parameter. */
export const sampleField = (body: BodyClass, name: string): string =>
  String(valueOf(fieldsOf(body).find((field) => field.name === name)!));
