import { adjustmentPostings, needsApproval } from './adjustment.rules.js';

describe('adjustments', () => {
  it('need another person above the threshold, in either direction, and not at it', () => {
    expect([
      needsApproval(5_000, [], 5_000),
      needsApproval(5_001, [], 5_000),
      needsApproval(-5_001, [], 5_000),
    ]).toEqual([false, true, true]);
  });

  it('cannot be made small by parts', () => {
    expect(needsApproval(2_000, [2_000, -1_500], 5_000)).toBe(true);
  });

  it('sum to zero with their own account', () => {
    expect(adjustmentPostings(-300)).toEqual([
      { account: 'customer_credit', amountCents: -300 },
      { account: 'adjustments', amountCents: 300 },
    ]);
  });
});
