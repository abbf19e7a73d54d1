import { parse } from 'csv-parse/sync';
import { ConfigError } from '#libs/platform/config.js';

/** What a cell must hold, in words, or undefined when it holds it. */
type Check = (text: string) => string | undefined;
/** The columns of a declared file; one that is `optional` may be left out of the header, not misspelt. */
export type Columns<Name extends string> = Readonly<
  Record<Name, { readonly check: Check; readonly optional?: boolean }>
>;
/** A row that was proven, and the line of the file that it begins on. */
export interface DeclaredRow<Name extends string> {
  readonly line: number;
  readonly cells: Readonly<Record<Name, string>>;
}

const matches =
  (pattern: RegExp, words: string): Check =>
  (text) =>
    pattern.test(text) ? undefined : words;
/** Checks of cells that several declared files share. */
export const CELLS = {
  text: matches(/^\S.{0,99}$/, 'must be a name of at most 100 characters'),
  code: matches(/^[a-z][a-z0-9_]{1,59}$/, 'must be a code of small letters, digits and _'),
  yesOrNo: matches(/^(?:yes|no)$/, 'must be yes or no'),
  digits: matches(/^\d{1,15}$/, 'must be 1 to 15 digits'),
  count: matches(/^[1-9]\d{0,5}$/, 'must be a whole number above zero'),
} as const;

/**
 * Reads a CSV file by which an operator declares something: every word of it must be one that is meant, since what is not
 * understood would be charged or allowed otherwise than it was declared.
 * @throws ConfigError naming the line and the column of everything that is wrong.
 */
export function readDeclared<Name extends string>(
  what: string,
  csv: string,
  columns: Columns<Name>,
): DeclaredRow<Name>[] {
  const rows = recordsOf(what, csv);
  const head = rows.shift()?.record ?? [];
  const problems = problemsOfHead(head, columns);
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => `${what}, header: ${problem}`));
  const declared = rows.map(({ line, record }) => ({
    line,
    cells: Object.fromEntries(head.map((name, index) => [name, record[index]!])) as Record<Name, string>,
  }));
  const wrong = declared.flatMap(({ line, cells }) =>
    (Object.entries(cells) as [Name, string][]).flatMap(([name, text]) => {
      const must = columns[name].check(text);
      return must ? [`${what}, line ${line}, column ${name}: ${must}, not "${text}"`] : [];
    }),
  );
  if (wrong.length > 0) throw new ConfigError(wrong);
  return declared;
}

function recordsOf(what: string, csv: string): { line: number; record: string[] }[] {
  try {
    const rows = parse(csv, { skip_empty_lines: true, trim: true, bom: true, info: true }) as unknown as {
      info: { lines: number };
      record: string[];
    }[];
    return rows.map(({ info, record }) => ({ line: info.lines, record }));
  } catch (error) {
    throw new ConfigError([`${what}: ${(error as Error).message}`]);
  }
}

function problemsOfHead<Name extends string>(head: readonly string[], columns: Columns<Name>): string[] {
  const names = Object.keys(columns) as Name[];
  return [
    ...head.filter((name, index) => head.indexOf(name) !== index).map((name) => `the column ${name} is there twice`),
    ...head.filter((name) => !names.includes(name as Name)).map((name) => `there is no column ${name}`),
    ...names
      .filter((name) => !columns[name].optional && !head.includes(name))
      .map((name) => `the column ${name} is missing`),
  ];
}
