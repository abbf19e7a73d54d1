import { validateSync } from 'class-validator';
import { Iban } from './codes.js';

class Payee {
  @Iban() iban!: string;
}
const refusal = (iban: string): string[] =>
  validateSync(Object.assign(new Payee(), { iban })).flatMap(({ constraints }) => Object.values(constraints ?? {}));

describe('11-iban-new-sepa-countries: an IBAN that somebody gives', () => {
  it('is taken from every country in SEPA', () =>
    expect(
      ['AL47212110090000000235698741', 'RS35260005601001611379', 'IT60 X054 2811 1010 0000 0123 456'].flatMap(refusal),
    ).toEqual([]));
  it('is refused with one sentence that says what is wrong', () => {
    expect(refusal('IT61X0542811101000000123456')).toEqual(['is not a valid IBAN of a country in SEPA']);
    expect(refusal('TR330006100519786457841326')).toEqual(['is not a valid IBAN of a country in SEPA']);
    expect(refusal('IT40S0542811101000000123456')).toEqual([expect.stringContaining('CIN')]);
  });
});
