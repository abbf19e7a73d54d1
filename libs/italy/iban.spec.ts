import fc from 'fast-check';
import { composeIBAN } from 'ibantools';
import { formatIban, isIban, isItalianIban, parseIban } from './iban.js';

const italian = fc.tuple(fc.constantFrom(...'ABCXYZ'), fc.stringMatching(/^\d{22}$/))
  .map(([cin, digits]) => composeIBAN({ countryCode: 'IT', bban: cin + digits })!);

describe('an IBAN', () => {
  it('is accepted from every country in SEPA, as people write it', () => {
    for (const good of ['IT60X0542811101000000123456', 'it60 x054 2811 1010 0000 0123 456', 'DE89370400440532013000', 'SM86U0322509800000000270100']) {
      expect(isIban(good)).toBe(true);
    }
    expect(parseIban('it60 x054 2811 1010 0000 0123 456')).toBe('IT60X0542811101000000123456');
    expect(formatIban('IT60X0542811101000000123456')).toBe('IT60 X054 2811 1010 0000 0123 456');
  });

  it('is refused with wrong check digits or length, or from outside SEPA', () => {
    for (const wrong of ['IT61X0542811101000000123456', 'IT60X054281110100000012345', '', 'IT', 'TR330006100519786457841326', 'X'.repeat(40)]) {
      expect(isIban(wrong)).toBe(false);
      expect(() => parseIban(wrong)).toThrow(RangeError);
    }
  });

  it('tells Italy from elsewhere', () => {
    expect(isItalianIban('IT60X0542811101000000123456')).toBe(true);
    expect(isItalianIban('DE89370400440532013000')).toBe(false);
  });

  it('is refused when any one digit is changed', () => {
    fc.assert(fc.property(italian, fc.integer({ min: 5, max: 26 }), fc.constantFrom(...'0123456789'), (iban, at, digit) => {
      expect(isIban(iban)).toBe(true);
      fc.pre(iban[at] !== digit);
      expect(isIban(iban.slice(0, at) + digit + iban.slice(at + 1))).toBe(false);
    }));
  });
});
