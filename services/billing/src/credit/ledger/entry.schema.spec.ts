import { entryHash, type LedgerEntry } from './entry.schema.js';

/** As another program makes it of the sorted JSON. */
const HASH_2 = 'a59610fa35cacad8c57e17185671c1c1e297fdd05ab3369fb1f054bc9fa19ecc';

describe('the hash of an entry', () => {
  /** As one was written when words still lay among what is hashed. */
  const entry: LedgerEntry = {
    _id: 'ent_1',
    key: 'bank:1',
    contractId: 'con_1',
    seq: 1,
    at: new Date('2026-11-25T10:00:00Z'),
    period: '2026-11',
    cause: 'top_up',
    actor: { kind: 'staff', id: 'usr_1' },
    postings: [
      { account: 'bank', amountCents: -100 },
      { account: 'customer_credit', amountCents: 100 },
    ],
    creditCents: 100,
    balanceCents: 100,
    details: { reference: '1', from: 'bank', receivedOn: '2026-11-25', payer: 'Mario Rossi' },
    previousHash: '',
    hash: '',
  };

  it('R29: of before words lay beside it is still what it was', () =>
    expect(entryHash(entry)).toBe('6422ea8a45c640411242bd720a8fd7f01554b511204b3d4f77d323d400493612'));

  it('is by the version that the entry says, which lies under it', () => {
    expect(entryHash({ ...entry, chainVersion: 2 })).toBe(HASH_2);
    expect(entryHash({ ...entry, chainVersion: 3 })).not.toBe(HASH_2);
  });

  it('R29: is the same with words and without, and another with another detail', () => {
    expect(entryHash({ ...entry, words: { payer: 'Zia Pina' } })).toBe(entryHash(entry));
    expect(entryHash({ ...entry, details: { ...entry.details, payer: 'Zia Pina' } })).not.toBe(entryHash(entry));
  });
});
