import fc from 'fast-check';
import { cents, vatOn } from '#libs/money/money.js';
import { negated, totalOf, type PricedLine } from '../../pricing/quotes/pricing.rules.js';
import { leftOf, partOf } from './charge-returns.rules.js';

const line = (product: string, netCents: number, vatBasisPoints = 2_200): PricedLine => {
  const { net, vat, gross } = vatOn(cents(netCents), vatBasisPoints);
  return {
    product,
    quantity: 1,
    days: 30,
    ofDays: 30,
    netCents: net,
    vatBasisPoints,
    vatCents: vat,
    grossCents: gross,
    reason: 'renewal',
  };
};
const lines = fc
  .array(
    fc.tuple(
      fc.constantFrom<[string, number]>(['geographic_number', 2_200], ['extension', 1_000], ['pbx_basic', 0]),
      fc.integer({ min: 1, max: 20_000 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.map(([[product, rate], net]) => line(product, net, rate)));

describe('a charge that is taken back in parts', () => {
  it('leaves what nothing has taken, product by product', () => {
    const charged = [line('geographic_number', 400), line('pbx_basic', 500)];
    expect(
      leftOf(charged, [negated(line('geographic_number', 200), 'returned')]).map(({ product, netCents, vatCents }) => [
        product,
        netCents,
        vatCents,
      ]),
    ).toEqual([
      ['geographic_number', 200, 44],
      ['pbx_basic', 500, 110],
    ]);
    expect(
      leftOf(
        charged,
        charged.map((each) => negated(each, 'returned')),
      ),
    ).toEqual([]);
  });

  it('gives each cent of net and VAT back once, however it is cut, and every part is within a cent of its rate', () => {
    fc.assert(
      fc.property(
        lines,
        fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 5 }),
        (charged, amounts) => {
          const taken: PricedLine[] = [];
          for (const amount of amounts) {
            const left = leftOf(charged, taken);
            const part = partOf(left, cents(Math.min(amount, totalOf(left).gross)));
            expect(totalOf(part).gross).toBe(Math.min(amount, totalOf(left).gross));
            for (const { netCents, vatCents, vatBasisPoints } of part)
              expect(Math.abs(vatOn(netCents, vatBasisPoints).vat - vatCents)).toBeLessThanOrEqual(1);
            taken.push(...part.map((each) => negated(each, 'corrected')));
          }
          const left = leftOf(charged, taken);
          const rest = totalOf([...left, ...taken.map((each) => negated(each, 'corrected'))]);
          expect([rest.net, rest.vat]).toEqual([totalOf(charged).net, totalOf(charged).vat]);
        },
      ),
    );
  });

  it('is refused beyond what is left', () =>
    expect(() => partOf([line('pbx_basic', 500)], cents(611))).toThrow(RangeError));
});
