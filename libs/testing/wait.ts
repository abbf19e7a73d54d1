const FIRST_PAUSE_MS = 20;
/** Whoever waits long asks less often: what a test asks takes time from what it waits for. */
const LONGEST_PAUSE_MS = 150;

/** Polls until `probe` gives something truthy, and gives that back; fails with `what` after the deadline. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T> | T,
  deadlineMs = 60_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + deadlineMs;
  let last: unknown;
  let pause = FIRST_PAUSE_MS;
  while (Date.now() < end) {
    try {
      const value = await probe();
      if (value) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 1.2, LONGEST_PAUSE_MS);
  }
  throw new Error(
    `${what}: not within ${deadlineMs} ms; last seen: ${last instanceof Error ? last.message : JSON.stringify(last)}`,
  );
}
