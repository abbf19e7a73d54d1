import { matching, numberTokens, tokensOf } from './search.rules.js';

describe('search words', () => {
  it('have no case and no accents, and come once', () => {
    expect(tokensOf('Perché il TELEFONO, il telefono?', undefined, 'è-qui')).toEqual(['perche', 'il', 'telefono', 'qui']);
  });
  it('find a number whole and by its digits', () => {
    expect(numberTokens('T00000042')).toEqual(['t00000042', '42']);
  });
  it('match beginnings, and nothing in a query is an expression', () => {
    expect(matching('tokens', 'Perché tele.*')).toEqual([{ tokens: { $regex: '^perche' } }, { tokens: { $regex: '^tele' } }]);
    expect(matching('tokens', '$^()')).toEqual([]);
  });
});
