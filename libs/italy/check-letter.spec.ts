import fc from 'fast-check';
import { checkLetter } from './check-letter.js';

describe('a check letter', () => {
  it('is the one that a codice fiscale and an Italian account have', () => {
    expect(checkLetter('RSSMRA85T10A562')).toBe('S');
    expect(checkLetter('0542811101000000123456')).toBe('X');
  });

  it('is another one when one character is', () => {
    const text = fc.stringMatching(/^[0-9A-Z]{17}$/);
    fc.assert(
      fc.property(text, fc.nat(16), fc.nat(8), (code, place, more) => {
        fc.pre(/\d/.test(code[place]!));
        const changed = `${code.slice(0, place)}${(Number(code[place]) + 1 + more) % 10}${code.slice(place + 1)}`;
        expect(checkLetter(changed)).not.toBe(checkLetter(code));
      }),
    );
  });

  it('is of digits and capital letters alone', () => {
    for (const wrong of ['', 'abc', 'A-1', 'È']) expect(() => checkLetter(wrong)).toThrow(RangeError);
  });
});
