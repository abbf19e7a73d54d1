import { chainHash, type ChainLink } from '#libs/platform/chain-hash.js';
import type { NumberHolder } from '#libs/api/numbers/numbers.js';
import type { RegisterEntry, RegisterFact } from './register.schema.js';

/** What the first entry of each number follows. */
export const GENESIS = '0'.repeat(64);

/** The hash of an entry: of every field but its id, by the form that it says. */
export function hashOfFact({
  number,
  seq,
  kind,
  contractId,
  customerId,
  identityId,
  identityHash,
  effectiveAt,
  recordedAt,
  cause,
  actor,
  chainVersion,
  previousHash,
}: RegisterFact): string {
  return chainHash({
    number,
    seq,
    kind,
    contractId,
    customerId,
    identityId,
    identityHash,
    effectiveAt,
    recordedAt,
    cause,
    actor,
    chainVersion,
    previousHash,
  });
}

/** Binds an identity to its entries without telling it, by the form that the identity says. */
export const hashOfIdentity = (
  salt: string,
  { kind, name, taxCode, otherTaxCode }: NumberHolder,
  { chainVersion }: ChainLink,
): string => chainHash({ chainVersion, salt, kind, name, taxCode, ...(otherTaxCode ? { otherTaxCode } : {}) });

/** What is wrong with an entry, given the one before it; undefined when nothing is. */
export function flawOf(entry: RegisterEntry, before: RegisterEntry | undefined): string | undefined {
  if (entry.seq !== (before?.seq ?? 0) + 1) return `entry ${(before?.seq ?? 0) + 1} is missing`;
  if (entry.previousHash !== (before?.hash ?? GENESIS)) return 'it does not follow the entry before';
  if (entry.hash !== hashOfFact(entry)) return 'its content was changed';
  if (before && entry.effectiveAt < before.effectiveAt) return 'it takes effect before the entry before';
  if (entry.kind === (before?.kind ?? 'closed')) return `it was ${entry.kind} twice`;
  return undefined;
}
