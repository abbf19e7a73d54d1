import { language } from './language.ts';

const ROME = 'Europe/Rome';
const locale = (): string => (language() === 'en' ? 'en-GB' : 'it-IT');

/** Cents of euro. */
export const money = (cents: number): string =>
  new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: 'EUR',
    useGrouping: 'always',
    signDisplay: 'negative',
  }).format(cents / 100);

/** With its sign: what a movement does to credit. */
export const signedMoney = (cents: number): string =>
  new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: 'EUR',
    useGrouping: 'always',
    signDisplay: 'exceptZero',
  }).format(cents / 100);

const DAY_MS = 86_400_000;
const dayOf = (at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: ROME }).format(at);

/** Near in words (today, yesterday, tomorrow), far in figures; an instant or a Rome date. */
export function day(value: string): string {
  const at = value.length === 10 ? new Date(`${value}T12:00:00Z`) : new Date(value);
  const away = Math.round((Date.parse(dayOf(at)) - Date.parse(dayOf(new Date()))) / DAY_MS);
  if (Math.abs(away) <= 1) return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(away, 'day');
  return new Intl.DateTimeFormat(locale(), { timeZone: ROME, dateStyle: 'medium' }).format(at);
}

export const dayAndTime = (instant: string): string =>
  new Intl.DateTimeFormat(locale(), { timeZone: ROME, dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );
