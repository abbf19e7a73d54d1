import { creditorReference } from '#libs/italy/creditor-reference.js';
import { referencesIn } from './creditor-references.rules.js';

const RF = creditorReference('C00000042');

describe('an RF reference in what people write', () => {
  it.each([
    `pagamento ${RF}`,
    `${RF.toLowerCase()} grazie`,
    `rif.${RF.replace(/(.{4})/g, '$1 ')}fattura`,
    `${RF.slice(0, 4)}-${RF.slice(4)}`,
  ])('is found in "%s"', (text) => expect(referencesIn(text)).toContain(RF));
  it('is not found where its check digits are wrong', () => expect(referencesIn(`RF00${RF.slice(4)}`)).toEqual([]));
});
