import type { LedgerEntry } from './entry.schema.js';
import type { Posting } from './ledger.rules.js';
import { VatProof } from './vat-proof.rules.js';

const entry = (_id: string, over: Partial<LedgerEntry>): LedgerEntry =>
  ({ _id, creditCents: 0, postings: [], details: {}, ...over }) as LedgerEntry;
const vat = (amountCents: number): Posting => ({ account: 'output_vat', amountCents });
const topUp = entry('paid', {
  basis: 'top_up',
  creditCents: 3_000,
  postings: [vat(660)],
  details: { vat: { netCents: 3_000, vatBasisPoints: 2_200, vatCents: 660 } },
});
const credited = (netCents: number, vatCents: number, of = 'paid', said = vatCents) =>
  entry('back', {
    basis: 'top_up',
    creditCents: -netCents,
    postings: [vat(-said)],
    details: {
      vat: { netCents: -netCents, vatBasisPoints: 2_200, vatCents: -said },
      credits: [{ entryId: of, netCents, vatBasisPoints: 2_200, vatCents }],
    },
  });
const charge = entry('charge', { creditCents: -854, postings: [vat(154)] });
const taken = (creditCents: number, reverses = 'charge') => entry('taken', { creditCents, details: { reverses } });

describe('R24: the proof of what entries say of VAT', () => {
  it.each<[string, LedgerEntry[], string | undefined]>([
    ['a top-up that is credited in parts', [topUp, credited(1_000, 220), credited(2_000, 440)], undefined],
    [
      'more than it was invoiced for',
      [topUp, credited(3_000, 660), credited(1, 0)],
      'it credits more than was invoiced',
    ],
    ['one that was not invoiced', [credited(1_000, 220)], 'it credits what was not invoiced'],
    [
      'other VAT than is credited',
      [topUp, credited(1_000, 220, 'paid', 221)],
      'it does not credit what it takes back of top-ups',
    ],
    [
      'VAT on a charge',
      [entry('charge', { basis: 'top_up', postings: [vat(154)] })],
      'it books VAT where top-ups are invoiced',
    ],
    ['a charge that is taken back in parts', [charge, taken(200), taken(654)], undefined],
    ['a charge that is taken back twice', [charge, taken(854), taken(1)], 'it takes back more than was charged'],
    ['what takes back nothing that was charged', [taken(854)], 'it takes back what was not charged'],
  ])('%s', (_case, entries, problem) => {
    const proof = new VatProof();
    expect(entries.map((each) => proof.next(each)).at(-1)).toBe(problem);
  });
});
