import fc from 'fast-check';
import { contradictions, decodeCodiceFiscale, isCodiceFiscale, parseCodiceFiscale } from './codice-fiscale.js';
import { romeDate } from './rome-time.js';

const TODAY = '2026-12-01';
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const letters = (length: number) =>
  fc.array(fc.constantFrom(...LETTERS), { minLength: length, maxLength: length }).map((all) => all.join(''));
const checked = (body: string) => LETTERS.map((letter) => body + letter).filter(isCodiceFiscale);

/** Fifteen characters that are right in form, with what they say. */
const person = fc
  .record({
    names: letters(6),
    birth: fc.date({
      min: new Date('1930-01-02T00:00:00Z'),
      max: new Date('2026-11-29T00:00:00Z'),
      noInvalidDate: true,
    }),
    sex: fc.constantFrom('M' as const, 'F' as const),
    place: fc
      .tuple(fc.constantFrom(...'ABCDEFGHILMZ'), fc.integer({ min: 1, max: 999 }))
      .map(([l, n]) => l + String(n).padStart(3, '0')),
  })
  .map(({ names, birth, sex, place }) => {
    const birthDate = romeDate(birth);
    const [year, month, day] = birthDate.split('-');
    const dayField = String(Number(day) + (sex === 'F' ? 40 : 0)).padStart(2, '0');
    return {
      birthDate,
      sex,
      placeCode: place,
      body: `${names}${year!.slice(2)}${'ABCDEHLMPRST'[Number(month) - 1]}${dayField}${place}`,
    };
  });

describe('a codice fiscale', () => {
  it('is accepted as printed in the textbooks', () => {
    for (const good of [
      'RSSMRA85T10A562S',
      'MRTMTT25D09F205Z',
      'MLLSNT82P65Z404U',
      'rssmra85t10a562s',
      'RSS MRA 85T10 A562S',
    ]) {
      expect(isCodiceFiscale(good)).toBe(true);
    }
    expect(parseCodiceFiscale(' rss mra 85t10 a562s ')).toBe('RSSMRA85T10A562S');
  });

  it('is refused with a wrong check character, length, month or day', () => {
    for (const wrong of [
      'RSSMRA85T10A562T',
      'RSSMRA85T10A562',
      '',
      'RSSMRA85F10A562S',
      '12345678901',
      'RSSMRA85T10A562SS',
    ]) {
      expect(isCodiceFiscale(wrong)).toBe(false);
      expect(() => parseCodiceFiscale(wrong)).toThrow(RangeError);
    }
    for (const day of ['00', '32', '40', '72', '81', '99']) expect(checked(`RSSMRA85T${day}A562`)).toEqual([]);
    expect(checked('RSSMRA85B29A562')).toEqual([]);
    expect(checked('RSSMRA84B29A562')).toHaveLength(1);
  });

  it('has exactly one right check character, and tells birth date, sex and place', () => {
    fc.assert(
      fc.property(person, ({ body, birthDate, sex, placeCode }) => {
        const [code, ...others] = checked(body);
        expect(others).toEqual([]);
        expect(decodeCodiceFiscale(code!, TODAY)).toEqual({ birthDate, sex, placeCode });
      }),
      { numRuns: 50 },
    );
  });

  it('is refused when any one character is changed', () => {
    fc.assert(
      fc.property(person, fc.nat(15), fc.constantFrom(...LETTERS, ...'0123456789'), ({ body }, at, other) => {
        const [code] = checked(body);
        fc.pre(code![at] !== other);
        expect(isCodiceFiscale(code!.slice(0, at) + other + code!.slice(at + 1))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('says the same when letters stand for digits, so that two people may share the rest (omocodia)', () => {
    fc.assert(
      fc.property(person, fc.subarray([6, 7, 9, 10, 12, 13, 14]), ({ body, ...told }, positions) => {
        const letter = (digit: string) => 'LMNPQRSTUV'[Number(digit)]!;
        const replaced = [...body].map((c, i) => (positions.includes(i) ? letter(c) : c)).join('');
        expect(decodeCodiceFiscale(checked(replaced)[0]!, TODAY)).toEqual(told);
      }),
      { numRuns: 50 },
    );
  });

  it('tells of the last century when the year is still to come', () => {
    expect(decodeCodiceFiscale('MRTMTT25D09F205Z', '2025-04-08').birthDate).toBe('1925-04-09');
    expect(decodeCodiceFiscale('MRTMTT25D09F205Z', '2025-04-09').birthDate).toBe('2025-04-09');
    expect(decodeCodiceFiscale('MLLSNT82P65Z404U', TODAY)).toEqual({
      birthDate: '1982-09-25',
      sex: 'F',
      placeCode: 'Z404',
    });
  });
});

describe('a codice fiscale and its holder', () => {
  it('agree for Mario Rossi', () => {
    const mario = {
      firstName: 'Mario',
      lastName: 'Rossi',
      birthDate: '1985-12-10',
      sex: 'M',
      placeCode: 'A562',
    } as const;
    expect(contradictions('RSSMRA85T10A562S', mario)).toEqual([]);
    expect(contradictions('RSSMRA85T10A562S', {})).toEqual([]);
  });

  it('say what differs', () => {
    const anna = {
      firstName: 'Anna',
      lastName: 'Bianchi',
      birthDate: '1985-12-11',
      sex: 'F',
      placeCode: 'F205',
    } as const;
    expect(contradictions('RSSMRA85T10A562S', anna)).toEqual([
      'lastName',
      'firstName',
      'birthDate',
      'sex',
      'placeCode',
    ]);
  });

  it('agree for short, long, accented and compound names', () => {
    const code = (six: string) => checked(`${six}85T10A562`)[0]!;
    const people = [
      ['Fo', 'Dario', 'FOXDRA'],
      ['Rossi', 'Gianfranco', 'RSSGFR'],
      ['Rossi', 'Niccolò', 'RSSNCL'],
      ["D'Angelo", 'Maria Teresa', 'DNGMTR'],
      ['De Niccolò', 'Ugo', 'DNCGUO'],
      ['Aiello', 'Io', 'LLAIOX'],
      ['Łukasz', 'Đorđe', 'LKSDRD'],
    ] as const;
    for (const [lastName, firstName, six] of people)
      expect(contradictions(code(six), { firstName, lastName })).toEqual([]);
  });
});
