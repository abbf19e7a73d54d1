/** Polls until `probe` gives something truthy, and gives that back; fails with `what` after the deadline. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T> | T,
  deadlineMs = 60_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + deadlineMs;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const value = await probe();
      if (value) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(
    `${what}: not within ${deadlineMs} ms; last seen: ${last instanceof Error ? last.message : JSON.stringify(last)}`,
  );
}
