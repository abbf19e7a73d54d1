import { newId } from '#libs/platform/ids.js';

/** A value of each format that the API names. */
export const SAMPLE_BY_FORMAT: Readonly<Record<string, () => unknown>> = {
  id: () => newId('con'),
  email: () => 'mario@example.it',
  e164: () => '+390212345678',
  'date-time': () => '2026-12-01T00:00:00Z',
  date: () => '2026-12-01',
  period: () => '2026-12',
  'codice-fiscale': () => 'RSSMRA85T10A562S',
  'partita-iva': () => '12345670017',
  iban: () => 'IT60X0542811101000000123456',
};
/** Texts for patterns that no format or example tells. */
const TEXTS = [
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

/** A text that a schema takes, or undefined where none is known. */
export function sampleText(schema: { pattern?: string; minLength?: number; maxLength?: number }): string | undefined {
  const { pattern, minLength = 1, maxLength = 200 } = schema;
  const fits = (text: string): boolean =>
    text.length >= minLength && text.length <= maxLength && (!pattern || new RegExp(pattern, 'u').test(text));
  return [...TEXTS, 'x'.repeat(minLength)].find(fits);
}
