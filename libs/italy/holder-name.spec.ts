import { isSameName } from './holder-name.js';

describe('R13: the IBAN is in the holder’s name', () => {
  it.each([
    ['Mario Rossi', 'ROSSI MARIO', true],
    ['Niccolò D’Amico', "Niccolo D'Amico", true],
    ['Rossi S.r.l.', 'Rossi SRL', true],
    ['Mario Rossi', 'Maria Rossi', false],
    ['Mario Rossi', 'Mario', false],
    ['Mario Rossi', '  ', false],
  ])('%s and %s: %s', (holder, account, same) => expect(isSameName(holder, account)).toBe(same));
});
