import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { hashOf } from './ids.js';

/** How links of a hash chain are made now: SHA-256 over the link's JSON in the canonical form of RFC 8785. Kept in each link, under its hash. */
export const CHAIN_VERSION = 2;

/** What a chain holds: `chainVersion` is absent in links of before there was one. */
export interface ChainLink {
  readonly chainVersion?: number;
}

/**
 * The hash of a link without it, in hexadecimal digits, by the form that the link says. Times are in it as ISO 8601 in UTC with milliseconds.
 * @throws Error on text that is no Unicode (half a surrogate pair), which the database would keep as something else
 */
export const chainHash = <Link extends ChainLink>(link: Link): string =>
  link.chainVersion === undefined ? hashOf(link) : createHash('sha256').update(canonicalize(link)!).digest('hex');
