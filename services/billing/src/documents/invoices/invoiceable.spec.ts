import fc from 'fast-check';
import { Holder } from '#libs/api/kernel/holder.js';
import { assertBody } from '#libs/api/kernel/schema.js';
import { identityProblems, normalisedIdentity } from '#libs/italy/identity.js';
import { isPartitaIva } from '#libs/italy/partita-iva.js';
import { provinces } from '#libs/italy/postal.js';
import { cents, vatOn } from '#libs/money/money.js';
import { fatturaPa, schemaProblems, type Operator } from './fattura-pa.format.js';
import { draftOf } from './invoice.rules.js';

const HOLDERS = 250;

/** As odd as text can be: every script, accents on nothing, signs, emoji, controls, halves of pairs, and what XML has a meaning for. */
const odd = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength }),
      fc.string({ unit: 'binary', minLength: 1, maxLength }),
      fc.string({
        unit: fc.constantFrom(
          'Ł',
          'ß',
          '’',
          '&',
          '<',
          '"',
          ']]>',
          '株',
          'щ',
          '\u0958',
          '😀',
          '\u0301',
          '\u00ad',
          '\u200f',
          ' ',
          'a',
          '-',
          '€',
        ),
        minLength: 1,
        maxLength,
      }),
      fc.string({ unit: 'grapheme-ascii', minLength: Math.ceil(maxLength * 0.9), maxLength }),
    )
    .map((text) => text.slice(0, maxLength));
const digit = [...'0123456789'];
const elevenDigits = fc
  .tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 1, max: 100 }))
  .map(([number, office]) => {
    const start = String(number).padStart(7, '0') + String(office).padStart(3, '0');
    return start + digit.find((last) => isPartitaIva(start + last))!;
  });
const address = fc
  .record({ place: fc.constantFrom(...provinces()), street: odd(120), city: odd(80) })
  .map(({ place, street, city }) => ({ street, city, province: place.code, cap: place.caps[0]![0] }));
/** Letters that a codice fiscale does not count, around a name that it does. */
const named = (name: string) =>
  fc.tuple(odd(30), odd(30)).map(([before, after]) => `${before}${name}${after}`.slice(0, 80));
const person = fc.record({
  kind: fc.constant('private' as const),
  givenName: fc.oneof(named('Mario'), fc.constant('Mario')),
  familyName: fc.oneof(named('Rossi'), fc.constant('Rossi')),
  codiceFiscale: fc.constantFrom('RSSMRA85T10A562S', 'rssmra85t10a562s', 'RSS MRA 85T10 A562S'),
  address,
});
const pec = fc.oneof(
  fc.emailAddress(),
  fc.constantFrom(
    'alfa@pec.example.it',
    'a..b@pec.example.it',
    '.a@pec.example.it',
    "o'neill+1@pec.example.it",
    `a@${'x'.repeat(260)}.it`,
  ),
);
const company = fc.record(
  {
    kind: fc.constant('company' as const),
    companyName: odd(200),
    partitaIva: fc.oneof(
      elevenDigits,
      elevenDigits.map((code) => `it ${code}`),
    ),
    codiceFiscale: fc.oneof(elevenDigits, fc.constant('RSSMRA85T10A562S')),
    codiceDestinatario: fc.constantFrom('ABC1234', 'abc1234 ', '0000000', 'XXXXXXX', 'UFABCD'),
    pec,
    address,
  },
  { requiredKeys: ['kind', 'companyName', 'address'] },
);

const operator: Operator = {
  name: 'OpenVOIP S.r.l.',
  vatNumber: '00743110157',
  taxRegime: 'RF01',
  address: { street: 'Via Dante 1', cap: '20121', city: 'Milano', province: 'MI' },
};

/** Whether registration takes it: its contract class first, then what the fields say together. */
function isRegistered(holder: Holder): boolean {
  try {
    assertBody(Holder, holder);
  } catch {
    return false;
  }
  return identityProblems(holder, 'holder').length === 0;
}

function invoiceOf(given: Holder, index: number): string {
  const { net, vat } = vatOn(cents(833), 2_200);
  const holder = normalisedIdentity(given);
  const draft = draftOf(
    {
      holder,
      contractNumber: 'C00000042',
      period: '2026-11',
      date: '2026-11-30',
      cause: 'Servizi di telefonia',
      paidBy: 'MP22',
    },
    [
      {
        description: '2 x Interno',
        from: '2026-11-01',
        until: '2026-11-30',
        netCents: net,
        vatBasisPoints: 2_200,
        vatCents: vat,
      },
    ],
  )!;
  return fatturaPa(draft, operator, { number: `${index + 1}/2026`, transmission: '00001' });
}

describe('R2, R23: every holder that registration accepts can be invoiced', () => {
  it.each([
    ['private people', person],
    ['companies and other bodies', company],
  ] as const)('%s', async (_name, holders) => {
    const accepted = fc.sample<Holder>((holders as fc.Arbitrary<Holder>).filter(isRegistered), HOLDERS);
    // What is kept of it is told by the contract class that it came in by.
    for (const holder of accepted) assertBody(Holder, normalisedIdentity(holder));
    const problems = await schemaProblems(
      new Map(accepted.map((holder, index) => [`${index}.xml`, invoiceOf(holder, index)])),
    );
    expect([...problems].map(([file, problem]) => [problem, accepted[Number.parseInt(file, 10)]])).toEqual([]);
  });
});
