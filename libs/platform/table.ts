/** Prints rows under their headings, columns aligned: for people; machines get `--json`. */
export function printTable(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const cells = rows.map((row) => row.map(String));
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  console.log(line(headings));
  console.log(line(widths.map((width) => '─'.repeat(width))));
  for (const row of cells) console.log(line(row));
  if (cells.length === 0) console.log('(none)');
}

/** Says how to read on, where a list goes on. */
export function printMore({ nextCursor }: { readonly nextCursor?: string }): void {
  if (nextCursor) console.log(`\nmore with --cursor ${nextCursor}`);
}
