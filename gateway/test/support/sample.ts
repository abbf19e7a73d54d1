import { fieldsOf, type BodyClass, type Field } from '#libs/api/kernel/field.js';
import { newId } from '#libs/platform/ids.js';

const BY_FORMAT: Record<string, () => unknown> = {
  id: () => newId('con'),
  email: () => 'mario@example.it',
  e164: () => '+390212345678',
  'date-time': () => '2026-12-01T00:00:00Z',
  date: () => '2026-12-01',
  period: () => '2026-12',
  'codice-fiscale': () => 'RSSMRA80A01F205X',
  'partita-iva': () => '12345670017',
  iban: () => 'IT60X0542811101000000123456',
};
/** Texts for patterns that no format or example tells. */
const BY_PATTERN = [
  '02',
  'abc',
  'ABC',
  'abcdef0123456789',
  '12345',
  'AB',
  'A1B2C3D',
  '0'.repeat(64),
  'a_b',
  'a-b',
  'ABC-123',
  'it',
  'TKT-1',
  '1',
  'ABC1234',
  '2026-W01',
  '00:00',
];

function textFor(
  { pattern, minLength = 1, maxLength = 200 }: { pattern?: string; minLength?: number; maxLength?: number },
  name: string,
): string {
  const fits = (text: string): boolean =>
    text.length >= minLength && text.length <= maxLength && (!pattern || new RegExp(pattern).test(text));
  const found = [...BY_PATTERN, 'x'.repeat(minLength)].find(fits);
  if (!found) throw new Error(`no sample for ${name} (${pattern}): give the field an example`);
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
  const format = BY_FORMAT[schema['x-format'] ?? ''];
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
