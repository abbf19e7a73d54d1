import { createHmac, timingSafeEqual } from 'node:crypto';

const RESOURCE_LENGTH = 12;
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** Service code of a port of the number alone. */
const NUMBER_ONLY = '999';

/**
 * Our own migration code of a number for its present holder: operator code (COW), resource code (COR), service code (COS)
 * and check character, as AGCOM del. 274/07/CONS lays it out. The resource code is keyed, so nobody can guess it; it is
 * another one for every holder. The check character is ours: the public texts do not give the rule for it.
 */
export function migrationCodeOf(secret: string, operator: string, number: string, registerSeq: number): string {
  const digest = createHmac('sha256', secret).update(`migration-code:${number}:${registerSeq}`).digest();
  const characters = Array.from(digest.subarray(0, RESOURCE_LENGTH + 1), (byte) => ALPHABET[byte % ALPHABET.length]);
  return `${operator}${characters.slice(0, RESOURCE_LENGTH).join('')}${NUMBER_ONLY}${characters.at(-1)}`;
}

/** Whether someone knows the code, whatever the case it is written in; in constant time. */
export function isMigrationCode(expected: string, given: string): boolean {
  const clean = Buffer.from(given.toUpperCase().replace(/\s/g, ''));
  const wanted = Buffer.from(expected);
  return clean.length === wanted.length && timingSafeEqual(clean, wanted);
}
