/**
 * Telephone numbers in E.164. An Italian geographic number keeps its leading zero after the country code: 02 1234567 is
 * +39021234567. Sources: ITU-T E.164; Piano di numerazione nazionale (AGCOM del. 8/15/CIR) for districts and lengths.
 */
import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';
import { readTable } from './table.js';

/** `+`, country code and number, digits only: `+39021234567`. */
export type E164 = `+${number}`;

/** A telephone district: its prefix with the leading zero, and the town it is named after. */
export interface District {
  readonly prefix: string;
  readonly locality: string;
}

const all: readonly District[] = readTable<'prefix' | 'locality'>('./districts.csv');
const byPrefix = new Map(all.map((district) => [district.prefix, district]));
const longestPrefix = Math.max(...all.map(({ prefix }) => prefix.length));
const ITALY = '+39';

/** San Marino is dialled through Italy's plan (0549), but its numbers are its own to give: it is named here and is no district of Italy. */
const SAN_MARINO = '0549';
const italian = all.filter(({ prefix }) => prefix !== SAN_MARINO);

/** Every Italian district, by prefix. */
export function districts(): readonly District[] {
  return italian;
}

/** Whether a prefix is that of an Italian district. */
export const isDistrict = (prefix: string): boolean => prefix !== SAN_MARINO && byPrefix.has(prefix);

/** The district that the number belongs to by its longest prefix, San Marino's included; none for a number that is not geographic. */
export function districtOf(number: string): District | undefined {
  if (!number.startsWith(`${ITALY}0`)) return undefined;
  for (let length = longestPrefix; length > 1; length--) {
    const district = byPrefix.get(number.slice(ITALY.length, ITALY.length + length));
    if (district) return district;
  }
  return undefined;
}

/** Whether the text is, in E.164 and nothing else, a geographic number of an Italian district. Does not prove that it is in use. */
export function isGeographicNumber(text: string): text is E164 {
  const number = read(text);
  return number?.number === text && number.getType() === 'FIXED_LINE' && isDistrict(districtOf(text)?.prefix ?? '');
}

/** A geographic number as people write it (02 1234567, +39 02/1234567, 0039…) in E.164. Throws `RangeError` unless `isGeographicNumber`. */
export function parseGeographicNumber(text: string): E164 {
  const number = read(text)?.number;
  if (!number || !isGeographicNumber(number)) throw new RangeError(`Not an Italian geographic number: ${text}`);
  return number;
}

/** Whether the text is, in E.164 and nothing else, a number that can exist in some country's plan. */
export function isE164(text: string): text is E164 {
  const number = read(text);
  return number?.number === text && number.isValid();
}

/** Any number as dialled from Italy, in E.164. Throws `RangeError` unless `isE164`. */
export function parseE164(text: string): E164 {
  const number = read(text)?.number;
  if (!number || !isE164(number)) throw new RangeError(`Not a telephone number: ${text}`);
  return number;
}

/** The digits dialled within Italy: +39021234567 is 021234567. Throws `RangeError` unless the number is Italian. */
export function nationalDigits(number: E164): string {
  if (!number.startsWith(ITALY)) throw new RangeError(`Not an Italian number: ${number}`);
  return number.slice(ITALY.length);
}

/** For people to read: `02 1234 567`, or `+39 02 1234 567`. A number that is not understood is shown as it is. */
export function formatNumber(number: string, style: 'national' | 'international' = 'national'): string {
  const parsed = read(number);
  if (!parsed) return number;
  return style === 'national' && number.startsWith(ITALY) ? parsed.formatNational() : parsed.formatInternational();
}

/** Text that is a number from its first to its last character, dialled from Italy unless it starts with `+`. */
function read(text: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text, { defaultCountry: 'IT', extract: false });
}
