import type { Text } from '#libs/api/kernel/domain-error.js';
import { ConfigError } from '#libs/platform/config.js';
import { CELLS, readDeclared } from './declared-table.format.js';

/** A class of destinations that customers open and close together (R27). */
export interface DestinationClass {
  readonly code: string;
  readonly name: Text;
  /** Closed until the customer opens it. */
  readonly closed: boolean;
}

/** Reads and proves the classes. @throws ConfigError naming line and column of what is wrong. */
export function parseDestinationClasses(csv: string): DestinationClass[] {
  const rows = readDeclared('destination classes', csv, {
    class: { check: CELLS.code },
    name_it: { check: CELLS.text },
    name_en: { check: CELLS.text },
    closed: { check: CELLS.yesOrNo },
  });
  const classes = rows.map(({ cells }) => ({
    code: cells.class,
    name: { it: cells.name_it, en: cells.name_en },
    closed: cells.closed === 'yes',
  }));
  const twice = rows.filter(({ cells }, index) => classes.findIndex(({ code }) => code === cells.class) !== index);
  if (twice.length > 0)
    throw new ConfigError(
      twice.map(({ line, cells }) => `destination classes, line ${line}, column class: ${cells.class} is there twice`),
    );
  return classes;
}
