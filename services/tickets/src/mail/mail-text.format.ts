import { htmlToText } from 'html-to-text';
import type { ParsedMail } from 'mailparser';
import { cleanText } from '#libs/italy/text.rules.js';

/** Deeper or longer HTML is nobody's letter: the rest is left to the original. */
const LIMITS = { maxDepth: 500, maxInputLength: 2_000_000 };
const OPTIONS = {
  wordwrap: false as const,
  limits: LIMITS,
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
};

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
const lacks = (text: Set<string>, other: Set<string>): number => [...other].filter((word) => !text.has(word)).length;

function textOfHtml(html: string): string {
  try {
    return htmlToText(html, OPTIONS);
  } catch {
    return '';
  }
}

/**
 * The text of a mail, its HTML turned into text where the plain text does not say the same: it is missing, empty, or only
 * what a mail system put below. Without characters that texts may not hold.
 */
export function textOf({ text = '', html }: Pick<ParsedMail, 'text' | 'html'>): string {
  const rich = html ? textOfHtml(html) : '';
  const [plainWords, richWords] = [wordsOf(text), wordsOf(rich)];
  const sameWords = lacks(plainWords, richWords) * 2 <= richWords.size;
  const chosen = sameWords ? text : lacks(richWords, plainWords) === 0 ? rich : `${text}\n\n${rich}`;
  return cleanText(chosen, { lines: true });
}
