import { howToPay } from './how-to-pay.text.js';
import { EVERY_TEMPLATE } from '../../test/every-template.js';

const reference = 'RF20C00000001';
const transfer = {
  ways: ['bank_transfer' as const],
  paymentReference: reference,
  iban: 'IT60X0542811101000000123456',
  beneficiary: 'OpenVOIP S.r.l.',
};
const both = { ...transfer, ways: ['card' as const, 'bank_transfer' as const] };

describe('how to pay', () => {
  it('R40: says the ways that take the amount and no other, with the account and the reference', () => {
    expect(howToPay(both, 'it')).toBe(
      "con carta dall'area riservata, oppure con bonifico a OpenVOIP S.r.l., IBAN IT60 X054 2811 1010 0000 0123 456, indicando nella causale il riferimento RF20 C000 0000 1",
    );
    expect(howToPay(transfer, 'en')).toBe(
      'by bank transfer to OpenVOIP S.r.l., IBAN IT60 X054 2811 1010 0000 0123 456, quoting the reference RF20 C000 0000 1',
    );
    expect(howToPay({ ways: ['bank_transfer'], paymentReference: reference }, 'it')).toBe(
      'con bonifico indicando nella causale il riferimento RF20 C000 0000 1',
    );
  });

  // Every value is there and says what it stands for, so that optional paragraphs are written too.
  const values = (how: string | undefined): Record<string, string> =>
    new Proxy({}, { get: (_, name) => (name === 'howToPay' ? how : `<${String(name)}>`) });
  it.each(EVERY_TEMPLATE)('R40: $name proposes a card only where cards take the amount', (template) => {
    for (const locale of ['it', 'en'] as const) {
      for (const how of [undefined, howToPay(transfer, locale)]) {
        const { subject, text } = template[locale](values(how));
        expect(`${subject}\n${text}`).not.toMatch(/\bcarta\b|\bcards?\b/i);
      }
    }
  });
});
