import { createHmac, timingSafeEqual } from 'node:crypto';
import { checkLetter } from '#libs/italy/check-letter.js';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** Whole, a code has 18 characters at most: 3 of the operator, 3 of the service and the check letter leave 11. */
const RESOURCE_LENGTH = 11;
const BEFORE = { resource: 12, operator: 3, service: '999' } as const;

/** Whose code it is, of what. */
export interface MigrationCodeOf {
  /** E.164. */
  readonly number: string;
  /** The place in the number's register at which its holder began: every holder has another code. */
  readonly registerSeq: number;
}
export interface MigrationCodeParts {
  /** Keys the resource code, so that nobody can guess it. */
  readonly secret: string;
  /** COW: the operator. */
  readonly operator: string;
  /** COS: the service. */
  readonly service: string;
}

/**
 * Our migration code of a number for its holder, after AGCOM del. 274/07/CONS and 41/09/CIR: operator (COW, 3 characters), resource (COR),
 * service (COS, 3 digits) and a check letter, 18 characters in all. The rule of the check letter stands in no public text that was found
 * (unverified): ours is that of the codice fiscale.
 */
export function migrationCodeOf({ secret, operator, service }: MigrationCodeParts, of: MigrationCodeOf): string {
  const code = `${operator}${characters(secret, of).slice(0, RESOURCE_LENGTH).join('')}${service}`;
  return `${code}${checkLetter(code)}`;
}

/** Whether someone knows the code, whatever the case it is written in, also as it was given out before codes had 18 characters; in constant time. */
export function isMigrationCode(parts: MigrationCodeParts, of: MigrationCodeOf, given: string): boolean {
  const clean = given.toUpperCase().replace(/\s/g, '');
  const isCode = isSame(migrationCodeOf(parts, of), clean);
  // Before, the operator's own code had a default: whatever stood there, the rest is secret enough.
  const isOld = isSame(oldCode(parts.secret, of), clean.slice(BEFORE.operator));
  return isCode || isOld;
}

/** A code of 19 characters without its operator: what bills and emails had until 2026. */
function oldCode(secret: string, of: MigrationCodeOf): string {
  const all = characters(secret, of);
  return `${all.slice(0, BEFORE.resource).join('')}${BEFORE.service}${all[BEFORE.resource]}`;
}

function characters(secret: string, { number, registerSeq }: MigrationCodeOf): string[] {
  const digest = createHmac('sha256', secret).update(`migration-code:${number}:${registerSeq}`).digest();
  return Array.from(digest, (byte) => ALPHABET[byte % ALPHABET.length]!);
}

function isSame(expected: string, given: string): boolean {
  const [wanted, asked] = [Buffer.from(expected), Buffer.from(given)];
  return wanted.length === asked.length && timingSafeEqual(wanted, asked);
}
