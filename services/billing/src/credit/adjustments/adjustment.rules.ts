import type { Posting } from '../ledger/ledger.rules.js';

/** Credit against the ledger account of adjustments, which shows what they cost. */
export const adjustmentPostings = (amountCents: number): Posting[] => [
  { account: 'customer_credit', amountCents },
  { account: 'adjustments', amountCents: -amountCents },
];

/** Whether another person must approve, given what the same person booked alone before on the same day. */
export const needsApproval = (amountCents: number, bookedAlone: readonly number[], thresholdCents: number): boolean =>
  bookedAlone.reduce((total, each) => total + Math.abs(each), Math.abs(amountCents)) > thresholdCents;
