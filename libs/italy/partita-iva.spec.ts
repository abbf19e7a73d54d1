import fc from 'fast-check';
import { isCompanyCodiceFiscale, isPartitaIva, parsePartitaIva } from './partita-iva.js';

const DIGITS = [...'0123456789'];
/** Seven digits of matriculation and the office of a province, completed by trying the check digit. */
const valid = fc
  .tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 1, max: 100 }))
  .map(([number, office]) => {
    const body = String(number).padStart(7, '0') + String(office).padStart(3, '0');
    return DIGITS.map((digit) => body + digit).filter(isPartitaIva);
  });

describe('a partita IVA', () => {
  it('is accepted with or without IT and spaces', () => {
    for (const good of ['00743110157', 'IT00743110157', 'it 0074311 015 7'])
      expect(parsePartitaIva(good)).toBe('00743110157');
  });

  it('is refused with a wrong check digit, length or tax office', () => {
    for (const wrong of [
      '00743110158',
      '0074311015',
      '007431101577',
      '',
      'DE00743110157',
      '12345678903',
      '00000000000',
    ]) {
      expect(isPartitaIva(wrong)).toBe(false);
      expect(() => parsePartitaIva(wrong)).toThrow(RangeError);
    }
  });

  it('has exactly one right check digit, and is refused when any one digit is changed', () => {
    fc.assert(
      fc.property(valid, fc.nat(10), fc.constantFrom(...DIGITS), ([number, ...others], at, digit) => {
        expect(others).toEqual([]);
        fc.pre(number![at] !== digit);
        expect(isPartitaIva(number!.slice(0, at) + digit + number!.slice(at + 1))).toBe(false);
      }),
    );
  });

  it('has the form of the codice fiscale of a company, which never carries IT', () => {
    expect(isCompanyCodiceFiscale('00743110157')).toBe(true);
    expect(isCompanyCodiceFiscale('IT00743110157')).toBe(false);
    expect(isCompanyCodiceFiscale('RSSMRA85T10A562S')).toBe(false);
  });
});
