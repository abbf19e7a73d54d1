import { readTable } from './table.js';

/**
 * Short numbers of the national numbering plan that can be dialled: emergency services (2002/22/EC art. 26; D.Lgs. 207/2021),
 * services of public interest and harmonised services of social value (Piano di numerazione nazionale, AGCOM del. 8/15/CIR).
 * `always`: never charged nor refused. `priced`: a price deck says what they cost, under `39` and the number.
 */
const SHORT = readTable<'number' | 'reached' | 'service'>('./short-numbers.csv');
const shorts: ReadonlySet<string> = new Set(SHORT.map(({ number }) => number));
const emergencies: ReadonlySet<string> = new Set(
  SHORT.filter(({ reached }) => reached === 'always').map(({ number }) => number),
);
const HIDDEN_DIGITS = 3;

/** Every short number that can be dialled. */
export const shortNumbers = (): readonly string[] => [...shorts];

/** Whether the number must always be reached: it is never charged nor refused. */
export const isEmergency = (number: string): boolean => emergencies.has(number);

/** Whether the number is a short one that is known. */
export const isShort = (number: string): boolean => shorts.has(number);

/**
 * A called number: `+`, country code and number, or a short number that is known. National and other spellings are none:
 * 335 1234567 without `+39` would read as a number in France.
 */
export const DIALLED = new RegExp(`^(?:\\+[1-9]\\d{6,14}|${SHORT.map(({ number }) => number).join('|')})$`);
/** Whether the text is a called number and nothing else. */
export const isDialled = (number: string): boolean => DIALLED.test(number);

/** A called number without its last three digits, as itemised bills show it (D.Lgs. 196/2003 art. 124): `+393351234***`. */
export const withoutLastDigits = (number: string): string =>
  `${number.slice(0, -HIDDEN_DIGITS)}${'*'.repeat(HIDDEN_DIGITS)}`;
