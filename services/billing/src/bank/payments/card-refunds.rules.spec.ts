import fc from 'fast-check';
import { backOnCard, type CardRefundsTold } from './card-refunds.rules.js';

const told = (totals: [number, number][], failures: [string, number, number][] = []): CardRefundsTold => ({
  totals: totals.map(([at, cents]) => ({ at, cents })),
  failures: failures.map(([refundId, at, cents]) => ({ refundId, at, cents })),
});

describe('what is back on a card', () => {
  it.each([
    ['nothing told', told([]), 0],
    ['a refund', told([[1, 800]]), 800],
    [
      'a second one',
      told([
        [1, 800],
        [2, 1_000],
      ]),
      1_000,
    ],
    [
      'the newest total, told before an older one',
      told([
        [2, 1_000],
        [1, 800],
      ]),
      1_000,
    ],
    ['a refund that failed', told([[1, 800]], [['re_1', 5, 800]]), 0],
    ['a failure that is told before its refund', told([], [['re_1', 5, 800]]), 0],
    [
      'a refund made again after one that failed',
      told(
        [
          [1, 800],
          [9, 800],
        ],
        [['re_1', 5, 800]],
      ),
      800,
    ],
  ])('%s', (_case, facts, cents) => expect(backOnCard(facts)).toBe(cents));

  it('does not depend on the order in which it was told', () => {
    const total = fc.record({ at: fc.nat(20), cents: fc.nat(5_000) });
    const failure = fc.record({ refundId: fc.uuid(), at: fc.nat(20), cents: fc.integer({ min: 1, max: 5_000 }) });
    fc.assert(
      fc.property(fc.array(total), fc.array(failure), (totals, failures) => {
        expect(backOnCard({ totals: totals.toReversed(), failures: failures.toReversed() })).toBe(
          backOnCard({ totals, failures }),
        );
        expect(backOnCard({ totals, failures })).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
