import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs as graphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as italian } from '@zxcvbn-ts/language-it';
import type { FieldError } from '#libs/api/kernel/domain-error.js';

/** More is not looked at: the work grows with the square of the length, and what is strong so far stays strong. */
const LOOKED_AT = 64;
/** zxcvbn's best: more than 10^10 guesses. */
const STRONG = 4;
/** What must be left of a password beside the words of its owner's address and name. */
const OWN_CHARACTERS = 8;
const SHORTEST_WORD = 3;

/** Loaded once: 35 MB of common passwords, words and names, in 75 ms. */
const estimator = new ZxcvbnFactory({ dictionary: { ...common, ...italian }, graphs, maxLength: LOOKED_AT });

const TEXT = {
  it: 'è troppo facile da indovinare: scegli almeno quattro parole che non stanno insieme, o caratteri a caso, senza ripetizioni e senza il tuo indirizzo o il tuo nome',
  en: 'is too easy to guess: choose four or more words that do not belong together, or random characters, without repetitions and without your address or name',
};

/** Why a password may not be had by the owner of this address and name: it is common, repeats itself, or is near to them. Takes at most some 30 ms. */
export function passwordProblem(
  password: string,
  { email, name }: { email: string; name: string },
  field = 'password',
): FieldError | undefined {
  const start = password.slice(0, LOOKED_AT);
  const words = wordsOf(email, name);
  const weak = estimator.check(start, [email, ...words]).score < STRONG || isNear(start, words);
  return weak ? { field, text: TEXT } : undefined;
}

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

function wordsOf(email: string, name: string): string[] {
  const parts = [...folded(email).split(' '), ...folded(name).split(' '), 'openvoip'].filter(
    ({ length }) => length >= SHORTEST_WORD,
  );
  return [...new Set(parts)].sort((a, b) => b.length - a.length);
}

/** The owner's own words with little else. */
function isNear(password: string, words: readonly string[]): boolean {
  const whole = folded(password).replaceAll(' ', '');
  const rest = words.reduce((text, word) => text.replaceAll(word, ''), whole);
  return rest !== whole && rest.length < OWN_CHARACTERS;
}
