import { flawOf, GENESIS, hashOfFact, hashOfIdentity } from './register-chain.rules.js';
import type { RegisterEntry } from './register.schema.js';

const holder = { kind: 'private' as const, name: 'Mario Rossi', taxCode: 'RSSMRA85T10A562S' };

describe('the chain of the holder register', () => {
  const opened: RegisterEntry = {
    _id: '+390255500001#1',
    number: '+390255500001',
    seq: 1,
    kind: 'opened',
    contractId: 'con_1',
    customerId: 'cus_1',
    identityId: '+390255500001#1',
    identityHash: '8847e5777abdcd1ea84d0b0474a7dcb219d3558464a196a4b9418bac044dd737',
    effectiveAt: new Date('2026-11-25T10:00:00Z'),
    recordedAt: new Date('2026-11-25T10:00:01Z'),
    cause: 'activation',
    actor: 'system',
    previousHash: GENESIS,
    hash: 'a70a0f95d0836d6837df5de706385f8e22e8b73da443c4d25f8a000e0af2d83a',
  };

  it('R4: goes on from entries and identities of before hashes had a version', () => {
    expect(hashOfIdentity('salt', holder, {})).toBe('8847e5777abdcd1ea84d0b0474a7dcb219d3558464a196a4b9418bac044dd737');
    expect(flawOf(opened, undefined)).toBeUndefined();
    const closed = {
      ...opened,
      _id: '+390255500001#2',
      seq: 2,
      kind: 'closed' as const,
      chainVersion: 2,
      previousHash: 'a70a0f95d0836d6837df5de706385f8e22e8b73da443c4d25f8a000e0af2d83a',
    };
    expect(flawOf({ ...closed, hash: hashOfFact(closed) }, opened)).toBeUndefined();
    expect(flawOf({ ...closed, hash: hashOfFact({ ...closed, chainVersion: undefined }) }, opened)).toBe(
      'its content was changed',
    );
  });
});
