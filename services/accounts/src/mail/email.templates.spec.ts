import { formatCents, cents } from '#libs/money/money.js';
import { formatDay, formatInstant } from '#libs/italy/formats.js';
import { unfitForPeople } from '#libs/testing/for-people.js';
import { EVERY_TEMPLATE } from '../../test/every-template.js';

const LANGUAGES = ['it', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

/** What a template is given, by the name of the value; a name that ends in a dot is the hard one. */
function exampleOf(name: string, language: Language): string {
  if (
    /^(on|.*(On|At|From|Until|Day|day(It|En)|Moment))$|^(from|until|date|day|promised)(It|En)?$|UntilIt|UntilEn/.test(
      name,
    )
  )
    return /At$|confirmedUntil|expiresOn/.test(name)
      ? formatInstant(new Date('2026-11-28T09:00:00Z'), language)
      : formatDay('2026-11-28', language);
  if (/amount|price|monthly|kept|missing|due|cents|left|paid|credit/i.test(name))
    return formatCents(cents(123_456), language);
  if (name === 'days') return '3';
  if (name === 'link') return 'https://openvoip.example/confirm?token=a_b';
  return 'Rossi S.n.c.';
}
const valuesIn = (language: Language): Record<string, string> =>
  new Proxy({}, { get: (_none, name) => exampleOf(String(name), language) });

describe.each(LANGUAGES)('every mail of accounts, in %s', (language) => {
  it.each(EVERY_TEMPLATE)('$name is fit for people', (template) => {
    const { subject, text } = template[language](valuesIn(language));
    expect(unfitForPeople(`${subject}\n${text}`)).toEqual([]);
  });
});
