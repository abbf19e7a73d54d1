import fc from 'fast-check';
import {
  districtOf,
  districts,
  formatNumber,
  isDistrict,
  isE164,
  isGeographicNumber,
  nationalDigits,
  parseE164,
  parseGeographicNumber,
  type E164,
} from './phone-number.js';

const inUse = districts().map(({ prefix }) => prefix);

describe('telephone districts', () => {
  it('are 231, each with a prefix of its own that starts with zero', () => {
    expect(districts()).toHaveLength(231);
    expect(new Set(districts().map(({ prefix }) => prefix)).size).toBe(231);
    for (const { prefix, locality } of districts()) expect(`${prefix} ${locality}`).toMatch(/^0\d{1,3} \S/);
  });

  it('are found by the longest prefix of a number', () => {
    expect(districtOf('+39021234567')?.locality).toBe('Milano');
    expect(districtOf('+390612345678')?.locality).toBe('Roma');
    expect(districtOf('+390111234567')?.locality).toBe('Torino');
    expect(districtOf('+390121123456')?.locality).toBe('Pinerolo');
    expect(districtOf('+390481123456')?.locality).toBe('Gorizia');
    for (const none of ['+393331234567', '+39800123456', '+33123456789', '+390', '021234567', ''])
      expect(districtOf(none)).toBeUndefined();
  });

  it('have none that begins another one, so that every number has one district', () => {
    for (const { prefix } of districts())
      expect(districts().filter((other) => other.prefix !== prefix && other.prefix.startsWith(prefix))).toEqual([]);
  });

  it('name Alessandria 0131 and Gorizia 0481, and leave San Marino to San Marino', () => {
    expect([districtOf('+390131123456'), districtOf('+390481123456')]).toEqual([
      { prefix: '0131', locality: 'Alessandria' },
      { prefix: '0481', locality: 'Gorizia' },
    ]);
    expect(['013', '048', '0549', '05', ''].filter(isDistrict)).toEqual([]);
    expect([isGeographicNumber('+390549123456'), districtOf('+390549123456')?.locality]).toEqual([
      false,
      'Repubblica di San Marino',
    ]);
    expect(() => parseGeographicNumber('0549 123456')).toThrow(RangeError);
  });

  it('each have geographic numbers of six and seven further digits', () => {
    for (const prefix of inUse) {
      for (const rest of ['212345', '2123456']) {
        const number = `+39${prefix}${rest}`;
        expect(`${number} ${isGeographicNumber(number)}`).toBe(`${number} true`);
        expect(prefix.startsWith(districtOf(number)!.prefix)).toBe(true);
      }
    }
  });
});

describe('an Italian geographic number', () => {
  it('keeps its zero however people write it', () => {
    for (const written of [
      '02 1234567',
      '+39 02 1234567',
      '0039 02 1234567',
      '02/1234567',
      '(02) 123-4567',
      '+39021234567',
    ]) {
      expect(parseGeographicNumber(written)).toBe('+39021234567');
    }
  });

  it('is not a mobile, a free phone, a foreign number or a number without its zero', () => {
    for (const wrong of [
      '333 1234567',
      '800 123456',
      '+33 1 23 45 67 89',
      '+39 2 1234567',
      '02',
      '',
      'call 02 1234567',
      '02 1234567 now',
    ]) {
      expect(() => parseGeographicNumber(wrong)).toThrow(RangeError);
    }
    for (const wrong of ['021234567', '+39 021234567', '+393331234567', '+3902', '+39021234567890123'])
      expect(isGeographicNumber(wrong)).toBe(false);
  });

  it('goes to national digits and back', () => {
    expect(nationalDigits('+39021234567')).toBe('021234567');
    expect(() => nationalDigits('+33123456789')).toThrow(RangeError);
    fc.assert(
      fc.property(fc.constantFrom(...inUse), fc.integer({ min: 200_000, max: 899_999 }), (prefix, rest) => {
        const number = `+39${prefix}${rest}` as E164;
        expect(parseGeographicNumber(nationalDigits(number))).toBe(number);
        expect(parseGeographicNumber(formatNumber(number))).toBe(number);
        expect(parseGeographicNumber(formatNumber(number, 'international'))).toBe(number);
      }),
    );
  });

  it('is shown in groups', () => {
    expect(formatNumber('+390212345678')).toBe('02 1234 5678');
    expect(formatNumber('+390212345678', 'international')).toBe('+39 02 1234 5678');
    expect(formatNumber('+33123456789')).toBe('+33 1 23 45 67 89');
    expect(formatNumber('anonymous')).toBe('anonymous');
  });
});

describe('any number', () => {
  it('is read as dialled from Italy', () => {
    expect(parseE164('333 123 4567')).toBe('+393331234567');
    expect(parseE164('0033 1 23 45 67 89')).toBe('+33123456789');
    expect(isE164('+393331234567')).toBe(true);
    for (const wrong of ['333', 'abc', '', '+999123456']) {
      expect(isE164(wrong)).toBe(false);
      expect(() => parseE164(wrong)).toThrow(RangeError);
    }
  });
});
