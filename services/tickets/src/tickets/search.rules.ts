import type { ContractView } from '#libs/api/accounts/accounts.js';

const LONGEST = 40;
const MOST_TERMS_OF_A_QUERY = 8;

/** The searchable words of some text: without accents and case, two characters or more, each once. */
export function tokensOf(...texts: readonly (string | undefined)[]): string[] {
  const plain = texts.filter(Boolean).join(' ').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word.length >= 2)
    .map((word) => word.slice(0, LONGEST));
  return [...new Set(words)];
}

/** A ticket is found by its whole number and by its digits alone. */
export const numberTokens = (number: string): string[] => [
  number.toLowerCase(),
  String(Number(number.replace(/\D/g, ''))),
];

/** A telephone number is found without its country code, too. */
const nationalToken = (line: string): string[] => (line.startsWith('+39') ? [line.slice(3)] : []);

/** What a ticket is found by. */
export interface Searched {
  readonly subject: string;
  readonly number: string;
  readonly customerId?: string;
  readonly contractId?: string;
  /** The contract's number and its telephone number. */
  readonly lines?: readonly string[];
}

/** What of a contract finds its tickets. */
export const linesOf = (contract: Pick<ContractView, 'contractNumber' | 'number'> | undefined): string[] | undefined =>
  contract && [contract.contractNumber, ...(contract.number ? [contract.number] : [])];

/** A message with all that its sender may have written; the quotation may hold answers. */
interface Written {
  readonly text: string;
  readonly quoted?: string;
  readonly subject?: string;
}
export const wordsOf = ({ text, quoted, subject }: Written): (string | undefined)[] => [text, quoted, subject];

/** The words that find a ticket: its subject, number and messages; for staff also notes, ids, the contract's numbers and the customer's name. */
export function searchTokens(
  { subject, number, customerId, contractId, lines = [] }: Searched,
  messages: readonly (Written & { readonly internal?: boolean })[],
  name: readonly string[] = [],
): { publicTokens: string[]; staffTokens: string[] } {
  const textOf = (internal: boolean): (string | undefined)[] =>
    messages.filter((message) => Boolean(message.internal) === internal).flatMap(wordsOf);
  const seen = [...tokensOf(subject, ...textOf(false)), ...numberTokens(number)];
  return {
    publicTokens: [...new Set(seen)],
    staffTokens: [
      ...new Set([
        ...seen,
        ...tokensOf(...textOf(true), customerId, contractId, ...lines),
        ...lines.flatMap(nationalToken),
        ...name,
      ]),
    ],
  };
}

/**
 * A condition on an indexed array of tokens: every word of the query must begin one of them. No text index is needed,
 * so it works on every database the platform runs on.
 */
export function matching(field: string, query: string): Record<string, unknown>[] {
  // A telephone number, however it is written, is one word.
  const asked = /^\+?[\d\s./()-]{6,}$/.test(query.trim()) ? query.replace(/\D/g, '') : query;
  const words = asked
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .filter(Boolean)
    .slice(0, MOST_TERMS_OF_A_QUERY);
  return words.map((word) => ({ [field]: { $regex: `^${word.slice(0, LONGEST)}` } }));
}
