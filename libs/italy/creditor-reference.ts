/**
 * RF creditor reference, ISO 11649: `RF`, two check digits (ISO 7064 mod 97-10), up to 21 letters and digits. A customer
 * writes it in a bonifico and the payment finds its contract.
 */

/**
 * The RF reference made from one's own, e.g. a contract number; spaces and dashes are left out, letters made upper case.
 * Throws `RangeError` unless 1 to 21 letters or digits remain.
 */
export function creditorReference(own: string): string {
  const reference = compact(own);
  if (!/^[A-Z0-9]{1,21}$/.test(reference)) throw new RangeError(`Cannot make a creditor reference from ${own}`);
  return `RF${String(98 - mod97(`${reference}RF00`)).padStart(2, '0')}${reference}`;
}

/** Whether the text is an RF creditor reference with the right check digits, in any case, with or without spaces. */
export function isCreditorReference(text: string): boolean {
  const reference = compact(text);
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(reference) && reference === creditorReference(reference.slice(4));
}

/** The reference in its electronic form: upper case, no spaces. Throws `RangeError` unless `isCreditorReference`. */
export function parseCreditorReference(text: string): string {
  if (!isCreditorReference(text)) throw new RangeError(`Not a valid creditor reference: ${text}`);
  return compact(text);
}

/** In groups of four, for people to copy. Throws `RangeError` unless `isCreditorReference`. */
export function formatCreditorReference(text: string): string {
  return parseCreditorReference(text).replace(/(.{4})(?=.)/g, '$1 ');
}

function compact(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

/** Letters count as 10 (A) to 35 (Z). */
function mod97(text: string): number {
  return Number(BigInt(text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))) % 97n);
}
