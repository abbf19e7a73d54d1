import fc from 'fast-check';
import { soleAuthors, type BookedCredit } from './credit-authors.rules.js';

const LIMIT = 50_000;
const booked = (over: Partial<BookedCredit> = {}): BookedCredit => ({
  key: 'bank:1',
  cents: 1_000,
  by: 'anna',
  ...over,
});

describe('whose word alone stands for credit', () => {
  it.each<[string, BookedCredit, string[]]>([
    ['a booking by hand', booked(), ['anna']],
    ['one that a statement shows, loaded by somebody else', booked({ shownBy: 'bruno' }), []],
    ['one that a statement shows, loaded by a job', booked({ shownBy: '' }), []],
    ['one that a statement shows, loaded by the same person', booked({ shownBy: 'anna' }), ['anna']],
    ['one at the limit that a statement shows', booked({ cents: LIMIT, shownBy: 'bruno' }), []],
    ['one above the limit, though a statement shows it', booked({ cents: LIMIT + 1, shownBy: 'bruno' }), ['anna']],
    ['an adjustment that somebody else asked for', booked({ askedBy: 'bruno' }), []],
    ['an adjustment of one’s own', booked({ askedBy: 'anna' }), ['anna']],
  ])('%s', (_case, credit, authors) => expect([...soleAuthors([credit], LIMIT)]).toEqual(authors));

  it('is nobody’s who booked nothing, and each booking counts for itself', () => {
    const credit = fc.record(
      {
        key: fc.string(),
        cents: fc.integer({ min: 1, max: 100_000 }),
        by: fc.constantFrom('anna', 'bruno', 'carla'),
        shownBy: fc.option(fc.constantFrom('', 'anna', 'bruno'), { nil: undefined }),
      },
      { requiredKeys: ['key', 'cents', 'by'] },
    );
    fc.assert(
      fc.property(fc.array(credit), (all) => {
        const each = all.flatMap((one) => [...soleAuthors([one], LIMIT)]);
        expect(soleAuthors(all, LIMIT)).toEqual(new Set(each));
      }),
    );
  });
});
