/** What a digit, or the letter at its place in the alphabet, counts at an odd place (D.M. 23 December 1976, the table of the codice fiscale; the CIN of bank accounts has the same). */
const AT_ODD_PLACES = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The letter that guards digits and capital letters against a slip: of one character, or of two neighbours changed over, it finds most. Throws `RangeError` on other characters. */
export function checkLetter(text: string): string {
  if (!/^[0-9A-Z]+$/.test(text)) throw new RangeError('Only digits and capital letters have a check letter');
  const values = [...text].map((character) => (character <= '9' ? Number(character) : LETTERS.indexOf(character)));
  const sum = values.reduce((total, value, index) => total + (index % 2 === 0 ? AT_ODD_PLACES[value]! : value), 0);
  return LETTERS[sum % LETTERS.length]!;
}
