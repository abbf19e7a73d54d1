/**
 * Which characters a text may hold. What reaches people and documents has no character that XML 1.0 cannot carry, that a
 * terminal obeys, or that shows text in another order than it is stored (Unicode technical report 36, bidirectional text).
 */
const NEVER = '\\p{Cc}\\p{Cs}\\p{Noncharacter_Code_Point}\\u202a-\\u202e\\u2066-\\u2069';
const SEPARATORS = '\\u2028\\u2029';
const ODD_IN_A_LINE = new RegExp(`[${NEVER}${SEPARATORS}]`, 'u');
const ODD_IN_LINES = new RegExp(`(?![\\t\\n\\r])[${NEVER}]`, 'u');
const ALL_ODD = new RegExp(ODD_IN_LINES.source, 'gu');

/** Whether a text is free of control characters, lone surrogates, non-characters and bidirectional overrides; line breaks and tabs are taken where texts have `lines`. */
export const isPlainText = (text: string, { lines = false } = {}): boolean =>
  !(lines ? ODD_IN_LINES : ODD_IN_A_LINE).test(text);

/**
 * Text that came another way than by a form (a mail, a file, an older record) and cannot be sent back: without what
 * `isPlainText` refuses. Line breaks become `\n`, or a space where the text is one line.
 */
export function cleanText(text: string, { lines = false } = {}): string {
  const broken = text.replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n').replace(ALL_ODD, '');
  return lines ? broken : broken.replace(/[\t\n]+/g, ' ');
}

/** Separators, control, format, private and unassigned characters, and letters that show nothing: two addresses that look alike would differ. */
const INVISIBLE = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether every character of an address can be seen, and compatibility forms hide none of its signs (`﹫`, `．`). */
export const isVisibleAddress = (address: string): boolean =>
  !INVISIBLE.test(address) && /^[^@]+@[^@]+$/.test(address.normalize('NFKC'));

/**
 * What two spellings of an email address have in common: NFKC and full case folding (Unicode 16, 3.13, by upper and lower
 * case of each letter; the dotless ı stays itself). To compare by, never to write to: `straße@` and `strasse@` are two mailboxes.
 */
export const emailKey = (address: string): string =>
  [...address.normalize('NFKC')]
    .map((letter) => (letter === 'ı' ? letter : letter.toUpperCase().toLowerCase()))
    .join('')
    .normalize('NFKC')
    .trim();
