const words = (name: string): string[] =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort();

/** Whether two names are the same person or company: case, accents, punctuation and the order of words aside. */
export const isSameName = (one: string, other: string): boolean =>
  words(one).length > 0 && words(one).join(' ') === words(other).join(' ');
