import fc from 'fast-check';
import {
  creditorReference,
  formatCreditorReference,
  isCreditorReference,
  parseCreditorReference,
} from './creditor-reference.js';

const own = fc.stringMatching(/^[A-Z0-9]{1,21}$/);

describe('an RF creditor reference', () => {
  it('has the check digits of the published examples', () => {
    expect(creditorReference('539007547034')).toBe('RF18539007547034');
    for (const good of ['RF18 5390 0754 7034', 'RF45G72UUR', 'rf6518k5']) expect(isCreditorReference(good)).toBe(true);
  });

  it('is made from a contract number and shown in groups', () => {
    const reference = creditorReference('ov-2026 000123');
    expect(reference).toMatch(/^RF\d\dOV2026000123$/);
    expect(formatCreditorReference('rf18539007547034')).toBe('RF18 5390 0754 7034');
    expect(formatCreditorReference('RF6518K5')).toBe('RF65 18K5');
  });

  it('is refused when mistyped, empty or too long', () => {
    for (const wrong of [
      'RF17539007547034',
      'RF',
      'RF00',
      '',
      'XX18539007547034',
      `RF18${'1'.repeat(22)}`,
      'RF18539007547O34',
    ]) {
      expect(isCreditorReference(wrong)).toBe(false);
      expect(() => parseCreditorReference(wrong)).toThrow(RangeError);
    }
    for (const wrong of ['', '---', 'A'.repeat(22), 'n°1']) expect(() => creditorReference(wrong)).toThrow(RangeError);
  });

  it('is always right when made, and wrong when any one character is changed', () => {
    fc.assert(
      fc.property(own, fc.nat(24), fc.constantFrom(...'0123456789'), (text, at, other) => {
        const reference = creditorReference(text);
        expect(isCreditorReference(reference)).toBe(true);
        fc.pre(at >= 2 && at < reference.length && reference[at] !== other && /\d/.test(reference[at]!));
        expect(isCreditorReference(reference.slice(0, at) + other + reference.slice(at + 1))).toBe(false);
      }),
    );
  });
});
