import fc from 'fast-check';
import { composeIBAN } from 'ibantools';
import { checkLetter } from './check-letter.js';
import { abiOf, formatIban, hasRightCin, isIban, isItalianIban, isSepaIban, parseIban } from './iban.js';

const composed = (countryCode: string, bban: string): string => composeIBAN({ countryCode, bban })!;
const italian = fc
  .tuple(fc.constantFrom('IT', 'SM'), fc.stringMatching(/^\d{10}[A-Z0-9]{12}$/))
  .map(([country, account]) => composed(country, checkLetter(account) + account));

describe('an IBAN', () => {
  it('is accepted from every country in SEPA, as people write it', () => {
    for (const good of [
      'IT60X0542811101000000123456',
      'it60 x054 2811 1010 0000 0123 456',
      'DE89370400440532013000',
      'SM86U0322509800000000270100',
    ]) {
      expect(isIban(good)).toBe(true);
    }
    expect(parseIban('it60 x054 2811 1010 0000 0123 456')).toBe('IT60X0542811101000000123456');
    expect(formatIban('IT60X0542811101000000123456')).toBe('IT60 X054 2811 1010 0000 0123 456');
  });

  it('is refused with wrong check digits or length, or from outside SEPA', () => {
    for (const wrong of [
      'IT61X0542811101000000123456',
      'IT60X054281110100000012345',
      '',
      'IT',
      'TR330006100519786457841326',
      'X'.repeat(40),
    ]) {
      expect(isIban(wrong)).toBe(false);
      expect(() => parseIban(wrong)).toThrow(RangeError);
    }
  });

  it.each([
    'AL47212110090000000235698741',
    'ME25505000012345678951',
    'MD24AG000225100013104168',
    'MK07250120000058984',
    'RS35260005601001611379',
  ])('11-iban-new-sepa-countries: %s is accepted', (iban) => {
    expect(isIban(iban)).toBe(true);
    expect(parseIban(iban.toLowerCase())).toBe(iban);
    expect(isIban(iban.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)))).toBe(false);
  });

  it('has the check letter of its account where it is Italian or of San Marino, though its check digits are right', () => {
    for (const good of ['IT37Z0760101600000028426203', 'IT86U0760111500000010117463', 'SM86U0322509800000000270100'])
      expect([good, hasRightCin(good)]).toEqual([good, true]);
    const wrong = composed('IT', 'S0542811101000000123456');
    expect([isSepaIban(wrong), hasRightCin(wrong), isIban(wrong)]).toEqual([true, false, false]);
    fc.assert(
      fc.property(italian, fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), (iban, cin) => {
        fc.pre(cin !== iban[4]);
        expect(isIban(composed(iban.slice(0, 2), cin + iban.slice(5)))).toBe(false);
      }),
    );
  });

  it('tells Italy from elsewhere, and the bank', () => {
    expect(['IT60X0542811101000000123456', 'SM86U0322509800000000270100', 'DE89370400440532013000'].map(abiOf)).toEqual(
      ['05428', '03225', undefined],
    );
    expect(isItalianIban('IT60X0542811101000000123456')).toBe(true);
    expect(isItalianIban('DE89370400440532013000')).toBe(false);
  });

  it('is refused when any one digit is changed', () => {
    fc.assert(
      fc.property(italian, fc.integer({ min: 5, max: 26 }), fc.constantFrom(...'0123456789'), (iban, at, digit) => {
        expect(isIban(iban)).toBe(true);
        fc.pre(iban[at] !== digit);
        expect(isIban(iban.slice(0, at) + digit + iban.slice(at + 1))).toBe(false);
      }),
    );
  });
});
