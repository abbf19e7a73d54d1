import { romeInstant, type RomeDate } from '#libs/italy/rome-time.js';
import type { Activation } from './activation.types.js';

/** The month that is charged besides, or instead, where a number is held beyond the end of the month of its registration (R31). */
export function nextMonthOf({
  nextMonthFrom,
  nextMonthCents,
  expiresAt,
  expiresOnceConfirmed = expiresAt,
}: Pick<Activation, 'nextMonthFrom' | 'nextMonthCents' | 'expiresAt' | 'expiresOnceConfirmed'>):
  | { from: RomeDate; grossCents: number }
  | undefined {
  if (!nextMonthFrom || nextMonthCents === undefined) return undefined;
  const from = nextMonthFrom as RomeDate;
  return romeInstant(from) < new Date(expiresOnceConfirmed) ? { from, grossCents: nextMonthCents } : undefined;
}
