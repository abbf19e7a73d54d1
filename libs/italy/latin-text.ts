import anyAscii from 'any-ascii';

/** What nobody sees: controls, format characters, halves of surrogate pairs, accents that stand on nothing. */
const UNSEEN = /[\p{C}\p{M}]/u;

const spelled = (letter: string): string =>
  UNSEEN.test(letter) ? '' : letter <= '\u00ff' ? letter : anyAscii(letter) || '?';

/**
 * Text in Basic Latin and Latin-1 (electronic invoices take no more), shortened: other scripts are spelled in Latin letters, what
 * has no spelling becomes `?`, and what is not seen is left out. Never empty where the text was not.
 */
export function latinText(text: string, length: number): string {
  const letters = [...text.replace(/\s+/g, ' ').normalize('NFC')].map(spelled);
  const latin = letters.join('').replace(/\s+/g, ' ').trim().slice(0, length).trim();
  return latin || (text.trim() ? '?' : '');
}

/** Text with its letters from A to Z where they are Latin, without accents; everything else stays as it is. */
export function plainLetters(text: string): string {
  return [...text.normalize('NFD').replace(/\p{M}/gu, '')]
    .map((letter) => (/\p{Script=Latin}/u.test(letter) ? anyAscii(letter) : letter))
    .join('');
}
