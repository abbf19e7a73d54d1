/** Letters that no accent explains: without it they would be lost. */
const LETTERS: Readonly<Record<string, string>> = {
  'Ł': 'L', 'ł': 'l', 'Đ': 'D', 'đ': 'd', 'Œ': 'OE', 'œ': 'oe', 'Ø': 'O', 'ø': 'o', 'Æ': 'AE', 'æ': 'ae', 'ß': 'ss', 'ẞ': 'SS', 'Þ': 'TH', 'þ': 'th', 'Ð': 'D', 'ð': 'd', 'Ħ': 'H', 'ħ': 'h', 'ı': 'i',
};
const SIGNS: Readonly<Record<string, string>> = { '’': "'", '‘': "'", '“': '"', '”': '"', '–': '-', '—': '-', '…': '...', '€': 'EUR' };

/** Text in Basic Latin and Latin-1 (electronic invoices take no more), shortened; what has no such letters becomes `?`. */
export function latinText(text: string, length: number): string {
  const spelled = (letter: string): string => (LETTERS[letter] ?? SIGNS[letter] ?? letter.normalize('NFD').replace(/[^\u0020-\u00ff]/gu, '')) || '?';
  const letters = [...text.normalize('NFC')].map((letter) => (letter <= '\u00ff' ? letter : spelled(letter)));
  return letters.join('').replace(/\s+/g, ' ').trim().slice(0, length).trim();
}

/** Text with its letters from A to Z where they are Latin, without accents; everything else stays as it is. */
export function plainLetters(text: string): string {
  return [...text.normalize('NFD').replace(/\p{M}/gu, '')].map((letter) => LETTERS[letter] ?? letter).join('');
}
