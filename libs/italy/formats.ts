/**
 * How days, months and names are written for people, in Italian and English: the one place for every mail, PDF, problem and
 * note that a customer reads. Amounts are beside it in `#libs/money/money.js` (`formatCents`), telephone numbers in `phone-number.js`.
 */
import { cleanText } from './text.rules.js';

export type Language = 'it' | 'en';

/** Made once: each costs milliseconds. */
const formats = (options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> => ({
  it: new Intl.DateTimeFormat('it', options),
  en: new Intl.DateTimeFormat('en-GB', options),
});
const DAYS = formats({ dateStyle: 'long', timeZone: 'UTC' });
const MONTHS = formats({ month: 'long', year: 'numeric', timeZone: 'UTC' });
const MOMENTS = formats({ dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Rome' });
const TABLE_DAYS = formats({ day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' });
const TABLE_MOMENTS = formats({ dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Rome' });

/** A day, `YYYY-MM-DD`: `28 novembre 2026`, `28 November 2026`; nothing for none. */
export const formatDay = (date: string | undefined, language: Language): string =>
  date ? DAYS[language].format(new Date(date)) : '';

/** A month, `YYYY-MM`: `novembre 2026`, `November 2026`. */
export const formatMonth = (period: string, language: Language): string =>
  MONTHS[language].format(new Date(`${period}-01`));

/** An instant as a clock in Rome shows it, with its day. */
export const formatInstant = (instant: Date, language: Language): string => MOMENTS[language].format(instant);

/** A day in a column or beside a document's number: `28/11/2026`. */
export const formatShortDay = (date: string, language: Language): string => TABLE_DAYS[language].format(new Date(date));

/** An instant in a column, by the clock in Rome, to the second. */
export const formatShortInstant = (instant: Date, language: Language): string =>
  TABLE_MOMENTS[language].format(instant);

const RATES: Record<Language, Intl.NumberFormat> = {
  it: new Intl.NumberFormat('it'),
  en: new Intl.NumberFormat('en-GB'),
};

/** A rate: `22 %` in Italian, `22%` in English. */
export const formatPercent = (rate: number, language: Language): string =>
  `${RATES[language].format(rate)}${language === 'it' ? '\u00a0' : ''}%`;

/** Sentences with names in them: one that ends in a dot (`S.n.c.`) ends its sentence. */
export const endSentencesOnce = (text: string): string => text.replace(/(?<=[\p{L}\p{N}])\.\.(?=\s|$)/gu, '.');

const SOMEBODY: Record<Language, string> = { it: 'cliente', en: 'customer' };
const LONGEST_NAME = 60;

/**
 * A name for a mail to an address that nobody has confirmed: letters, digits and what stands in names, one line, a bounded
 * length, nothing that a mail program makes a link or a telephone number of. Whoever registers cannot write to others by it.
 */
export function plainName(name: string, language: Language): string {
  const plain = cleanText(name)
    .normalize('NFKC')
    .replace(/\p{L}+:\/\/\S*|\S*@\S*/gu, ' ')
    .replace(/[^\p{L}\p{M}\p{N} .'’&,()+-]/gu, ' ')
    .replace(/(?<=[\p{L}\p{N}-]{2})\.(?=[\p{L}\p{N}]{2})/gu, ' ')
    .replace(/\bwww\b\.?/giu, ' ')
    .replace(/\d[\d .()+-]{4,}\d/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const short =
    plain.length <= LONGEST_NAME
      ? plain
      : plain
          .slice(0, LONGEST_NAME)
          .replace(/[\ud800-\udbff]$/, '')
          .replace(/\s+\S*$/, '');
  return /\p{L}/u.test(short) ? short : SOMEBODY[language];
}
