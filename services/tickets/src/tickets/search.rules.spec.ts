import { matching, numberTokens, searchTokens, tokensOf } from './search.rules.js';

describe('search words', () => {
  it('have no case and no accents, and come once', () => {
    expect(tokensOf('Perché il TELEFONO, il telefono?', undefined, 'è-qui')).toEqual([
      'perche',
      'il',
      'telefono',
      'qui',
    ]);
  });
  it('find a number whole and by its digits', () => {
    expect(numberTokens('T00000042')).toEqual(['t00000042', '42']);
  });
  it('of a note, an id, the contract’s numbers and the customer’s name are for staff alone', () => {
    const { publicTokens, staffTokens } = searchTokens(
      { subject: 'Guasto', number: 'T00000042', customerId: 'cus_1', lines: ['C00000007', '+390212345678'] },
      [{ text: 'Tace' }, { text: 'Codec', internal: true }],
      ['rossi'],
    );
    expect(publicTokens).toEqual(['guasto', 'tace', 't00000042', '42']);
    expect(staffTokens).toEqual([
      ...publicTokens,
      'codec',
      'cus_1',
      'c00000007',
      '390212345678',
      '0212345678',
      'rossi',
    ]);
  });
  it('take a telephone number as one word, however it is written', () => {
    for (const text of ['+39 02 1234 5678', '+390212345678', '+39 (02) 12345678'])
      expect(matching('tokens', text)).toEqual([{ tokens: { $regex: '^390212345678' } }]);
    expect(matching('tokens', '02 12345678')).toEqual([{ tokens: { $regex: '^0212345678' } }]);
  });
  it('match beginnings, and nothing in a query is an expression', () => {
    expect(matching('tokens', 'Perché tele.*')).toEqual([
      { tokens: { $regex: '^perche' } },
      { tokens: { $regex: '^tele' } },
    ]);
    expect(matching('tokens', '$^()')).toEqual([]);
  });
});
