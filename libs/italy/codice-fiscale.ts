/**
 * Codice fiscale of a person: 16 characters made from surname, name, birth date, sex and birthplace, with a check
 * character. Source: D.M. 23 December 1976 (G.U. 345 of 29 December 1976), which also
 * rules omocodia: when two people would share a code, digits are replaced by letters from the right.
 */
import { validate } from 'stdnum/lib/cjs/it/codicefiscale.js';
import { isRomeDate, parseRomeDate, type RomeDate } from './rome-time.js';

export type Sex = 'M' | 'F';

/** What a codice fiscale tells. */
export interface DecodedCodiceFiscale {
  readonly birthDate: RomeDate;
  readonly sex: Sex;
  /** Codice catastale (Belfiore) of the municipality, or `Z…` of the foreign state: `F205` is Milano. */
  readonly placeCode: string;
}

/** What is known of the person; each is compared only when given. */
export interface PersonalData {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly birthDate?: RomeDate;
  readonly sex?: Sex;
  readonly placeCode?: string;
}

export type PersonalField = keyof PersonalData;

const MONTHS = 'ABCDEHLMPRST';
const OMOCODIA = 'LMNPQRSTUV';
const DIGIT_POSITIONS = [6, 7, 9, 10, 12, 13, 14];

/** Whether the text is a codice fiscale of 16 characters (any case, omocodia included) with the right check character and a day that exists. */
export function isCodiceFiscale(text: string): boolean {
  const code = compact(text);
  return validate(code).isValid && ['19', '20'].some((century) => isRomeDate(birthDateIn(century, plain(code))));
}

/** The codice fiscale in upper case, without spaces. Throws `RangeError` unless `isCodiceFiscale`. */
export function parseCodiceFiscale(text: string): string {
  if (!isCodiceFiscale(text)) throw new RangeError('Not a valid codice fiscale');
  return compact(text);
}

/**
 * Birth date, sex and place. The code has two digits of the year: the latest year is taken in which the person was born
 * by the day `asOf`, Throws `RangeError` unless `isCodiceFiscale`, or if no such day exists.
 */
export function decodeCodiceFiscale(text: string, asOf: RomeDate): DecodedCodiceFiscale {
  const code = plain(parseCodiceFiscale(text));
  const today = parseRomeDate(asOf);
  const birthDate = ['20', '19', '18']
    .map((century) => birthDateIn(century, code))
    .find((date) => isRomeDate(date) && date <= today);
  if (!birthDate) throw new RangeError('The birth date in the codice fiscale is not in the past');
  return { birthDate, sex: sexIn(code), placeCode: code.slice(11, 15) };
}

/**
 * Which of the given data the codice fiscale contradicts; none when it agrees with all. The year is compared by its two
 * last digits, names by the letters the code takes from them. Throws `RangeError` unless `isCodiceFiscale`.
 */
export function contradictions(text: string, person: PersonalData): PersonalField[] {
  const code = plain(parseCodiceFiscale(text));
  const { firstName, lastName, birthDate, sex, placeCode } = person;
  const found: PersonalField[] = [];
  if (lastName !== undefined && code.slice(0, 3) !== surnameLetters(lastName)) found.push('lastName');
  if (firstName !== undefined && code.slice(3, 6) !== firstNameLetters(firstName)) found.push('firstName');
  if (birthDate !== undefined && birthDateIn(birthDate.slice(0, 2), code) !== birthDate) found.push('birthDate');
  if (sex !== undefined && sexIn(code) !== sex) found.push('sex');
  if (placeCode !== undefined && code.slice(11, 15) !== placeCode.toUpperCase()) found.push('placeCode');
  return found;
}

/** Consonants first, then vowels, then X. */
function surnameLetters(name: string): string {
  const { consonants, vowels } = letters(name);
  return `${consonants}${vowels}XXX`.slice(0, 3);
}

/** As the surname, but of four or more consonants the first, third and fourth. */
function firstNameLetters(name: string): string {
  const { consonants } = letters(name);
  return consonants.length > 3 ? `${consonants[0]}${consonants[2]}${consonants[3]}` : surnameLetters(name);
}

/** Letters that no accent decomposition turns into A–Z. */
const OTHER_LETTERS: Record<string, string> = { Æ: 'AE', Œ: 'OE', Ø: 'O', Đ: 'D', Ð: 'D', Ł: 'L', Þ: 'TH' };

function letters(name: string): { consonants: string; vowels: string } {
  const plainName = name
    .toUpperCase()
    .replace(/[ÆŒØĐÐŁÞ]/g, (letter) => OTHER_LETTERS[letter]!)
    .normalize('NFD')
    .replace(/[^A-Z]/g, '');
  return { consonants: plainName.replace(/[AEIOU]/g, ''), vowels: plainName.replace(/[^AEIOU]/g, '') };
}

function compact(text: string): string {
  return text.replace(/\s/g, '').toUpperCase();
}

/** The code with the letters of omocodia turned back to digits. */
function plain(code: string): string {
  return [...code]
    .map((c, i) => (DIGIT_POSITIONS.includes(i) && OMOCODIA.includes(c) ? String(OMOCODIA.indexOf(c)) : c))
    .join('');
}

/** The day of birth, with 40 added for women. */
function dayField(plainCode: string): number {
  return Number(plainCode.slice(9, 11));
}

function sexIn(plainCode: string): Sex {
  return dayField(plainCode) > 40 ? 'F' : 'M';
}

function birthDateIn(century: string, plainCode: string): RomeDate {
  const month = MONTHS.indexOf(plainCode[8]!) + 1;
  const day = dayField(plainCode) - (sexIn(plainCode) === 'F' ? 40 : 0);
  return `${century}${plainCode.slice(6, 8)}-${twoDigits(month)}-${twoDigits(day)}` as RomeDate;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
