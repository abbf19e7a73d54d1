import fc from 'fast-check';
import type { Holder } from '#libs/api/kernel/holder.js';
import { cents, vatOn } from '#libs/money/money.js';
import { draftOf, fileCode, totalOfLines, vatBlocks, type InvoiceLine } from './invoice.rules.js';

const line = (netCents: number, over: Partial<InvoiceLine> = {}): InvoiceLine => {
  const { net, vat } = vatOn(cents(netCents), over.vatBasisPoints ?? 2_200);
  return {
    description: '1 x Interno',
    from: '2026-11-01',
    until: '2026-11-30',
    netCents: net,
    vatBasisPoints: 2_200,
    vatCents: vat,
    ...over,
  };
};
const holder: Holder = {
  kind: 'private',
  givenName: 'Mario',
  familyName: 'Rossi',
  codiceFiscale: 'RSSMRA80A01F205X',
  address: { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' },
};
const head = {
  holder,
  contractNumber: 'C00000042',
  period: '2026-11',
  date: '2026-11-30' as const,
  cause: 'Servizi di telefonia',
  paidBy: 'MP22' as const,
};

describe('the VAT of an invoice', () => {
  it('is that of the charges to the cent, in blocks that SdI takes, whatever they rounded', () => {
    const lines = fc.array(fc.tuple(fc.integer({ min: -20_000, max: 20_000 }), fc.constantFrom(400, 1_000, 2_200)), {
      minLength: 1,
      maxLength: 80,
    });
    fc.assert(
      fc.property(lines, (given) => {
        const charged = given.map(([net, vatBasisPoints]) => line(net, { vatBasisPoints }));
        const blocks = vatBlocks(charged);
        const { net, vat } = totalOfLines(charged);
        expect(blocks.reduce((total, { netCents }) => total + netCents, 0)).toBe(net);
        expect(blocks.reduce((total, { vatCents }) => total + vatCents, 0)).toBe(vat);
        for (const { netCents, vatCents, vatBasisPoints } of blocks)
          expect(Math.abs(vatOn(netCents, vatBasisPoints).vat - vatCents)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is one block for each rate, as long as rounding does not add up', () => {
    expect(vatBlocks([line(500), line(150), line(200, { vatBasisPoints: 1_000 }), line(300)])).toEqual([
      { vatBasisPoints: 2_200, netCents: 950, vatCents: 209 },
      { vatBasisPoints: 1_000, netCents: 200, vatCents: 20 },
    ]);
    // Thirty times 0.066 euro of VAT, each rounded to 0.07: 2.10 instead of 1.98.
    expect(vatBlocks(Array.from({ length: 30 }, () => line(30))).length).toBeGreaterThan(1);
  });

  it('is refused without a rate, and when it belongs to another net', () => {
    expect(() => vatBlocks([line(100, { vatBasisPoints: 0, vatCents: cents(0) })])).toThrow('legal nature');
    expect(() => vatBlocks([line(100, { vatCents: cents(30) })])).toThrow('not that of its net');
  });
});

describe('the document of a month', () => {
  it('is an invoice of what was charged, less what was taken back in the same month', () => {
    expect(draftOf(head, [line(500), line(-100)])).toMatchObject({
      kind: 'TD24',
      total: { net: 400, vat: 88, gross: 488 },
    });
  });

  it('is a credit note, in positive amounts, when more was taken back', () => {
    expect(draftOf(head, [line(100), line(-500)])).toMatchObject({
      kind: 'TD04',
      total: { net: 400, vat: 88, gross: 488 },
      lines: [{ netCents: -100 }, { netCents: 500 }],
    });
  });

  it('is none when nothing is left', () => {
    expect(draftOf(head, [])).toBeUndefined();
    expect(draftOf(head, [line(500), line(-500)])).toBeUndefined();
  });
});

it('files are named with five letters and digits', () => {
  expect([fileCode(1), fileCode(36), fileCode(60_466_175)]).toEqual(['00001', '00010', 'ZZZZZ']);
  expect(() => fileCode(60_466_176)).toThrow(RangeError);
  expect(() => fileCode(0)).toThrow(RangeError);
});
