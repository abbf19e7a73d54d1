const DAY_MS = 86_400_000;

/** Whole days since a debt began. */
export const daysSince = (since: Date, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - since.getTime()) / DAY_MS));

/** The instant that was so many days ago. */
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);

/** How many reminders a debt of this age has had, or should have had. */
export const remindersAt = (days: number, schedule: readonly number[]): number =>
  schedule.filter((day) => day <= days).length;

/** Age brackets of the staff's list: the first day of each, the oldest last. */
export const AGE_BRACKETS = [
  { days: '0-30', from: 0 },
  { days: '31-60', from: 31 },
  { days: '61-90', from: 61 },
  { days: '91+', from: 91 },
] as const;
