import { addDays, romeDate, romeInstant, type RomeDate } from '#libs/italy/rome-time.js';

/**
 * R21: the last day, in Rome, on which a number whose holding ended can still be ported out: so many days after the day on which it ended
 * (code of electronic communications, art. 98-octies decies).
 */
export const lastPortOutDay = (endedAt: Date, days: number): RomeDate => addDays(romeDate(endedAt), days);

/** The first instant at which that right is over. */
export const portRightEnds = (endedAt: Date, days: number): Date =>
  romeInstant(addDays(lastPortOutDay(endedAt, days), 1));
