/**
 * Bank accounts: IBAN, ISO 13616, with its check digits and the length and form of its country; of accounts in Italy and San
 * Marino also the check letter (CIN) of the account itself.
 */
import { electronicFormatIBAN, friendlyFormatIBAN, isSEPACountry, isValidIBAN } from 'ibantools';
import { checkLetter } from './check-letter.js';

/** In SEPA since 2024 to 2026, by decision of the European Payments Council: the library does not know it yet. */
const NEW_IN_SEPA: ReadonlySet<string> = new Set(['AL', 'ME', 'MD', 'MK', 'RS']);
const WITH_CIN: ReadonlySet<string> = new Set(['IT', 'SM']);
const CIN_AT = 4;

/**
 * Whether the text is an IBAN of a country in SEPA, in any case, with or without spaces; the CIN of an Italian one is
 * right too. Does not prove that the account exists.
 */
export function isIban(text: string): boolean {
  return isSepaIban(text) && hasRightCin(text);
}

/** Whether it is an IBAN by its check digits, its country's form and SEPA, whatever its CIN. */
export function isSepaIban(text: string): boolean {
  const iban = compact(text);
  const country = iban.slice(0, 2);
  return isValidIBAN(iban) && (isSEPACountry(country) || NEW_IN_SEPA.has(country));
}

/** Whether the check letter over ABI, CAB and account of an IBAN (`isSepaIban`) is right; true of every country that has none. */
export function hasRightCin(text: string): boolean {
  const iban = compact(text);
  return !WITH_CIN.has(iban.slice(0, 2)) || iban[CIN_AT] === checkLetter(iban.slice(CIN_AT + 1));
}

/** The IBAN in its electronic form: upper case, no spaces. Throws `RangeError` unless `isIban`. */
export function parseIban(text: string): string {
  if (!isIban(text)) throw new RangeError('Not a valid IBAN of a SEPA country');
  return compact(text);
}

/** The bank's ABI code, five digits, of an account in Italy or San Marino; undefined elsewhere. Throws `RangeError` unless `isIban`. */
export function abiOf(text: string): string | undefined {
  const iban = parseIban(text);
  return WITH_CIN.has(iban.slice(0, 2)) ? iban.slice(CIN_AT + 1, CIN_AT + 6) : undefined;
}

/** Whether it is the IBAN of an account in Italy. */
export function isItalianIban(text: string): boolean {
  return isIban(text) && compact(text).startsWith('IT');
}

/** In groups of four, for people to read. Throws `RangeError` unless `isIban`. */
export function formatIban(text: string): string {
  return friendlyFormatIBAN(parseIban(text))!;
}

function compact(text: string): string {
  return (electronicFormatIBAN(text) ?? '').replace(/\s/g, '');
}
