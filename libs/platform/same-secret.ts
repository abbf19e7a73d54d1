import { timingSafeEqual } from 'node:crypto';

/** Whether a secret that was given is the expected one, compared in constant time; whatever its letters and its size. */
export function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
