/** Does it for each, one after the other: one that fails keeps no other from being done. @throws what the first failure was, at the end. */
export async function eachOf<T>(rows: readonly T[], work: (row: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const row of rows) await work(row).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
