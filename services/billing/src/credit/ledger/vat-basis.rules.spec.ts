import fc from 'fast-check';
import { add, allocate, cents, negate, subtract, sum, vatOn, type Cents } from '#libs/money/money.js';
import {
  creditedVat,
  creditFor,
  debtAsIsAt,
  residualOf,
  roundedWith,
  roundingOf,
  takenBackOf,
  toGross,
  toNet,
  toPay,
  type CreditTerms,
  type Layer,
} from './vat-basis.rules.js';
import type { Posting } from './ledger.rules.js';

const RATE = 2_200;
const NET: CreditTerms = { basis: 'top_up', vatBasisPoints: RATE };
const GROSS: CreditTerms = { basis: 'consumption', vatBasisPoints: 0 };
const amount = fc.integer({ min: 1, max: 100_000 }).map(cents);
const posted = (postings: readonly Posting[], to: string): number =>
  postings.filter(({ account }) => account === to).reduce((total, { amountCents }) => total + amountCents, 0);
const layerOf = (paid: Cents, entryId: string): Layer => {
  const { net, vat } = creditFor(paid, {}, NET);
  return { entryId, netCents: net, vatCents: vat, vatBasisPoints: RATE };
};
/** Payments as an account takes them, one after the other: what one rounded, the next rounds with. */
function paidIn(parts: readonly Cents[], vatRounding = 0): { layers: Layer[]; vatRounding: number } {
  let rounding = vatRounding;
  const paid = parts.map((part, index) => {
    const { net, vat } = creditFor(part, { vatRounding: rounding }, NET);
    const layer = { entryId: `top-up${index}`, netCents: net, vatCents: vat, vatBasisPoints: RATE };
    rounding = roundedWith({ vatRounding: rounding }, { details: { vat: layer } }).vatRounding ?? 0;
    return layer;
  });
  return { layers: paid, vatRounding: rounding };
}
const rounding = fc.integer({ min: -4_999, max: 7_200 });
const small = fc.integer({ min: 1, max: 12 }).map(cents);
const layers = fc
  .array(fc.tuple(fc.oneof(amount, small), fc.boolean()), { minLength: 1, maxLength: 6 })
  .chain((all) => fc.tuple(fc.constant(all), rounding))
  .map(([all, before]) => {
    const paid = paidIn(
      all.map(([part]) => part),
      before,
    ).layers;
    return all.map(
      ([part, gift], index): Layer =>
        gift ? { entryId: `gift${index}`, netCents: part, vatCents: cents(0), vatBasisPoints: 0 } : paid[index]!,
    );
  });
/** Cuts an amount into at most six payments. */
const cuts = fc
  .array(fc.nat(1_000), { minLength: 1, maxLength: 6 })
  .filter((weights) => weights.some((one) => one > 0));
const inParts = (whole: Cents, weights: readonly number[]): Cents[] =>
  allocate(whole, weights).filter((part) => part > 0);
const netOf = (some: readonly Layer[]): Cents => sum(some.map(({ netCents }) => netCents));
const vatOf = (some: readonly Layer[]): Cents => sum(some.map(({ vatCents }) => vatCents));
/** As SdI checks a summary (control 00421). */
const isInvoiceable = ({ netCents, vatCents, vatBasisPoints }: Layer): boolean =>
  Math.abs(vatOn(netCents, vatBasisPoints).vat - vatCents) <= 1;
const without = (all: readonly Layer[], taken: readonly Layer[]): Layer[] =>
  all.map((layer) => {
    const part = taken.find(({ entryId }) => entryId === layer.entryId);
    return part
      ? {
          ...layer,
          netCents: subtract(layer.netCents, part.netCents),
          vatCents: subtract(layer.vatCents, part.vatCents),
        }
      : layer;
  });

describe('R24: money as credit', () => {
  it('30.00 of credit costs 36.60 where top-ups are invoiced, and 30.00 where consumption is', () => {
    expect([toPay(cents(3_000), {}, NET), toPay(cents(3_000), {}, GROSS), toPay(cents(0), {}, NET)]).toEqual([
      3_660, 3_000, 0,
    ]);
    expect(creditFor(cents(3_660), {}, NET)).toEqual({ asIs: 0, net: 3_000, vat: 660 });
    expect(creditFor(cents(3_000), {}, GROSS)).toEqual({ asIs: 0, net: 3_000, vat: 0 });
  });

  it('loses no cent, is invoiceable, and what is to be paid for some credit gives just that credit, debt as it is first', () => {
    fc.assert(
      fc.property(amount, fc.nat(50_000).map(cents), (paid, debtAsIsCents) => {
        const { asIs, net, vat } = creditFor(paid, { debtAsIsCents }, NET);
        expect([add(asIs, net, vat), asIs]).toEqual([paid, Math.min(paid, debtAsIsCents)]);
        expect(isInvoiceable({ entryId: '', netCents: net, vatCents: vat, vatBasisPoints: RATE })).toBe(true);
        const wanted = creditFor(toPay(paid, { debtAsIsCents }, NET), { debtAsIsCents }, NET);
        expect(add(wanted.asIs, wanted.net)).toBe(paid);
      }),
    );
  });

  it('440 cents told for a price of 361 suffice in two payments of 220, and 439 in no way', () => {
    expect(toPay(cents(361), {}, NET)).toBe(440);
    expect([netOf(paidIn([cents(220), cents(220)]).layers), netOf(paidIn([cents(439)]).layers)]).toEqual([361, 360]);
  });

  it('any price that is told suffices in however many payments, with the VAT of one, and a cent less does not', () => {
    fc.assert(
      fc.property(fc.oneof(amount, small), cuts, rounding, (price, weights, before) => {
        const told = toPay(price, { vatRounding: before }, NET);
        const { layers: paid, vatRounding } = paidIn(inParts(told, weights), before);
        const whole = creditFor(told, { vatRounding: before }, NET);
        expect([netOf(paid), vatOf(paid)]).toEqual([whole.net, whole.vat]);
        expect(whole.net).toBe(price);
        expect(paid.every(isInvoiceable)).toBe(true);
        expect(vatRounding > -5_000 && vatRounding <= 5_000 + RATE).toBe(true);
        expect(netOf(paidIn(inParts(cents(told - 1), weights), before).layers)).toBeLessThan(price);
        if (before === 0) expect(told).toBe(vatOn(price, RATE).gross);
      }),
    );
  });

  it('what is still missing of a price suffices, whatever was paid and went back the way it came, and is within a cent of what was told', () => {
    fc.assert(
      fc.property(amount, cuts, fc.nat(5), (price, weights, back) => {
        const told = toPay(price, {}, NET);
        const parts = inParts(told, weights).slice(0, -1);
        const { layers: paid, vatRounding: paidRounding } = paidIn(parts);
        const [gone] = paid.splice(back, 1);
        const vatRounding = paidRounding - (gone ? roundingOf(gone) : 0);
        const rest = toPay(subtract(price, netOf(paid)), { vatRounding }, NET);
        expect(Math.abs(add(netOf(paid), vatOf(paid), rest) - told)).toBeLessThanOrEqual(1);
        expect(add(netOf(paid), creditFor(rest, { vatRounding }, NET).net)).toBe(price);
      }),
    );
  });

  it('a debt as it is never is more than the debt', () => {
    expect([
      debtAsIsAt(cents(-500), { debtAsIsCents: 1_220 }),
      debtAsIsAt(cents(-2_000), { debtAsIsCents: 1_220 }),
      debtAsIsAt(cents(10), { debtAsIsCents: 1_220 }),
    ]).toEqual([500, 1_220, 0]);
  });
});

describe('R24: credit that goes back', () => {
  it('is left of the newest top-ups, and goes back with the VAT of just those', () => {
    const [old, fresh] = [layerOf(cents(1_220), 'old'), layerOf(cents(3_660), 'fresh')];
    expect(residualOf([old, fresh], cents(3_000))).toEqual([fresh]);
    expect(
      residualOf([old, fresh], cents(3_500)).map(({ entryId, netCents, vatCents }) => [entryId, netCents, vatCents]),
    ).toEqual([
      ['fresh', 3_000, 660],
      ['old', 500, 110],
    ]);
  });

  it('in parts or whole, never credits more than was invoiced, and every part is invoiceable', () => {
    fc.assert(
      fc.property(layers, fc.array(amount, { minLength: 1, maxLength: 6 }), (all, parts) => {
        let left = all;
        let credited = 0;
        for (const part of parts) {
          const taken = residualOf(left, cents(Math.min(part, netOf(left))));
          expect(netOf(taken)).toBe(Math.min(part, netOf(left)));
          expect(taken.every(isInvoiceable)).toBe(true);
          left = without(left, taken);
          credited += vatOf(taken);
          expect(left.every(({ netCents, vatCents }) => netCents >= 0 && vatCents >= 0)).toBe(true);
        }
        const rest = residualOf(left, netOf(left));
        expect(rest.every(isInvoiceable)).toBe(true);
        // A last cent of VAT may lie on a top-up whose net is all gone.
        const stays = without(left, rest).filter(({ netCents }) => netCents === 0);
        expect(credited + vatOf(rest) + vatOf(stays)).toBe(vatOf(all));
      }),
    );
  });

  it('as money the way it came takes net and VAT of its own top-up, to the cent, and the rest is owed as it is', () => {
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 5 }), (paid, parts) => {
        let left = [layerOf(paid, 'own')];
        for (const part of parts) {
          const { taken, asIs } = takenBackOf(left, part);
          expect(add(netOf(taken), vatOf(taken), asIs)).toBe(part);
          expect(taken.every(isInvoiceable)).toBe(true);
          left = without(left, taken);
          expect(left.every(({ netCents, vatCents }) => netCents >= 0 && vatCents >= 0)).toBe(true);
        }
        const gone = sum(parts);
        expect(add(netOf(left), vatOf(left))).toBe(Math.max(paid - gone, 0));
      }),
    );
  });
});

describe('R24: a switch', () => {
  it('of 12.20 with VAT makes 10.00 net and an invoice of 2.20 VAT, and back again', () => {
    const there = toNet(cents(1_220), {}, NET);
    expect([posted(there.postings, 'customer_credit'), posted(there.postings, 'output_vat'), there.vat]).toEqual([
      -220,
      220,
      { netCents: 1_000, vatBasisPoints: RATE, vatCents: 220 },
    ]);
    const back = toGross(cents(1_000), {}, [layerOf(cents(1_220), 'conversion')], RATE);
    expect([posted(back.postings, 'customer_credit'), posted(back.postings, 'output_vat'), back.vat]).toEqual([
      220,
      -220,
      { netCents: -1_000, vatBasisPoints: RATE, vatCents: -220 },
    ]);
  });

  it('of a debt: with VAT it is paid as it is, net it is taxed once', () => {
    expect(toNet(cents(-1_220), {}, NET)).toEqual({ postings: [], debtAsIsCents: 1_220 });
    const taxed = toGross(cents(-2_220), { debtAsIsCents: 1_220 }, [], RATE);
    expect([posted(taxed.postings, 'customer_credit'), posted(taxed.postings, 'output_vat'), taxed.vat]).toEqual([
      -220,
      220,
      { netCents: 1_000, vatBasisPoints: RATE, vatCents: 220 },
    ]);
  });

  it('leaves what staff gave worth what it was, at the cost of adjustments', () => {
    const { postings, vat } = toGross(
      cents(500),
      {},
      [{ entryId: 'gift', netCents: cents(500), vatCents: cents(0), vatBasisPoints: 0 }],
      RATE,
    );
    expect([
      posted(postings, 'customer_credit'),
      posted(postings, 'output_vat'),
      posted(postings, 'adjustments'),
      vat,
    ]).toEqual([110, 0, -110, undefined]);
  });

  it('there and back takes no VAT twice and loses none', () => {
    fc.assert(
      fc.property(amount, (gross) => {
        const there = toNet(gross, {}, NET);
        const net = add(gross, cents(posted(there.postings, 'customer_credit')));
        const back = toGross(net, {}, [{ entryId: 'conversion', ...there.vat! }], RATE);
        expect(posted([...there.postings, ...back.postings], 'output_vat')).toBe(0);
        expect(add(net, cents(posted(back.postings, 'customer_credit')))).toBe(gross);
        expect(creditedVat([{ entryId: 'conversion', ...there.vat! }], RATE)!.vatCents).toBe(
          negate(there.vat!.vatCents),
        );
      }),
    );
  });
});
