/** What must not stand in a text for people, and what it is called. */
const UNFIT: readonly (readonly [string, RegExp])[] = [
  ['a date or month as machines write it', /\b(19|20)\d\d-(0[1-9]|1[0-2])(-\d\d)?\b/],
  ['another form of the euro', /\bEUR\b|€[ \u00a0]?\d[\d.]*,\d\d\b|\d\.\d\d[ \u00a0]?€|\d,\d\d€/],
  ['a code', /\b[a-z]+[a-z0-9]*_[a-z0-9_]+\b/],
  ['doubled punctuation', /(?<!\.)\.\.(?!\.)|,,|;;|::|\.,\s\.|\s,\s,|\?\?/],
  ['a value that is missing', /\bundefined\b|\bNaN\b|\[object|Invalid Date|\bnull\b/],
];

/** What of a text people should not have to read; addresses of pages and mailboxes apart. */
export function unfitForPeople(text: string): string[] {
  const plain = text.replace(/\S+:\/\/\S+|\S+@\S+/g, '');
  return UNFIT.flatMap(([name, pattern]) => {
    const found = pattern.exec(plain);
    return found ? [`${name}: …${plain.slice(Math.max(0, found.index - 30), found.index + 40)}…`] : [];
  });
}
