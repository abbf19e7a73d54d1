/** Bank accounts: IBAN, ISO 13616, with its check digits and the length and form of its country. */
import { electronicFormatIBAN, friendlyFormatIBAN, isSEPACountry, isValidIBAN } from 'ibantools';

/** Whether the text is an IBAN of a country in SEPA, in any case, with or without spaces. Does not prove that the account exists. */
export function isIban(text: string): boolean {
  const iban = compact(text);
  return isValidIBAN(iban) && isSEPACountry(iban.slice(0, 2));
}

/** The IBAN in its electronic form: upper case, no spaces. Throws `RangeError` unless `isIban`. */
export function parseIban(text: string): string {
  if (!isIban(text)) throw new RangeError('Not a valid IBAN of a SEPA country');
  return compact(text);
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
