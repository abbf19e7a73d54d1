import { cents, vatOn, type Cents } from '#libs/money/money.js';

/** Net and millionths to gross cents, rounded up: what must be kept for it at most. */
export const grossCeiling = (netMicros: number, vatBasisPoints: number): Cents =>
  vatOn(cents(Math.ceil(netMicros / 10_000)), vatBasisPoints).gross;
