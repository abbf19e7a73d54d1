import { digestAfter } from './retention.rules.js';

describe('R28: the digest of what was removed', () => {
  it('depends on all of it, and its order', () => {
    const all = digestAfter(digestAfter('', ['a', 'b']), ['c']);
    expect(all).toMatch(/^[0-9a-f]{64}$/);
    expect(
      new Set([all, digestAfter(digestAfter('', ['b', 'a']), ['c']), digestAfter('', ['a', 'b']), digestAfter('', [])])
        .size,
    ).toBe(4);
  });
});
