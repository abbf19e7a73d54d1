const DAY_MS = 86_400_000;

/** A resolved ticket that nobody answers closes by itself after a week. */
export const CLOSE_AFTER_MS = 7 * DAY_MS;
