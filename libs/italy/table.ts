import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** The rows of a data file that lies beside this module, keyed by its header. */
export function readTable<Column extends string>(file: string): Record<Column, string>[] {
  return parse<Record<Column, string>>(readFileSync(new URL(file, import.meta.url)), {
    columns: true,
    skip_empty_lines: true,
  });
}
