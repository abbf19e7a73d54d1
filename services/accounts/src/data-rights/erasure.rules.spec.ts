import { joined, nextDueOn } from './erasure.rules.js';

describe('what an erasure says', () => {
  it('R29: adds up what each service let go of, and keeps until the first day on which some of it may go', () => {
    const report = joined([
      {
        erased: [{ what: 'emails', count: 2 }],
        kept: [
          { what: 'contracts', count: 1, until: '2037-02-01' },
          { what: 'holder_register', count: 1 },
        ],
      },
      {
        erased: [
          { what: 'emails', count: 1 },
          { what: 'sessions', count: 0 },
        ],
        kept: [{ what: 'contracts', count: 2, until: '2036-05-01' }],
      },
    ]);
    expect(report).toEqual({
      erased: [{ what: 'emails', count: 3 }],
      kept: [
        { what: 'contracts', count: 3, until: '2036-05-01' },
        { what: 'holder_register', count: 1 },
      ],
    });
    expect([nextDueOn(report.kept), nextDueOn([{ what: 'holder_register', count: 1 }])]).toEqual([
      '2036-05-01',
      undefined,
    ]);
  });
});
