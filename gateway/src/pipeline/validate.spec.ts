import fc from 'fast-check';
import { RegisterRequest } from '#libs/api/accounts/accounts.js';
import { InvalidInput } from '#libs/api/kernel/domain-error.js';
import {
  BillingPeriod,
  Count,
  E164,
  Flag,
  Instant,
  Many,
  Nested,
  OneOf,
  RomeDay,
  Text,
  TextList,
} from '#libs/api/kernel/fields.js';
import { Empty } from '#libs/api/kernel/shared.js';
import { queryValues, validated } from './validate.js';

class Inner {
  @Count({ min: 1 }) quantity!: number;
}
class Numbered {
  @E164() number!: string;
  @Text() word!: string;
}
class Probe {
  @Text({ min: 2, max: 4 }) word!: string;
  @OneOf(['a', 'b'], { optional: true }) choice?: string;
  @Nested(() => Inner, { optional: true }) inner?: Inner;
  @Flag({ optional: true }) flag?: boolean;
  @TextList({ optional: true, max: 2 }) tags?: string[];
  @Count({ optional: true, max: 200 }) limit?: number;
  @Text({ optional: true, lines: true }) lines?: string;
  @RomeDay({ optional: true }) day?: string;
  @BillingPeriod({ optional: true }) month?: string;
  @Instant({ optional: true }) at?: string;
  @Many(() => Inner, { optional: true }) many?: Inner[];
  @Text({ optional: true, nullable: true }) until?: string | null;
}
const wrong = (value: unknown): Record<string, string> => {
  try {
    validated(Probe, value);
    return {};
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return Object.fromEntries(error.fields.map(({ field, text }) => [field, text.en]));
  }
};

describe('input against its contract class', () => {
  it('passes what is right, and nothing is added', () => {
    expect({ ...validated(Probe, { word: 'abc', inner: { quantity: 2 } }) }).toEqual({
      word: 'abc',
      inner: { quantity: 2 },
    });
  });

  it('says one thing about each field', () => {
    expect(wrong({})).toEqual({ word: 'is required' });
    expect(wrong({ word: 'a', choice: 'c', inner: { quantity: 0 }, flag: 'true', tags: ['a', 'b', 'c'] })).toEqual({
      word: 'must have at least 2 characters',
      choice: 'must be one of: a, b',
      'inner.quantity': 'must be at least 1',
      flag: 'must be true or false',
      tags: 'can hold at most 2 items',
    });
    expect(wrong({ word: 12, inner: [], limit: 1.5 })).toEqual({
      word: 'must be text',
      inner: 'must be an object',
      limit: 'must be a whole number',
    });
  });

  it('refuses fields that nobody declared, at every level and for an empty class', () => {
    expect(wrong({ word: 'abc', admin: true, inner: { quantity: 1, price: 0 } })).toEqual({
      admin: 'is not an expected field',
      'inner.price': 'is not an expected field',
    });
    expect(() => validated(Empty, { x: 1 })).toThrow(InvalidInput);
  });

  it('refuses null wherever the contract class does not say nullable, also in lists and within another class', () => {
    const NULL = 'cannot be null: leave it out where it is not needed';
    expect(wrong({ word: 'abc', choice: null, inner: null, flag: null, tags: null, limit: null, many: null })).toEqual({
      choice: NULL,
      inner: NULL,
      flag: NULL,
      tags: NULL,
      limit: NULL,
      many: NULL,
    });
    expect(wrong({ word: null, inner: { quantity: null } })).toEqual({
      word: 'is required',
      'inner.quantity': 'is required',
    });
    expect(wrong({ word: 'abc', tags: [null], many: [null] })).toEqual({
      tags: 'must hold only texts',
      'many.0': 'holds items that are not valid',
    });
    expect(validated(Probe, { word: 'abc', until: null })).toMatchObject({ until: null });
    expect(wrong({ word: 'abc', until: 7 })).toEqual({ until: 'must be text' });
  });

  it('07-control-character-no-invoice: a name that no document can carry is refused, and the field named', () => {
    const address = { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' };
    const holder = {
      kind: 'company',
      companyName: 'Rossi e Figli S.r.l.',
      partitaIva: '12345670017',
      codiceDestinatario: 'ABC1234',
      address,
    };
    const errorsOf = (odd: object): string[] => {
      try {
        validated(RegisterRequest, {
          email: 'a@b.it',
          password: 'x'.repeat(12),
          holder: { ...holder, ...odd },
          services: [],
          termsAccepted: true,
          district: '02',
        });
        return [];
      } catch (error) {
        return (error as InvalidInput).fields.map(({ field }) => field);
      }
    };
    expect(errorsOf({})).toEqual([]);
    expect(errorsOf({ companyName: 'Rossi\u0001 e Figli S.r.l.' })).toEqual(['holder.companyName']);
    expect(errorsOf({ companyName: 'Rossi \ufffe S.r.l.' })).toEqual(['holder.companyName']);
    expect(errorsOf({ address: { ...address, street: 'Via\u0007 Roma 1' } })).toEqual(['holder.address.street']);
    expect(errorsOf({ pec: 'rossi\u00ad@pec.example.it' })).toEqual(['holder.pec']);
  });

  it('takes line breaks only where texts have lines, and days of this century', () => {
    expect(wrong({ word: 'a\nb' })).toEqual({ word: 'must be one line without control or direction characters' });
    expect(wrong({ word: 'abc', lines: 'a\n\tb', tags: ['a\u202e'] })).toEqual({
      tags: 'each item must be one line without control or direction characters',
    });
    expect(wrong({ word: 'abc', lines: 'a\u0000' })).toEqual({
      lines: 'holds control or direction characters, which are not allowed',
    });
    for (const year of ['0000', '0001', '1999', '9999'])
      expect(
        Object.keys(wrong({ word: 'abc', day: `${year}-12-31`, month: `${year}-12`, at: `${year}-12-31T00:00:00Z` })),
      ).toEqual(['day', 'month', 'at']);
    expect(wrong({ word: 'abc', day: '2026-12-31', month: '2099-12', at: '2000-01-01T00:00:00Z' })).toEqual({});
  });

  it('never fails otherwise than by naming what is wrong, whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        for (const body of [Probe, RegisterRequest]) {
          try {
            validated<object>(body, value);
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidInput);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never fails otherwise with a wrong value in each field of a good request', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.constant({ length: 3 }),
      fc.constant({ constructor: 1, then: 2 }),
      fc.constant([[[]]]),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('email', 'password', 'holder', 'services', 'termsAccepted', 'district'),
        anything,
        (field, value) => {
          try {
            validated(RegisterRequest, {
              email: 'a@b.it',
              password: 'x'.repeat(12),
              holder: {},
              services: [],
              termsAccepted: true,
              [field]: value,
            });
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidInput);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a query string', () => {
  it('becomes the numbers, booleans and lists of its class', () => {
    expect(queryValues(Probe, { word: '12', flag: 'true', limit: '50', tags: 'one' })).toEqual({
      word: '12',
      flag: true,
      limit: 50,
      tags: ['one'],
    });
  });

  it('may have the + of a number as itself, which comes as a blank', () => {
    expect(queryValues(Numbered, { number: ' 390212345678', word: ' 12' })).toEqual({
      number: '+390212345678',
      word: ' 12',
    });
  });

  it('keeps what it cannot turn, for the check to refuse', () => {
    expect(wrong(queryValues(Probe, { word: ['a', 'b'], flag: 'yes', limit: '1e3' }))).toEqual({
      word: 'must be text',
      flag: 'must be true or false',
      limit: 'must be a whole number',
    });
  });
});
