/**
 * Partita IVA: eleven digits, the last a Luhn check (D.P.R. 633/1972 art. 35), the three before it the tax office
 * (001–100, 120, 121, 888, 999). The codice fiscale of a company or other body that is not a person has the same form, and usually is the same number.
 */
import { validate } from 'stdnum/lib/cjs/it/iva.js';

/** Whether the text is a partita IVA, with or without spaces and the prefix IT. Does not prove that it is in use. */
export function isPartitaIva(text: string): boolean {
  return validate(compact(text)).isValid;
}

/** The eleven digits. Throws `RangeError` unless `isPartitaIva`. */
export function parsePartitaIva(text: string): string {
  if (!isPartitaIva(text)) throw new RangeError('Not a valid partita IVA');
  return compact(text);
}

/** Whether the text is the codice fiscale of a body that is not a person: eleven digits, without IT. */
export function isCompanyCodiceFiscale(text: string): boolean {
  return /^\d{11}$/.test(text) && isPartitaIva(text);
}

function compact(text: string): string {
  return text.replace(/\s/g, '').replace(/^IT/i, '');
}
