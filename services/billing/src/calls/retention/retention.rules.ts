import { createHash } from 'node:crypto';

/** The digest of everything removed so far and of these ids, in their order: who has a list of them can prove that it is the one. */
export const digestAfter = (digest: string, ids: readonly string[]): string =>
  createHash('sha256')
    .update([digest, ...ids].join('\n'))
    .digest('hex');
