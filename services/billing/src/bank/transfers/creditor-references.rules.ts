import { isCreditorReference, parseCreditorReference } from '#libs/italy/creditor-reference.js';

/** Longer than all that a transaction can hold. */
const SEARCHED = 20_000;

/** RF references in what a payer wrote, with or without spaces, dashes and line breaks in them, each once. */
export function referencesIn(text: string): string[] {
  const found = new Set<string>();
  const compact = text
    .slice(0, SEARCHED)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  for (let at = compact.indexOf('RF'); at >= 0; at = compact.indexOf('RF', at + 1)) {
    // The longest one that proves itself: words that follow in the text run into it once the spaces are gone.
    for (let length = 25; length >= 8; length--) {
      const candidate = compact.slice(at, at + length);
      if (candidate.length === length && isCreditorReference(candidate)) found.add(parseCreditorReference(candidate));
    }
  }
  return [...found];
}
