import { CsvError } from 'csv-parse';

/**
 * The column names of a CSV file from its first record: trimmed, in small letters, for csv-parse's `columns`.
 * @throws CsvError where a name is there twice: which of the two was meant cannot be known.
 */
export function csvHead(record: readonly string[]): string[] {
  const names = record.map((name) => name.trim().toLowerCase());
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice !== undefined) throw new CsvError('CSV_INVALID_COLUMN_MAPPING', `the column ${twice} is there twice`);
  return names;
}
